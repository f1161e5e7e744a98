// What leaves by itself: the short-lived after a day, the dead and the events after their
// retention.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "base/clock.h"
#include "store/log/medium.h"
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
// that ended it; an expired grant when it has been expired for the retention. One bite for every
// kEventsABite events keeps pace, since each looks at several records, and at several rows, for
// each event: of all records, at most a few in a hundred are dead and not yet found. Not
// thread-safe.
class Purger {
 public:
  static constexpr std::size_t kEventsABite = 1'024;

  explicit Purger(LiveState& live) : live_(live) {}

  // The next bite. The short-lived leave memory at once: they are past any use.
  [[nodiscard]] Purge NextBite(const PurgeBounds& bounds);
  // The bite is durable: what it names leaves memory.
  void Finish(const Purge& bite);

  // Whether a bite would find nothing: all was looked at since the last one that had something, and
  // nothing has happened since by which anything could leave. So commits cost nothing here while
  // what they end is retained.
  [[nodiscard]] bool Idle(const PurgeBounds& bounds);
  // All is to be looked at.
  void Restart();

 private:
  // A grant takes a place in its consent's list, or in none; both are gone through.
  static constexpr std::size_t kVisitsABite = 10 * kEventsABite;
  static constexpr std::size_t kLooseGrantsABite = 8 * kEventsABite;
  static constexpr std::size_t kShortLivedABite = 8 * kEventsABite;
  static constexpr std::int64_t kRowsABite = 2 * kEventsABite;
  static constexpr std::size_t kRemovedABite = 2 * kEventsABite;

  // Whether something may leave that could not when all was looked at.
  [[nodiscard]] bool MayFindMore(const PurgeBounds& bounds) const;
  [[nodiscard]] bool HasLeft(const oauth::Grant& grant, oauth::Sequence cut,
                             const PurgeBounds& bounds) const;
  [[nodiscard]] oauth::Sequence CutAbove(oauth::ClientId client, oauth::SubjectId subject,
                                         const PurgeBounds& bounds) const;
  template <typename Table>
  [[nodiscard]] static std::size_t VisitTable(Table& table, const PurgeBounds& bounds,
                                              unsigned& rounds);
  void VisitShortLived(const PurgeBounds& bounds, Purge& bite);
  void VisitConsents(const PurgeBounds& bounds, Purge& bite);
  [[nodiscard]] bool VisitGrantsOf(const ConsentRow& row, const PurgeBounds& bounds,
                                   std::size_t& visits, Purge& bite);
  [[nodiscard]] bool HasLeft(const oauth::Consent& consent, const PurgeBounds& bounds) const;
  void VisitGrants(const PurgeBounds& bounds, Purge& bite);

  LiveState& live_;
  oauth::ConsentId consent_ = oauth::ConsentId::kNone;  // whose list is gone through
  bool unfinished_ = false;                             // the list goes on
  oauth::GrantId younger_ = oauth::GrantId::kNone;      // after this one, if it is not at its head
  oauth::GrantId grant_ = oauth::GrantId::kNone;
  std::int64_t row_bites_ = 0;  // to go until all short-lived rows have been looked at
  // When the rounds began: the oldest event, and the time.
  oauth::Sequence oldest_ = oauth::Sequence::kNone;
  Instant looked_{};
  // How often each was gone round, since something was found.
  unsigned consent_rounds_ = 0;
  unsigned grant_rounds_ = 0;
  unsigned spent_rounds_ = 0;
  unsigned revoked_rounds_ = 0;
};

}  // namespace writ::store
