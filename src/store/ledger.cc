#include "store/ledger.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <utility>

#include "base/diagnostics.h"

namespace writ::store {

namespace {

using oauth::CommitFailure;
using oauth::Number;
using oauth::Sequence;

// How long an idle purge that finds nothing waits between two bites: it costs next to nothing then,
// however large the store is.
constexpr std::chrono::milliseconds kRestBetweenBites{100};
constexpr std::size_t kFoldABite = 1'024;
// When few records change over and over, the tail to replay grows all the same: this many times
// pending_max is its bound.
constexpr std::size_t kTailFactor = 4;
// Who is first in a batch, decided on what the last one left, meets no conflict unless the decision
// itself is at fault; so this many are enough for as many to lose one after the other.
constexpr int kDecisionsMax = 1'024;

// False when `pending` met a conflict and has been decided again.
bool AnswerUnlessDecidedAgain(PendingCommit& pending, const oauth::CommitResult& result) {
  if (result || result.error() != CommitFailure::kConflict || !pending.again) {
    pending.completion(result);
    return true;
  }
  if (pending.decisions == kDecisionsMax) {
    pending.completion(Fail(CommitFailure::kContended));
    return true;
  }
  ++pending.decisions;
  pending.proposal = pending.again();
  if (!pending.proposal.Empty()) return false;
  pending.completion(oauth::Committed{});
  return true;
}

}  // namespace

Ledger::Ledger(std::unique_ptr<Backend> backend, const Clock& clock, const LedgerOptions& options)
    : backend_(std::move(backend)),
      live_(std::make_unique<LiveState>()),
      options_(options),
      clock_(&clock),
      purger_(*live_) {}

Ledger::~Ledger() { Close(); }

void Ledger::Commit(oauth::Proposal proposal, oauth::DecideAgain again,
                    oauth::CommitCompletion completion) {
  PendingCommit pending{std::move(proposal), std::move(again), std::move(completion)};
  if (committer_ == nullptr) {
    std::vector<PendingCommit> due;
    due.push_back(std::move(pending));
    while (!due.empty()) due = RunBatch(due);
  } else if (!committer_->Enqueue(pending)) {
    pending.completion(Fail(CommitFailure::kUnavailable));
  }
}

std::vector<PendingCommit> Ledger::RunBatch(std::span<PendingCommit> batch) {
  std::vector<oauth::CommitResult> results;
  std::size_t bites = 0;
  {
    const std::lock_guard lock(commit_mutex_);
    results = CommitAll(batch);
    bites = unpurged_ / Purger::kEventsABite;
    unpurged_ %= Purger::kEventsABite;
  }
  // Outside of the lock: an answer may lead to the next commit.
  std::vector<PendingCommit> again;
  for (std::size_t i = 0; i < batch.size(); ++i) {
    if (AnswerUnlessDecidedAgain(batch[i], results[i])) continue;
    again.push_back(std::move(batch[i]));
  }
  for (; bites > 0; --bites) {
    const std::lock_guard lock(commit_mutex_);
    if (!closed_) PurgeBite();
  }
  return again;
}

std::vector<oauth::CommitResult> Ledger::CommitAll(std::span<PendingCommit> batch) {
  std::vector<oauth::CommitResult> results(batch.size(), Fail(CommitFailure::kUnavailable));
  if (closed_) return results;
  Batch accepted(*live_, server_, last_, clock_->Now(), options_.short_lived);
  for (std::size_t i = 0; i < batch.size(); ++i) {
    results[i] = accepted.Accept(batch[i].proposal);
  }
  if (accepted.Events().empty() || WriteBatch(accepted)) return results;
  // What conflicted may have done so with what is not written now: nobody is told anything else.
  std::fill(results.begin(), results.end(), Fail(CommitFailure::kUnavailable));
  return results;
}

bool Ledger::WriteBatch(const Batch& batch) {
  Write write;
  ChainHash chain = chain_;
  Instant latest = latest_time_;
  const oauth::Catalogue::Pointer catalogue = batch.Result().FindCatalogue();
  write.events.reserve(batch.Events().size());
  for (const oauth::Event& event : batch.Events()) {
    EventRow& row = write.events.emplace_back(RowOf(event, *catalogue));
    chain = row.chain = Chain(chain, row, event);
    latest = std::max(latest, event.time);
  }
  AddScopes(catalogue, write);
  const bool round = Fold(Quota(batch.Events().size()), write);
  if (!Apply(write)) return false;

  purger_.Restart();
  unpurged_ += batch.Events().size();
  sweep_.Finish(write, round, *live_, last_);
  sweep_.Note(batch.Result(), batch.Events());
  batch.Result().Apply(*live_, server_);
  last_ = batch.Last();
  chain_ = chain;
  latest_time_ = latest;
  if (!oldest_event_)
    oldest_event_ = {batch.Events().front().sequence, batch.Events().front().time};
  live_->Publish(last_);
  if (watermark_) watermark_->Note({last_, chain_, server_.server.incarnation});
  return true;
}

// With the events that made and changed them, not with a fold: lists and records name them at once.
void Ledger::AddScopes(const oauth::Catalogue::Pointer& catalogue, Write& write) {
  write.catalogue = catalogue;
  const oauth::Catalogue::Pointer before = live_->FindCatalogue();
  if (catalogue != before) {
    for (const auto& scope : catalogue->All()) {
      if (before->Find(scope->index) != scope.get()) write.scopes.push_back(scope);
    }
  }
  write.scope_lists = live_->Lists().Unstored();
}

ServerRow Ledger::RowAt(Sequence folded_through) const {
  return {server_, folded_through, live_->LastConsent(), live_->LastGrant(), latest_time_};
}

std::size_t Ledger::Quota(std::size_t events) const {
  std::size_t pending_max = options_.pending_max;
  if (pending_max == 0) {
    const std::size_t grants = Number(live_->LastGrant()) & 0xffffffffU;
    pending_max = std::max<std::size_t>(65'536, grants / 4);
  }
  const std::uint64_t tail = Number(last_) - Number(sweep_.FoldedThrough());
  if (sweep_.Pending() + events <= pending_max && tail <= kTailFactor * pending_max &&
      !EventsAreDue()) {
    return 0;
  }
  // A little more than comes in, so that every round ends.
  return events + events / 4 + 16;
}

bool Ledger::Fold(std::size_t quota, Write& write) {
  if (quota == 0 || !sweep_.Collect(*live_, quota, write)) return false;
  write.server = RowAt(sweep_.Target());
  write.keys = live_->Keys();
  return true;
}

bool Ledger::Apply(const Write& write) {
  const WriteResult result = backend_->Apply(write);
  if (result.fate == WriteFate::kUnknown) {
    // Neither answer would be true. The next start finds out what is there.
    SayLast("a write to the store may or may not be durable (" + result.message + "); stopping");
    std::abort();
  }
  const bool done = result.fate == WriteFate::kDone;
  if (!done && writable_.load()) {
    // Once, not for each: what is refused until then is refused for the same reason.
    ProcessDiagnostics().Say("changes are refused: " + result.message);
  }
  // AddScopes adds all there are.
  if (done && !write.scope_lists.empty()) live_->Lists().Stored();
  writable_.store(done);
  return done;
}

bool Ledger::EventsAreDue() const {
  return oldest_event_ && oldest_event_->time + options_.retention < latest_time_;
}

bool Ledger::FoldBite(std::size_t quota) {
  Write write;
  AddScopes(live_->FindCatalogue(), write);
  const bool round = Fold(quota, write);
  if (!Apply(write)) return false;
  sweep_.Finish(write, round, *live_, last_);
  return true;
}

bool Ledger::PurgeBite() {
  Write write;
  write.purge = purger_.NextBite({latest_time_, options_.retention, sweep_.FoldedThrough(),
                                  watermark_ ? watermark_->Written() : last_, oldest_event_});
  const Purge& bite = write.purge;
  if (bite.Empty()) return false;
  AddScopes(live_->FindCatalogue(), write);
  write.server = RowAt(sweep_.FoldedThrough());
  if (!Apply(write)) return false;
  purger_.Finish(bite);
  for (const auto id : bite.grants) sweep_.Forget(id);
  for (const auto id : bite.consents) sweep_.Forget(id);
  if (bite.events_before) oldest_event_ = backend_->OldestEvent();
  return true;
}

Committer::Microseconds Ledger::Rest() {
  const std::lock_guard lock(commit_mutex_);
  if (closed_) return Committer::kForever;
  if (!writable_.load() && backend_->Probe()) {
    writable_.store(true);
    ProcessDiagnostics().Say("the store can be written again");
  }
  if (!writable_.load()) return Committer::kIdle;
  // What could leave must be folded first.
  if (EventsAreDue() && sweep_.FoldedThrough() != last_) {
    return FoldBite(kFoldABite) ? Committer::Microseconds{0} : Committer::kIdle;
  }
  if (purger_.Idle()) return Committer::kForever;
  return PurgeBite() ? Committer::Microseconds{0} : kRestBetweenBites;
}

void Ledger::Tidy() {
  const std::lock_guard lock(commit_mutex_);
  while (!closed_ && sweep_.FoldedThrough() != last_) {
    if (!FoldBite(kFoldABite)) return;
  }
  purger_.Restart();
  while (!closed_ && !purger_.Idle()) {
    if (!PurgeBite() && !writable_.load()) return;
  }
}

void Ledger::Close() {
  if (committer_) committer_->Stop();
  const std::lock_guard lock(commit_mutex_);
  if (closed_) return;
  closed_ = true;
  if (watermark_) watermark_->Close();
  if (opened_) backend_->Close();
}

}  // namespace writ::store
