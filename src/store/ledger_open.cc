// Opening a ledger: recovery, and whether the store is what was answered.
#include <utility>

#include "store/disk/recovery.h"
#include "store/ledger.h"

namespace writ::store {

namespace {

using oauth::Number;
using oauth::Sequence;

constexpr std::uint64_t kJump = std::uint64_t{1} << 32U;
// A machine's clock may be corrected by this much between two starts.
constexpr Seconds kClockBehindMax{60};

std::uint64_t Incarnation(Random& random) {
  // 63 bits, so that it is a plain number wherever it is read; never 0.
  std::uint64_t number = 0;
  for (const std::uint8_t byte : random.Bytes<8>()) number = number << 8U | byte;
  return number >> 1U | 1U;
}

}  // namespace

Result<std::unique_ptr<Ledger>> Ledger::Open(std::unique_ptr<Backend> backend,
                                             std::optional<WatermarkPlace> place,
                                             const Clock& clock, Random& random,
                                             const LedgerOptions& options) {
  std::unique_ptr<Ledger> ledger(new Ledger(std::move(backend), clock, options));
  TRY_VOID(ledger->Recover(random));
  if (place) TRY_VOID(ledger->CheckHistory(*place, random));
  TRY_VOID(ledger->backend_->Settle());
  if (options.threaded) {
    ledger->committer_ = std::make_unique<Committer>(
        [raw = ledger.get()](std::span<PendingCommit> batch) { return raw->RunBatch(batch); },
        [raw = ledger.get()] { return raw->Rest(); });
  }
  ledger->opened_ = true;
  return ledger;
}

Result<void> Ledger::Recover(Random& random) {
  Recovery recovery(*live_, sweep_, options_.on_load);
  TRY_VOID(backend_->Load(recovery));
  recovery.Finish();
  const ServerRow& row = recovery.Server();
  if (Number(recovery.Last()) < Number(row.folded_through)) {
    return Fail("the store is damaged: its last events are gone; restore a backup");
  }
  if (row.record.grant_era >= LiveState::kErasMax) {
    return Fail("the store has lost its history too often to go on; make a new one");
  }
  server_ = row.record;
  last_ = recovery.Last();
  chain_ = recovery.LastChain();
  latest_time_ = row.latest_time;
  replayed_ = recovery.Replayed();
  oldest_event_ = backend_->OldestEvent();
  if (server_.server.incarnation != 0) return {};
  server_.server.incarnation = Incarnation(random);
  Write write;
  write.server = RowAt(Sequence::kNone);
  write.scopes = {options_.catalogue->All().begin(), options_.catalogue->All().end()};
  live_->Put(options_.catalogue);
  if (!Apply(write)) return Fail("the new store cannot be written; is there room on the disk?");
  live_->Put(server_.server);
  return {};
}

Result<std::string> Ledger::LostHistory(const WatermarkPlace& place) {
  const std::string here = std::to_string(Number(last_));
  if (!place.mark) {
    // A store without changes has no history to lose.
    return last_ == Sequence::kNone ? std::string()
                                    : "its watermark " + place.path + " is missing or damaged";
  }
  const std::string there = std::to_string(Number(place.mark->sequence));
  if (Number(place.mark->sequence) > Number(last_)) {
    return "it ends at change " + here + ", but its watermark names change " + there;
  }
  const bool fresh = place.mark->sequence == Sequence::kNone;
  if (place.mark->incarnation != server_.server.incarnation) {
    // The commit that took a new incarnation may have come just before its mark.
    const bool newer = Number(last_) - Number(place.mark->sequence) >= kJump;
    if (!newer) return std::string("it has another history than its watermark");
  }
  if (fresh) return std::string();
  const auto chain = TRY(backend_->FindChain(place.mark->sequence));
  if (!chain || *chain != place.mark->chain) {
    return "its change " + there + " is not the one that its watermark names";
  }
  return std::string();
}

Result<void> Ledger::CheckHistory(const WatermarkPlace& place, Random& random) {
  const std::string lost = TRY(LostHistory(place));
  if (!lost.empty() && !options_.accept_lost_history) {
    return Fail("the store has lost changes that were answered: " + lost +
                ". Restore the newest copy, or go on without what was lost by starting once with "
                "--accept-lost-history");
  }
  if (!lost.empty()) TRY_VOID(AcceptLostHistory(place, random));
  TRY_VOID(CheckClock());
  watermark_ =
      TRY(Watermark::Start(place.path, {last_, chain_, server_.server.incarnation}, place.strict));
  return {};
}

Result<void> Ledger::AcceptLostHistory(const WatermarkPlace& place, Random& random) {
  std::uint64_t known = Number(last_);
  if (place.mark) known = std::max(known, Number(place.mark->sequence));
  oauth::Event event;
  event.sequence = Sequence{known + kJump};
  event.time = clock_->Now();
  event.by = {oauth::Actor::Operator(), {}, "start"};
  const oauth::LostHistoryAccepted accepted{Incarnation(random), Number(event.sequence) >> 32U};
  event.what = accepted;
  if (accepted.grant_era >= LiveState::kErasMax) {
    return Fail("the store has lost its history too often to go on; make a new one");
  }
  return WriteAtStart(event);
}

Result<void> Ledger::CheckClock() {
  const Seconds behind = latest_time_ - (clock_->Now() + server_.server.clock_offset);
  if (behind <= kClockBehindMax) return {};
  if (!options_.accept_clock) {
    return Fail("the clock is " + std::to_string(behind.count()) +
                " s behind the last change of the store, and what has expired would be alive "
                "again. Set the clock right or, if it was ahead before, start once with "
                "--accept-clock");
  }
  oauth::Event event;
  event.sequence = Sequence{Number(last_) + 1};
  event.by = {oauth::Actor::Operator(), {}, "start"};
  event.what = oauth::ClockAccepted{};
  event.time = clock_->Now() + server_.server.clock_offset;
  return WriteAtStart(event);
}

Result<void> Ledger::WriteAtStart(const oauth::Event& event) {
  Overlay overlay(*live_, server_);
  static_cast<void>(overlay.Fold(event));
  Write write;
  EventRow& row = write.events.emplace_back(RowOf(event, *live_->FindCatalogue()));
  row.chain = Chain(chain_, row, event);
  if (!Apply(write)) return Fail("the store cannot be written; is there room on the disk?");
  overlay.Apply(*live_, server_);
  last_ = event.sequence;
  chain_ = write.events.back().chain;
  latest_time_ = event.time;
  live_->Publish(last_);
  return {};
}

}  // namespace writ::store
