// A clock that moves only when a test says so.
#pragma once

#include <atomic>

#include "base/clock.h"

namespace writ::testing {

// Thread-safe.
class FixedClock final : public Clock {
 public:
  explicit FixedClock(Instant now = FromUnix(1'700'000'000)) : seconds_(ToUnix(now)) {}

  [[nodiscard]] Instant Now() const override { return FromUnix(seconds_.load()); }
  void Advance(Seconds by) { seconds_ += by.count(); }

 private:
  std::atomic<std::int64_t> seconds_;
};

}  // namespace writ::testing
