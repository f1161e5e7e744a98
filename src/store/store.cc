#include "store/store.h"

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

}  // namespace

Store::Store(std::unique_ptr<Medium> medium, const Clock& clock, const StoreOptions& options)
    : medium_(std::move(medium)),
      options_(options),
      clock_(&clock),
      replica_(std::make_unique<Replica>(sweep_)),
      purger_(replica_->Live()) {}

Store::~Store() { Close(); }

void Store::Commit(oauth::Proposal proposal, oauth::DecideAgain again,
                   oauth::CommitCompletion completion) {
  PendingCommit pending{std::move(proposal), std::move(again), std::move(completion)};
  if (queue_ == nullptr) {
    std::vector<PendingCommit> due;
    due.push_back(std::move(pending));
    while (!due.empty()) due = RunBatch(due);
  } else if (!queue_->Enqueue(pending)) {
    pending.completion(Fail(CommitFailure::kUnavailable));
  }
}

std::vector<PendingCommit> Store::RunBatch(std::span<PendingCommit> batch) {
  std::vector<oauth::CommitResult> results;
  std::size_t bites = 0;
  {
    const MutexLock lock(commit_mutex_);
    results = CommitAll(batch);
    bites = unpurged_ / Purger::kEventsABite;
    unpurged_ %= Purger::kEventsABite;
  }
  // Outside of the lock: an answer may lead to the next commit.
  std::vector<PendingCommit> again = AnswerOrDecideAgain(batch, results);
  for (; bites > 0; --bites) {
    const MutexLock lock(commit_mutex_);
    if (!closed_ && !purger_.Idle(Bounds())) PurgeBite();
  }
  return again;
}

std::vector<oauth::CommitResult> Store::CommitAll(std::span<PendingCommit> batch) {
  std::vector<oauth::CommitResult> results(batch.size(), Fail(CommitFailure::kUnavailable));
  if (closed_) return results;
  Batch accepted = replica_->Begin(clock_->Now(), options_.short_lived);
  for (std::size_t i = 0; i < batch.size(); ++i) {
    results[i] = accepted.Accept(batch[i].proposal);
  }
  if (accepted.Events().empty() || WriteBatch(accepted)) return results;
  // What conflicted may have done so with what is not written now: nobody is told anything else.
  std::fill(results.begin(), results.end(), Fail(CommitFailure::kUnavailable));
  return results;
}

bool Store::WriteBatch(const Batch& batch) {
  Write write;
  const oauth::Catalogue::Pointer catalogue = batch.Result().FindCatalogue();
  write.append = {Last(), replica_->RowsOf(batch.Events(), *catalogue)};
  AddScopes(catalogue, write);
  const bool round = Fold(Quota(batch.Events().size()), write);
  if (!Apply(write)) return false;

  unpurged_ += batch.Events().size();
  sweep_.Finish(write, round, replica_->Live(), Last());
  replica_->Take(batch.Result(), batch.Events(), write.append.events.back().chain);
  if (!oldest_event_) {
    oldest_event_ = {batch.Events().front().sequence, batch.Events().front().time};
  }
  if (watermark_) watermark_->Note(LastMark());
  return true;
}

// With the events that made and changed them, not with a fold: lists and records name them at once.
void Store::AddScopes(const oauth::Catalogue::Pointer& catalogue, Write& write) {
  write.rows.catalogue = catalogue;
  const oauth::Catalogue::Pointer before = Live().FindCatalogue();
  if (catalogue != before) {
    for (const auto& scope : catalogue->All()) {
      if (before->Find(scope->index) != scope.get()) write.rows.scopes.push_back(scope);
    }
  }
  write.rows.scope_lists = replica_->Live().Lists().Unstored();
}

ServerRow Store::RowAt(Sequence folded_through) const {
  return {replica_->Server(), folded_through, Live().LastConsent(), Live().LastGrant(),
          replica_->LatestTime()};
}

std::size_t Store::Quota(std::size_t events) const {
  std::size_t pending_max = options_.pending_max;
  if (pending_max == 0) {
    const std::size_t grants = Number(Live().LastGrant()) & 0xffffffffU;
    pending_max = std::max<std::size_t>(65'536, grants / 4);
  }
  const std::uint64_t tail = Number(Last()) - Number(sweep_.FoldedThrough());
  if (sweep_.Pending() + events <= pending_max && tail <= kTailFactor * pending_max &&
      !EventsAreDue()) {
    return 0;
  }
  // A little more than comes in, so that every round ends.
  return events + events / 4 + 16;
}

bool Store::Fold(std::size_t quota, Write& write) {
  if (quota == 0 || !sweep_.Collect(replica_->Live(), quota, write)) return false;
  write.rows.server = RowAt(sweep_.Target());
  write.rows.keys = Live().Keys();
  return true;
}

bool Store::Apply(const Write& write) {
  const WriteResult result = medium_->Apply(write);
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
  if (done && !write.rows.scope_lists.empty()) replica_->Live().Lists().Stored();
  writable_.store(done);
  return done;
}

Mark Store::LastMark() const {
  return {Last(), replica_->Position().chain, replica_->Server().server.incarnation};
}

bool Store::IsFolded() const { return sweep_.FoldedThrough() == Last(); }

bool Store::EventsAreDue() const {
  return oldest_event_ && oldest_event_->time + options_.retention < replica_->LatestTime();
}

bool Store::FoldBite(std::size_t quota) {
  Write write;
  AddScopes(Live().FindCatalogue(), write);
  const bool round = Fold(quota, write);
  if (!Apply(write)) return false;
  sweep_.Finish(write, round, replica_->Live(), Last());
  return true;
}

PurgeBounds Store::Bounds() const {
  return {replica_->LatestTime(), options_.retention, sweep_.FoldedThrough(),
          watermark_ ? watermark_->Written() : Last(), oldest_event_};
}

bool Store::PurgeBite() {
  Write write;
  write.purge = purger_.NextBite(Bounds());
  const Purge& bite = write.purge;
  if (bite.Empty()) return false;
  AddScopes(Live().FindCatalogue(), write);
  write.rows.server = RowAt(sweep_.FoldedThrough());
  if (!Apply(write)) return false;
  purger_.Finish(bite);
  for (const auto id : bite.grants) sweep_.Forget(id);
  for (const auto id : bite.consents) sweep_.Forget(id);
  if (bite.events_before) oldest_event_ = medium_->OldestEvent();
  return true;
}

CommitQueue::Microseconds Store::Rest() {
  const MutexLock lock(commit_mutex_);
  if (closed_) return CommitQueue::kForever;
  if (!writable_.load() && medium_->Probe()) {
    writable_.store(true);
    ProcessDiagnostics().Say("the store can be written again");
  }
  if (!writable_.load()) return CommitQueue::kIdle;
  // What could leave must be folded first.
  if (EventsAreDue() && !IsFolded()) {
    return FoldBite(kFoldABite) ? CommitQueue::Microseconds{0} : CommitQueue::kIdle;
  }
  if (purger_.Idle(Bounds())) return CommitQueue::kForever;
  return PurgeBite() ? CommitQueue::Microseconds{0} : kRestBetweenBites;
}

void Store::Tidy() {
  const MutexLock lock(commit_mutex_);
  while (!closed_ && !IsFolded()) {
    if (!FoldBite(kFoldABite)) return;
  }
  purger_.Restart();
  while (!closed_ && !purger_.Idle(Bounds())) {
    if (!PurgeBite() && !writable_.load()) return;
  }
}

void Store::Close() {
  if (queue_) queue_->Stop();
  const MutexLock lock(commit_mutex_);
  if (closed_) return;
  closed_ = true;
  if (watermark_) watermark_->Close();
  if (opened_) medium_->Close();
}

}  // namespace writ::store
