// The one thread that commits: it drains the queue into a batch, has it made durable, and has those
// who met a conflict decide again.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <span>
#include <thread>
#include <vector>

#include "base/mutex.h"
#include "oauth/committer.h"

namespace writ::store {

// What waits for its commit.
struct PendingCommit {
  oauth::Proposal proposal;
  oauth::DecideAgain again;  // may be empty
  oauth::CommitCompletion completion;
  int decisions = 1;
};

// Answers each of `batch` with its result, but for those that met a conflict and decided again:
// returns them, in their order.
[[nodiscard]] std::vector<PendingCommit> AnswerOrDecideAgain(
    std::span<PendingCommit> batch, std::span<const oauth::CommitResult> results);

// Thread-safe. Who lost a conflict goes first in the next batch, in the order of arrival. Those who
// commit over and over are answered in two halves, one while the other is made durable: after a
// batch, the thread waits for half of them to have queued, but no longer than half of the time that
// the batch took.
class CommitQueue {
 public:
  static constexpr std::size_t kQueueMax = 65'536;
  static constexpr std::size_t kBatchMax = 1'024;
  using Microseconds = std::chrono::microseconds;
  static constexpr Microseconds kGatherMax{1'000};
  static constexpr Microseconds kIdle = std::chrono::seconds(1);
  static constexpr Microseconds kForever = Microseconds::max();

  // Calls `run` with each batch; it answers them, but for those that it returns, decided again.
  // Calls `rest` when there is nothing to run: kIdle after the start and after each batch, and then
  // when it wants to be called again, unless that is kForever.
  using Run = std::function<std::vector<PendingCommit>(std::span<PendingCommit>)>;
  CommitQueue(Run run, std::function<Microseconds()> rest);
  ~CommitQueue();  // as Stop
  CommitQueue(const CommitQueue&) = delete;
  CommitQueue& operator=(const CommitQueue&) = delete;

  // False when the queue is full or was stopped: the request was not taken.
  [[nodiscard]] bool Enqueue(PendingCommit& pending);
  // Commits what is queued, then ends the thread.
  void Stop();

 private:
  void Loop();
  // Waits until `count` requests are queued, the queue was stopped, or `patience` is over.
  void Await(std::size_t count, Microseconds patience) REQUIRES(mutex_);
  void RunFirst(std::vector<PendingCommit>& due) const;

  const Run run_;
  const std::function<Microseconds()> rest_;
  Mutex mutex_;
  Condition wake_;
  std::vector<PendingCommit> queue_ GUARDED_BY(mutex_);
  std::size_t awaited_ GUARDED_BY(mutex_) = 0;  // so many wake the thread
  bool stop_ GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace writ::store
