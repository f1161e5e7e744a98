#include "store/committer.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace writ::store {

namespace {

using std::chrono::microseconds;

constexpr microseconds kForever = microseconds::max();
constexpr microseconds kIdle = std::chrono::milliseconds(Committer::kIdleMilliseconds);

}  // namespace

Committer::Committer(std::function<void(std::span<Request>)> run, std::function<bool()> idle)
    : run_(std::move(run)), idle_(std::move(idle)), thread_([this] { Loop(); }) {}

Committer::~Committer() { Stop(); }

bool Committer::Enqueue(Request& request) {
  bool enough = false;
  {
    const std::lock_guard lock(mutex_);
    if (stop_ || queue_.size() >= kQueueMax) return false;
    queue_.push_back(std::move(request));
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

void Committer::Await(Lock& lock, std::size_t count, microseconds patience) {
  const auto ready = [&] { return stop_ || queue_.size() >= count; };
  awaited_ = count;
  if (patience == kForever) {
    wake_.wait(lock, ready);
  } else {
    wake_.wait_for(lock, patience, ready);
  }
  awaited_ = 0;
}

void Committer::Run(std::span<Request> all) {
  for (std::size_t i = 0; i < all.size(); i += kBatchMax) {
    run_(all.subspan(i, std::min(kBatchMax, all.size() - i)));
  }
}

void Committer::Loop() {
  std::vector<Request> taken;
  microseconds patience{0};
  bool wants_idle = false;
  for (;;) {
    {
      Lock lock(mutex_);
      Await(lock, (taken.size() + queue_.size()) / 2, patience);
      if (queue_.empty()) Await(lock, 1, wants_idle ? kIdle : kForever);
      if (stop_ && queue_.empty()) return;
      taken.clear();
      taken.swap(queue_);
    }
    if (taken.empty()) {
      wants_idle = idle_();
      continue;
    }
    const auto begin = std::chrono::steady_clock::now();
    Run(taken);
    const auto took = std::chrono::steady_clock::now() - begin;
    patience = std::min(kGatherMax, std::chrono::duration_cast<microseconds>(took / 2));
    wants_idle = true;
  }
}

}  // namespace writ::store
