#include "main/seal_source.h"

#include <utility>

#include "base/kept_by_thread.h"
#include "base/wipe.h"

namespace writ {

namespace {

// More engines than these in one thread make their seals again and again.
constexpr std::size_t kEnginesKept = 64;

struct ThreadSeal {
  std::uint64_t version = 0;
  std::unique_ptr<oauth::Seal> seal;
};

ThreadSeal& SealOfThisThread(std::uint64_t source) {
  thread_local KeptByThread<ThreadSeal, kEnginesKept> kept;
  return kept.Get(source, [] { return std::make_unique<ThreadSeal>(); });
}

}  // namespace

ThreadSeals::ThreadSeals(const oauth::MasterKey& master, const oauth::Ledger& ledger)
    : master_(master), ledger_(ledger), number_(NextOwnerNumber()) {
  Reload();
}

ThreadSeals::~ThreadSeals() { Wipe(master_); }

oauth::Seal& ThreadSeals::ForThisThread() {
  ThreadSeal& kept = SealOfThisThread(number_);
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
  version_.fetch_add(1, std::memory_order_release);
}

}  // namespace writ
