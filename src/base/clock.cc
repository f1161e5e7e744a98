#include "base/clock.h"

#include <string>

#include "base/diagnostics.h"

namespace writ {

Instant SystemClock::Now() const {
  using std::chrono::milliseconds;
  // In this order, so that a pause between the two makes the lead too small, which does no harm.
  const auto civil = std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
  const auto steady = std::chrono::floor<milliseconds>(std::chrono::steady_clock::now());
  const std::int64_t lead = (civil.time_since_epoch() - steady.time_since_epoch()).count();
  std::int64_t most = lead_milliseconds_.load(std::memory_order_relaxed);
  while (lead > most && !lead_milliseconds_.compare_exchange_weak(most, lead)) {
  }
  if (lead >= most) return std::chrono::floor<Seconds>(civil);
  if (milliseconds(most - lead) > kStepBackMax && !said_.exchange(true)) {
    ProcessDiagnostics().Say("the system's clock was set back by " +
                             std::to_string((most - lead) / 1000) +
                             " s; going on with the time as it was until the next start");
  }
  return std::chrono::floor<Seconds>(
      std::chrono::sys_time<milliseconds>(steady.time_since_epoch() + milliseconds(most)));
}

}  // namespace writ
