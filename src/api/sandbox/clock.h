// POST /_sandbox/clock: moving the one clock that issuing and validating use.
#pragma once

#include <atomic>

#include "base/mutex.h"
#include "http/handler.h"
#include "oauth/services.h"

namespace writ::api {

// The furthest the clock may be moved in total: ten years.
inline constexpr Seconds kClockOffsetMax{315'576'000};

// Takes {"advance": SECONDS} and answers 200 {"now": UNIX} once the new offset is durable.
// Thread-safe: parallel advances add up.
class SandboxClock {
 public:
  explicit SandboxClock(const oauth::Services& services) : services_(services) {}

  void Advance(http::Exchange& exchange);

 private:
  const oauth::Services& services_;
  std::atomic<int> outstanding_{0};  // commits that were queued and not completed
  Mutex mutex_;                      // held while a commit is queued, so that totals never go back
  Seconds total_ GUARDED_BY(mutex_){0};  // what the queued commits make it
};

}  // namespace writ::api
