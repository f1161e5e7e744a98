// One seal per thread and engine, over the newest key ring.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>

#include "base/mutex.h"
#include "oauth/ledger.h"
#include "oauth/services.h"
#include "oauth/token/seal.h"

namespace writ {

// Thread-safe.
class ThreadSeals final : public oauth::SealSource {
 public:
  // `ledger` must have an issuing key and outlive this.
  ThreadSeals(const oauth::MasterKey& master, const oauth::Ledger& ledger);
  ~ThreadSeals() override;

  [[nodiscard]] oauth::Seal& ForThisThread() override;
  void Reload() override;

 private:
  oauth::MasterKey master_;
  const oauth::Ledger& ledger_;
  const std::uint64_t number_;             // as the owner of seals that threads keep
  std::atomic<std::uint64_t> version_{0};  // of the ring; 0 is none
  Mutex mutex_;
  std::shared_ptr<const oauth::KeyRing> ring_ GUARDED_BY(mutex_);
};

}  // namespace writ
