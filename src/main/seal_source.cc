#include "main/seal_source.h"

#include <utility>

#include "base/wipe.h"

namespace writ {

namespace {

struct ThreadSeal {
  std::uint64_t version = 0;
  std::unique_ptr<oauth::Seal> seal;
};

ThreadSeal& SealOfThisThread() {
  thread_local ThreadSeal kept;
  return kept;
}

std::uint64_t NextVersion() {
  static std::atomic<std::uint64_t> last{0};
  return last.fetch_add(1) + 1;
}

}  // namespace

ThreadSeals::ThreadSeals(const oauth::MasterKey& master, const oauth::Ledger& ledger)
    : master_(master), ledger_(ledger) {
  Reload();
}

ThreadSeals::~ThreadSeals() { Wipe(master_); }

oauth::Seal& ThreadSeals::ForThisThread() {
  ThreadSeal& kept = SealOfThisThread();
  if (kept.version != version_.load(std::memory_order_acquire)) {
    const MutexLock lock(mutex_);
    kept.seal = std::make_unique<oauth::Seal>(ring_);
    kept.version = version_.load(std::memory_order_relaxed);
  }
  return *kept.seal;
}

void ThreadSeals::Reload() {
  const MutexLock lock(mutex_);
  ring_ = std::make_shared<const oauth::KeyRing>(master_, ledger_.Keys());
  version_.store(NextVersion(), std::memory_order_release);
}

}  // namespace writ
