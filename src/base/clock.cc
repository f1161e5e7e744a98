#include "base/clock.h"

namespace writ {

Instant SystemClock::Now() const {
  return std::chrono::floor<Seconds>(std::chrono::system_clock::now());
}

}  // namespace writ
