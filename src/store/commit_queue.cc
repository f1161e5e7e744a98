#include "store/commit_queue.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

namespace writ::store {

namespace {

// Who is first in a batch, decided on what the last one left, meets no conflict unless the decision
// itself is at fault; so this many are enough for as many to lose one after the other.
constexpr int kDecisionsMax = 1'024;

// False when `pending` met a conflict and has been decided again.
bool AnswerUnlessDecidedAgain(PendingCommit& pending, const oauth::CommitResult& result) {
  if (result || result.error() != oauth::CommitFailure::kConflict || !pending.again) {
    pending.completion(result);
    return true;
  }
  if (pending.decisions == kDecisionsMax) {
    pending.completion(Fail(oauth::CommitFailure::kContended));
    return true;
  }
  ++pending.decisions;
  pending.proposal = pending.again();
  if (!pending.proposal.Empty()) return false;
  pending.completion(oauth::Committed{});
  return true;
}

}  // namespace

std::vector<PendingCommit> AnswerOrDecideAgain(std::span<PendingCommit> batch,
                                               std::span<const oauth::CommitResult> results) {
  std::vector<PendingCommit> again;
  for (std::size_t i = 0; i < batch.size(); ++i) {
    if (AnswerUnlessDecidedAgain(batch[i], results[i])) continue;
    again.push_back(std::move(batch[i]));
  }
  return again;
}

CommitQueue::CommitQueue(Run run, std::function<Microseconds()> rest)
    : run_(std::move(run)), rest_(std::move(rest)), thread_([this] { Loop(); }) {}

CommitQueue::~CommitQueue() { Stop(); }

bool CommitQueue::Enqueue(PendingCommit& pending) {
  bool enough = false;
  {
    const MutexLock lock(mutex_);
    if (stop_ || queue_.size() >= kQueueMax) return false;
    queue_.push_back(std::move(pending));
    enough = queue_.size() == awaited_;
  }
  if (enough) wake_.NotifyOne();
  return true;
}

void CommitQueue::Stop() {
  {
    const MutexLock lock(mutex_);
    stop_ = true;
  }
  wake_.NotifyOne();
  if (thread_.joinable()) thread_.join();
}

void CommitQueue::Await(std::size_t count, Microseconds patience) {
  using Clock = std::chrono::steady_clock;
  const bool for_ever = patience == kForever;
  const auto end = for_ever ? Clock::time_point() : Clock::now() + patience;
  awaited_ = count;
  while (!stop_ && queue_.size() < count) {
    if (for_ever) {
      wake_.Wait(mutex_);
    } else if (!wake_.WaitUntil(mutex_, end)) {
      break;
    }
  }
  awaited_ = 0;
}

// One batch of those who have waited longest; who has to try again stays in front.
void CommitQueue::RunFirst(std::vector<PendingCommit>& due) const {
  const std::size_t count = std::min(kBatchMax, due.size());
  std::vector<PendingCommit> again = run_({due.data(), count});
  const auto rest = due.begin() + static_cast<std::ptrdiff_t>(count - again.size());
  std::move(again.begin(), again.end(), rest);
  due.erase(due.begin(), rest);
}

void CommitQueue::Loop() {
  std::vector<PendingCommit> due;  // who has waited longest first
  std::size_t before = 0;          // how many were due last time
  Microseconds patience{0};
  Microseconds pause = kIdle;
  for (;;) {
    {
      const MutexLock lock(mutex_);
      if (due.empty()) {
        Await((before + queue_.size()) / 2, patience);
        if (queue_.empty() && pause != Microseconds{0}) Await(1, pause);
        if (stop_ && queue_.empty()) return;
      }
      std::move(queue_.begin(), queue_.end(), std::back_inserter(due));
      queue_.clear();
    }
    before = due.size();
    if (due.empty()) {
      pause = rest_();
      continue;
    }
    const auto begin = std::chrono::steady_clock::now();
    RunFirst(due);
    const auto took = std::chrono::steady_clock::now() - begin;
    patience = std::min(kGatherMax, std::chrono::duration_cast<Microseconds>(took / 2));
    pause = kIdle;
  }
}

}  // namespace writ::store
