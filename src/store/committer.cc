#include "store/committer.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace writ::store {

Committer::Committer(std::function<void(std::span<Request>)> run, std::function<bool()> idle)
    : run_(std::move(run)), idle_(std::move(idle)), thread_([this] { Loop(); }) {}

Committer::~Committer() { Stop(); }

bool Committer::Enqueue(Request& request) {
  bool first = false;
  {
    const std::lock_guard lock(mutex_);
    if (stop_ || queue_.size() >= kQueueMax) return false;
    first = queue_.empty();
    queue_.push_back(std::move(request));
  }
  if (first) wake_.notify_one();
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

void Committer::Loop() {
  const auto ready = [this] { return stop_ || !queue_.empty(); };
  std::vector<Request> taken;
  bool wants_idle = false;
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      if (wants_idle) {
        wake_.wait_for(lock, std::chrono::milliseconds(kIdleMilliseconds), ready);
      } else {
        wake_.wait(lock, ready);
      }
      if (stop_ && queue_.empty()) return;
      taken.swap(queue_);
    }
    if (taken.empty()) {
      wants_idle = idle_();
      continue;
    }
    const std::span<Request> all(taken);
    for (std::size_t i = 0; i < all.size(); i += kBatchMax) {
      run_(all.subspan(i, std::min(kBatchMax, all.size() - i)));
    }
    taken.clear();
    wants_idle = true;
  }
}

}  // namespace writ::store
