// The one thread that commits: it drains the queue into a batch, has it made durable, and answers.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <span>
#include <thread>
#include <vector>

#include "oauth/ledger.h"

namespace writ::store {

// What waits for its commit.
struct PendingCommit {
  oauth::Proposal proposal;
  oauth::DecideAgain again;  // may be empty
  oauth::CommitCompletion completion;
  int decisions = 1;
};

// Thread-safe. Who lost a conflict goes first in the next batch, in the order of arrival. Those who
// commit over and over are answered in two halves, one while the other is made durable: after a
// batch, the thread waits for half of them to have queued, but no longer than half of the time that
// the batch took.
class Committer {
 public:
  static constexpr std::size_t kQueueMax = 65'536;
  static constexpr std::size_t kBatchMax = 1'024;
  using Microseconds = std::chrono::microseconds;
  static constexpr Microseconds kGatherMax{1'000};
  static constexpr Microseconds kIdle = std::chrono::seconds(1);
  static constexpr Microseconds kForever = Microseconds::max();

  // Calls `run` with each batch; it answers them, but for those that it returns, decided again.
  // Calls `rest` when there is nothing to run: kIdle after the last batch, and then when it wants
  // to be called again, unless that is kForever.
  using Run = std::function<std::vector<PendingCommit>(std::span<PendingCommit>)>;
  Committer(Run run, std::function<Microseconds()> rest);
  ~Committer();  // as Stop
  Committer(const Committer&) = delete;
  Committer& operator=(const Committer&) = delete;

  // False when the queue is full or the committer stopped: the request was not taken.
  [[nodiscard]] bool Enqueue(PendingCommit& pending);
  // Commits what is queued, then ends the thread.
  void Stop();

 private:
  using Lock = std::unique_lock<std::mutex>;

  void Loop();
  // Waits until `count` requests are queued, the committer was stopped, or `patience` is over.
  void Await(Lock& lock, std::size_t count, Microseconds patience);
  void RunFirst(std::vector<PendingCommit>& due) const;

  const Run run_;
  const std::function<Microseconds()> rest_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<PendingCommit> queue_;  // guarded by mutex_
  std::size_t awaited_ = 0;           // so many wake the thread; guarded by mutex_
  bool stop_ = false;                 // guarded by mutex_
  std::thread thread_;
};

}  // namespace writ::store
