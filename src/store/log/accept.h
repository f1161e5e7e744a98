// Takes a proposal into a batch: checks what it relies on, gives ids and sequences, makes its
// events.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "base/clock.h"
#include "oauth/ledger.h"
#include "store/log/event.h"
#include "store/log/overlay.h"
#include "store/state/live_state.h"

namespace writ::store {

// Beyond these a grant's access cut-off is raised instead of one more tombstone (invariant 7).
struct TombstoneBounds {
  std::uint32_t of_grant = 65'536;
  std::uint32_t of_client = 1'000'000;
};

// Whether `precondition` holds over what `overlay` shows.
[[nodiscard]] bool Holds(const oauth::Precondition& precondition, const Overlay& overlay);

// One batch in the making. Not thread-safe.
class Batch {
 public:
  // Sequences go on after `last`; all events have `time`.
  Batch(LiveState& live, const ServerRecord& server, oauth::Sequence last, Instant time,
        const TombstoneBounds& bounds)
      : live_(live), overlay_(live, server), last_(last), time_(time), bounds_(bounds) {}

  // All of `proposal`, or kConflict and nothing: a precondition does not hold, or a change names a
  // record that does not exist or was deleted.
  [[nodiscard]] oauth::CommitResult Accept(const oauth::Proposal& proposal);

  [[nodiscard]] const std::vector<Event>& Events() const { return events_; }
  [[nodiscard]] const Overlay& Result() const { return overlay_; }
  [[nodiscard]] oauth::Sequence Last() const { return last_; }

 private:
  // What a proposal has made so far, for its later changes to refer to.
  struct Made {
    oauth::Committed committed;
    oauth::ConsentId consent = oauth::ConsentId::kNone;
    oauth::GrantId grant = oauth::GrantId::kNone;    // made
    oauth::GrantId touched = oauth::GrantId::kNone;  // made or changed last
  };

  // Each fills `event` from its change; false when it names what is not there.
  [[nodiscard]] bool Fill(const oauth::MakeClient& change, Event& event, Made& made);
  [[nodiscard]] bool Fill(const oauth::ChangeClient& change, Event& event, Made& made);
  [[nodiscard]] bool Fill(const oauth::DeleteClient& change, Event& event, Made& made);
  [[nodiscard]] bool Fill(const oauth::MakeSubject& change, Event& event, Made& made);
  [[nodiscard]] bool Fill(const oauth::ChangeSubject& change, Event& event, Made& made);
  [[nodiscard]] bool Fill(const oauth::DeleteSubject& change, Event& event, Made& made);
  [[nodiscard]] bool Fill(const oauth::EndSessions& change, Event& event, Made& made);
  [[nodiscard]] bool Fill(const oauth::GiveConsent& change, Event& event, Made& made);
  [[nodiscard]] bool Fill(const oauth::MakeGrant& change, Event& event, Made& made);
  [[nodiscard]] bool Fill(const oauth::WidenGrant& change, Event& event, Made& made);
  [[nodiscard]] bool Fill(const oauth::EndGrant& change, Event& event, Made& made);
  [[nodiscard]] bool Fill(const oauth::RotateGrant& change, Event& event, Made& made);
  [[nodiscard]] bool Fill(const oauth::SpendCode& change, Event& event, Made& made);
  [[nodiscard]] bool Fill(const oauth::RevokeAccessToken& change, Event& event, Made& made);
  [[nodiscard]] bool Fill(const oauth::CutServer& change, Event& event, Made& made);
  [[nodiscard]] bool Fill(const oauth::CutClient& change, Event& event, Made& made);
  [[nodiscard]] bool Fill(const oauth::CutSubject& change, Event& event, Made& made);
  [[nodiscard]] bool Fill(const oauth::CutConsent& change, Event& event, Made& made);
  [[nodiscard]] bool Fill(const oauth::CutGrantAccess& change, Event& event, Made& made);
  [[nodiscard]] bool Fill(const oauth::MakeKey& change, Event& event, Made& made);
  [[nodiscard]] bool Fill(const oauth::ChangeKey& change, Event& event, Made& made);
  [[nodiscard]] bool Fill(const oauth::MakeScope& change, Event& event, Made& made);
  [[nodiscard]] bool Fill(const oauth::ChangeScope& change, Event& event, Made& made);
  [[nodiscard]] bool Fill(const oauth::RetireScope& change, Event& event, Made& made);
  [[nodiscard]] bool Fill(const oauth::AdvanceClock& change, Event& event, Made& made);

  [[nodiscard]] bool Add(const oauth::Change& change, Made& made);
  [[nodiscard]] const oauth::ScopeList* Intern(const oauth::ScopeList& list);
  [[nodiscard]] bool FindConsentFor(const oauth::Grant& grant, const Made& made,
                                    Event& event) const;

  LiveState& live_;
  Overlay overlay_;
  oauth::Sequence last_;
  Instant time_;
  TombstoneBounds bounds_;
  std::vector<Event> events_;
  std::unordered_map<oauth::GrantId, std::uint32_t> tombstones_;  // of this batch
};

}  // namespace writ::store
