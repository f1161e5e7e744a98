// Events: the change log. Each is one durable change with absolute values, so that folding it twice
// does what folding it once does.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "base/clock.h"
#include "oauth/records/records.h"
#include "store/state/live_state.h"

namespace writ::store {

// What happened; the name is stored.
enum class EventKind : std::uint8_t {
  kMakeClient = 1,
  kChangeClient,
  kDeleteClient,
  kMakeSubject,
  kChangeSubject,
  kDeleteSubject,
  kGiveConsent,
  kMakeGrant,
  kWidenGrant,
  kEndGrant,
  kRotateGrant,
  kSpendCode,
  kRevokeAccessToken,
  kCutServer,
  kCutClient,
  kCutSubject,
  kCutConsent,
  kCutGrantAccess,
  kMakeKey,
  kChangeKey,
  kAdvanceClock,
  kAcceptLostHistory,
  kAcceptClock,  // what is dated later than this was dated by a clock that was ahead
  kEndSessions,
  kMakeScope,
  kChangeScope,
  kRetireScope,
};
[[nodiscard]] std::string_view NameOf(EventKind kind);
[[nodiscard]] std::optional<EventKind> ParseEventKind(std::string_view name);

// The fields beyond sequence, time and kind mean, by kind (unnamed ones are empty):
//   MakeClient, ChangeClient      client, client_record, client_profile
//   MakeSubject, ChangeSubject    subject, subject_record, subject_profile
//   DeleteClient, DeleteSubject   client; subject
//   GiveConsent                   client, subject, consent, scopes, link: made_at, at: made_time
//   MakeGrant                     grant, client, subject, consent, scopes, secret, detail: its
//                                 kind, number: generation, at: made_time, expires,
//                                 link: older_in_consent
//   WidenGrant, EndGrant          grant, scopes; grant, cause
//   RotateGrant                   grant, number: generation, at: generation_time
//   SpendCode                     serial, client, grant, detail: made_grant, at: spent_time,
//                                 expires
//   RevokeAccessToken             grant, serial, expires
//   Cut*                          what is cut, detail: reach, cause
//   MakeKey, ChangeKey            number: id, detail: state, at: made_time
//   MakeScope, ChangeScope        number: index, scope_record
//   RetireScope                   number: index
//   AdvanceClock                  number: the offset in seconds
//   AcceptLostHistory             number: incarnation, link: the era of the grants to come
//   EndSessions                   subject, secret: its new seal_secret, cause
struct Event {
  oauth::Sequence sequence = oauth::Sequence::kNone;
  Instant time{};
  EventKind kind = EventKind::kMakeClient;
  std::uint8_t detail = 0;
  oauth::Cause cause = oauth::Cause::kNone;
  oauth::ClientId client = oauth::ClientId::kNone;
  oauth::SubjectId subject = oauth::SubjectId::kNone;
  oauth::ConsentId consent = oauth::ConsentId::kNone;
  oauth::GrantId grant = oauth::GrantId::kNone;
  std::uint64_t number = 0;
  std::uint64_t serial = 0;
  std::uint64_t link = 0;
  Instant at{};
  Instant expires{};
  const oauth::ScopeList* scopes = nullptr;
  oauth::SealSecret secret{};
  std::shared_ptr<const oauth::Client> client_record;
  ClientProfilePointer client_profile;
  std::shared_ptr<const oauth::Subject> subject_record;
  SubjectProfilePointer subject_profile;
  std::shared_ptr<const oauth::Scope> scope_record;
};

// The running hash over all events: the first 128 bits of SHA-256 over the hash before and this
// event. All zeros before the first.
using ChainHash = std::array<std::uint8_t, 16>;
[[nodiscard]] ChainHash Chain(const ChainHash& before, const Event& event);

}  // namespace writ::store
