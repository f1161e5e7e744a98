// What leaves by itself: the short-lived after a day, the dead and the events after their
// retention.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "base/clock.h"
#include "store/log/backend.h"
#include "store/state/live_state.h"

namespace writ::store {

// What a bite is judged by.
struct PurgeBounds {
  Instant now{};                                            // the latest time of any event
  Seconds retention{30L * 24 * 3600};                       // of events and dead records
  oauth::Sequence folded_through = oauth::Sequence::kNone;  // later events are still needed
  oauth::Sequence marked = oauth::Sequence::kNone;          // and so are those from the watermark's
  std::optional<EventStamp> oldest_event;
};

// Looks at a bounded number of records a bite, going round. A dead record leaves with the event
// that ended it; an expired grant when it has been expired for the retention. Not thread-safe.
class Purger {
 public:
  explicit Purger(LiveState& live) : live_(live) {}

  // The next bite. The short-lived leave memory at once: they are past any use.
  [[nodiscard]] Purge NextBite(const PurgeBounds& bounds);
  // The bite is durable: what it names leaves memory.
  void Finish(const Purge& bite);

  // Whether a whole round since Restart found nothing to remove.
  [[nodiscard]] bool Idle() const { return idle_bites_ > idle_bound_; }
  void Restart() { idle_bites_ = 0; }

 private:
  static constexpr std::size_t kConsentsABite = 64;
  static constexpr std::size_t kGrantsABite = 256;

  [[nodiscard]] bool HasLeft(const oauth::Grant& grant, const PurgeBounds& bounds) const;
  void VisitConsent(const oauth::Consent& consent, const PurgeBounds& bounds, Purge& bite) const;
  void VisitGrants(const PurgeBounds& bounds, Purge& bite);

  LiveState& live_;
  std::uint32_t consent_ = 0;
  std::uint64_t grant_ = 0;
  std::size_t row_bites_ = 0;  // to go until all short-lived rows have been looked at
  std::size_t idle_bites_ = 0;
  std::size_t idle_bound_ = 0;
};

}  // namespace writ::store
