// Takes a proposal into a batch: checks what it relies on, gives ids and sequences, makes its
// events.
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "base/clock.h"
#include "oauth/committer.h"
#include "oauth/event.h"
#include "store/log/overlay.h"
#include "store/state/live_state.h"

namespace writ::store {

// Of what is short-lived (invariant 7). Beyond the bounds of tombstones a grant's access cut-off is
// raised instead of one more; beyond that of spent codes the client's older codes are cut.
struct ShortLivedBounds {
  std::uint32_t tombstones_of_grant = 65'536;
  std::uint32_t tombstones_of_client = 1'000'000;
  std::uint32_t codes_of_client = 65'536;
};

// Whether `precondition` holds over what `overlay` shows.
[[nodiscard]] bool Holds(const oauth::Precondition& precondition, const Overlay& overlay);

// One batch in the making. Not thread-safe.
class Batch {
 public:
  // Sequences go on after `last`; all events have `time`.
  Batch(LiveState& live, const ServerRecord& server, oauth::Sequence last, Instant time,
        const ShortLivedBounds& bounds)
      : live_(live), overlay_(live, server), last_(last), time_(time), bounds_(bounds) {}

  // All of `proposal`, or kConflict and nothing: a precondition does not hold, or a change names a
  // record that does not exist or was deleted.
  [[nodiscard]] oauth::CommitResult Accept(const oauth::Proposal& proposal);

  [[nodiscard]] const std::vector<oauth::Event>& Events() const { return events_; }
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

  // What a change makes happen; nothing when it names what is not there.
  using Told = std::optional<oauth::Happening>;
  [[nodiscard]] Told Tell(const oauth::MakeClient& change, Made& made);
  [[nodiscard]] Told Tell(const oauth::ChangeClient& change, Made& made);
  [[nodiscard]] Told Tell(const oauth::DeleteClient& change, Made& made);
  [[nodiscard]] Told Tell(const oauth::MakeSubject& change, Made& made);
  [[nodiscard]] Told Tell(const oauth::ChangeSubject& change, Made& made);
  [[nodiscard]] Told Tell(const oauth::DeleteSubject& change, Made& made);
  [[nodiscard]] Told Tell(const oauth::EndSessions& change, Made& made);
  [[nodiscard]] Told Tell(const oauth::GiveConsent& change, Made& made);
  [[nodiscard]] Told Tell(const oauth::MakeGrant& change, Made& made);
  [[nodiscard]] Told Tell(const oauth::WidenGrant& change, Made& made);
  [[nodiscard]] Told Tell(const oauth::EndGrant& change, Made& made);
  [[nodiscard]] Told Tell(const oauth::RotateGrant& change, Made& made);
  [[nodiscard]] Told Tell(const oauth::SpendCode& change, Made& made);
  [[nodiscard]] Told Tell(const oauth::RevokeAccessToken& change, Made& made);
  [[nodiscard]] Told Tell(const oauth::CutServer& change, Made& made);
  [[nodiscard]] Told Tell(const oauth::CutClient& change, Made& made);
  [[nodiscard]] Told Tell(const oauth::CutSubject& change, Made& made);
  [[nodiscard]] Told Tell(const oauth::CutConsent& change, Made& made);
  [[nodiscard]] Told Tell(const oauth::CutGrantAccess& change, Made& made);
  [[nodiscard]] Told Tell(const oauth::MakeKey& change, Made& made);
  [[nodiscard]] Told Tell(const oauth::ChangeKey& change, Made& made);
  [[nodiscard]] Told Tell(const oauth::MakeScope& change, Made& made);
  [[nodiscard]] Told Tell(const oauth::ChangeScope& change, Made& made);
  [[nodiscard]] Told Tell(const oauth::RetireScope& change, Made& made);
  [[nodiscard]] Told Tell(const oauth::AdvanceClock& change, Made& made);

  [[nodiscard]] bool Add(const oauth::Change& change, const oauth::Attribution& by, Made& made);
  [[nodiscard]] bool Append(oauth::Happening&& what, const oauth::Attribution& by);
  [[nodiscard]] bool MakeRoomFor(oauth::ClientId id);
  [[nodiscard]] const oauth::ScopeList* Intern(const oauth::ScopeList& list);
  [[nodiscard]] bool FindConsentFor(const oauth::Grant& grant, const Made& made,
                                    oauth::GrantMade& event) const;

  LiveState& live_;
  Overlay overlay_;
  oauth::Sequence last_;
  Instant time_;
  ShortLivedBounds bounds_;
  std::vector<oauth::Event> events_;
  // Of this batch.
  std::unordered_map<oauth::GrantId, std::uint32_t> tombstones_;
  std::unordered_map<oauth::ClientId, std::uint32_t> tombstones_of_client_;
  std::unordered_map<oauth::ClientId, std::uint32_t> spent_;
};

}  // namespace writ::store
