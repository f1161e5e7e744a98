// Opening a store: recovery, and whether the store is what was answered.
#include <utility>

#include "store/disk/recovery.h"
#include "store/store.h"

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

Result<std::unique_ptr<Store>> Store::Open(std::unique_ptr<Medium> medium,
                                           std::optional<WatermarkPlace> place, const Clock& clock,
                                           Random& random, const StoreOptions& options) {
  std::unique_ptr<Store> store(new Store(std::move(medium), clock, options));
  TRY_VOID(store->Start(std::move(place), random));
  if (options.threaded) {
    store->queue_ = std::make_unique<CommitQueue>(
        [raw = store.get()](std::span<PendingCommit> batch) { return raw->RunBatch(batch); },
        [raw = store.get()] { return raw->Rest(); });
  }
  return store;
}

Result<void> Store::Start(std::optional<WatermarkPlace> place, Random& random) {
  const MutexLock lock(commit_mutex_);
  TRY_VOID(Recover(random));
  if (place) TRY_VOID(CheckHistory(*place, random));
  TRY_VOID(medium_->Settle());
  opened_ = true;
  return {};
}

Result<void> Store::Recover(Random& random) {
  Recovery recovery(*replica_, sweep_, options_.on_load);
  TRY_VOID(recovery.Run(*medium_));
  ServerRecord server = replica_->Server();
  if (server.grant_era >= LiveState::kErasMax) {
    return Fail("the store has lost its history too often to go on; make a new one");
  }
  replayed_ = recovery.Replayed();
  oldest_event_ = medium_->OldestEvent();
  if (server.server.incarnation != 0) return {};
  server.server.incarnation = Incarnation(random);
  replica_->Load(server, replica_->LatestTime());
  replica_->Live().Put(options_.catalogue);
  Write write;
  write.rows.server = RowAt(Sequence::kNone);
  write.rows.scopes = {options_.catalogue->All().begin(), options_.catalogue->All().end()};
  if (!Apply(write)) return Fail("the new store cannot be written; is there room on the disk?");
  return {};
}

Result<std::string> Store::LostHistory(const WatermarkPlace& place) {
  const std::string here = std::to_string(Number(Last()));
  if (!place.mark) {
    // A store without changes has no history to lose.
    return Last() == Sequence::kNone ? std::string()
                                     : "its watermark " + place.path + " is missing or damaged";
  }
  const std::string there = std::to_string(Number(place.mark->sequence));
  if (Number(place.mark->sequence) > Number(Last())) {
    return "it ends at change " + here + ", but its watermark names change " + there;
  }
  const bool fresh = place.mark->sequence == Sequence::kNone;
  if (place.mark->incarnation != replica_->Server().server.incarnation) {
    // The commit that took a new incarnation may have come just before its mark.
    const bool newer = Number(Last()) - Number(place.mark->sequence) >= kJump;
    if (!newer) return std::string("it has another history than its watermark");
  }
  if (fresh) return std::string();
  const auto chain = TRY(medium_->FindChain(place.mark->sequence));
  if (!chain || *chain != place.mark->chain) {
    return "its change " + there + " is not the one that its watermark names";
  }
  return std::string();
}

Result<void> Store::CheckHistory(const WatermarkPlace& place, Random& random) {
  const std::string lost = TRY(LostHistory(place));
  if (!lost.empty() && !options_.accept_lost_history) {
    return Fail("the store has lost changes that were answered: " + lost +
                ". Restore the newest copy, or go on without what was lost by starting once with "
                "--accept-lost-history");
  }
  if (!lost.empty()) TRY_VOID(AcceptLostHistory(place, random));
  TRY_VOID(CheckClock());
  watermark_ = TRY(Watermark::Start(place.path, LastMark(), place.strict));
  return {};
}

Result<void> Store::AcceptLostHistory(const WatermarkPlace& place, Random& random) {
  std::uint64_t known = Number(Last());
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

Result<void> Store::CheckClock() {
  const Seconds behind = replica_->LatestTime() - StoreTime();
  if (behind <= kClockBehindMax) return {};
  if (!options_.accept_clock) {
    return Fail("the clock is " + std::to_string(behind.count()) +
                " s behind the last change of the store, and what has expired would be alive "
                "again. Set the clock right or, if it was ahead before, start once with "
                "--accept-clock");
  }
  oauth::Event event;
  event.sequence = Sequence{Number(Last()) + 1};
  event.by = {oauth::Actor::Operator(), {}, "start"};
  event.what = oauth::ClockAccepted{};
  event.time = StoreTime();
  return WriteAtStart(event);
}

Result<void> Store::WriteAtStart(const oauth::Event& event) {
  Write write;
  const std::span<const oauth::Event> events(&event, 1);
  write.append = {Last(), replica_->RowsOf(events, *replica_->FindCatalogue())};
  if (!Apply(write)) return Fail("the store cannot be written; is there room on the disk?");
  TRY_VOID(replica_->Take(write.append.events.front()));
  replica_->Publish();
  return {};
}

}  // namespace writ::store
