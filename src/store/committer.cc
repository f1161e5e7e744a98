#include "store/committer.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

namespace writ::store {

Committer::Committer(Run run, std::function<Microseconds()> rest)
    : run_(std::move(run)), rest_(std::move(rest)), thread_([this] { Loop(); }) {}

Committer::~Committer() { Stop(); }

bool Committer::Enqueue(PendingCommit& pending) {
  bool enough = false;
  {
    const std::lock_guard lock(mutex_);
    if (stop_ || queue_.size() >= kQueueMax) return false;
    queue_.push_back(std::move(pending));
    enough = queue_.size() == awaited_;
  }
  if (enough) wake_.notify_one();
  return true;
}

void Committer::Stop() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  wake_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void Committer::Await(Lock& lock, std::size_t count, Microseconds patience) {
  const auto ready = [&] { return stop_ || queue_.size() >= count; };
  awaited_ = count;
  if (patience == kForever) {
    wake_.wait(lock, ready);
  } else {
    wake_.wait_for(lock, patience, ready);
  }
  awaited_ = 0;
}

// One batch of those who have waited longest; who has to try again stays in front.
void Committer::RunFirst(std::vector<PendingCommit>& due) const {
  const std::size_t count = std::min(kBatchMax, due.size());
  std::vector<PendingCommit> again = run_({due.data(), count});
  const auto rest = due.begin() + static_cast<std::ptrdiff_t>(count - again.size());
  std::move(again.begin(), again.end(), rest);
  due.erase(due.begin(), rest);
}

void Committer::Loop() {
  std::vector<PendingCommit> due;  // who has waited longest first
  std::size_t before = 0;          // how many were due last time
  Microseconds patience{0};
  Microseconds pause = kForever;
  for (;;) {
    {
      Lock lock(mutex_);
      if (due.empty()) {
        Await(lock, (before + queue_.size()) / 2, patience);
        if (queue_.empty() && pause != Microseconds{0}) Await(lock, 1, pause);
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
