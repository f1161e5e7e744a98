// The two clocks: civil time, which tokens carry and tests choose, and steady time, which time-outs
// use.
#pragma once

#include <atomic>
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

// The operating system's, except that it never goes back: what has expired stays expired. When the
// system's clock is set back, this one goes on at its own pace; a step of more than kStepBackMax is
// said once, on standard error.
class SystemClock final : public Clock {
 public:
  static constexpr Seconds kStepBackMax{60};

  [[nodiscard]] Instant Now() const override;

 private:
  // Civil time less steady time, the most that was ever seen.
  mutable std::atomic<std::int64_t> lead_milliseconds_{INT64_MIN};
  mutable std::atomic<bool> said_{false};
};

}  // namespace writ
