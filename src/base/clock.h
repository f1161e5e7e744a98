// The two clocks: civil time, which tokens carry and tests choose, and steady time, which time-outs
// use.
#pragma once

#include <chrono>
#include <cstdint>

namespace writ {

// Civil time in whole seconds since 1970, all that a token ever needs.
using Instant = std::chrono::sys_seconds;
using Seconds = std::chrono::seconds;

[[nodiscard]] constexpr std::int64_t ToUnix(Instant instant) {
  return instant.time_since_epoch().count();
}
[[nodiscard]] constexpr Instant FromUnix(std::int64_t seconds) { return Instant(Seconds(seconds)); }

// The one civil clock that issuing and validating use. Thread-safe.
class Clock {
 public:
  Clock() = default;
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;
  virtual ~Clock() = default;
  [[nodiscard]] virtual Instant Now() const = 0;
};

// The operating system's.
class SystemClock final : public Clock {
 public:
  [[nodiscard]] Instant Now() const override;
};

}  // namespace writ
