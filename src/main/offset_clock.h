// Civil time as the store has it: the system's, plus what a sandbox was told to advance.
#pragma once

#include <atomic>

#include "base/clock.h"
#include "oauth/ledger.h"

namespace writ {

// Thread-safe. The system's own time until Follow was called.
class OffsetClock final : public Clock {
 public:
  // `ledger` must outlive the clock's use.
  void Follow(const oauth::Ledger& ledger) { ledger_.store(&ledger); }

  [[nodiscard]] Instant Now() const override {
    const oauth::Ledger* ledger = ledger_.load(std::memory_order_acquire);
    const Instant now = system_.Now();
    return ledger == nullptr ? now : now + ledger->FindServer().clock_offset;
  }

 private:
  SystemClock system_;
  std::atomic<const oauth::Ledger*> ledger_{nullptr};
};

}  // namespace writ
