// Events: what has happened, one struct a kind. The log is their sequence, and all state is what
// they add up to. Values are absolute, so that folding an event twice does what folding it once
// does. How they are stored and hashed is the log's to say (store/log/event_row.h).
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <variant>

#include "base/clock.h"
#include "oauth/attribution.h"
#include "oauth/catalogue.h"
#include "oauth/change.h"
#include "oauth/records/records.h"

namespace writ::oauth {

struct ClientMade {
  ClientId client = ClientId::kNone;
  std::shared_ptr<const Client> record;  // what is chosen about it: no sequences
  std::shared_ptr<const ClientProfile> profile;
};
struct ClientChanged {
  ClientId client = ClientId::kNone;
  std::shared_ptr<const Client> record;
  std::shared_ptr<const ClientProfile> profile;
};
struct ClientDeleted {
  ClientId client = ClientId::kNone;
  Cause cause = Cause::kDeleted;
};
struct SubjectMade {
  SubjectId subject = SubjectId::kNone;
  std::shared_ptr<const Subject> record;
  std::shared_ptr<const SubjectProfile> profile;
};
struct SubjectChanged {
  SubjectId subject = SubjectId::kNone;
  std::shared_ptr<const Subject> record;
  std::shared_ptr<const SubjectProfile> profile;
};
struct SubjectDeleted {
  SubjectId subject = SubjectId::kNone;
  Cause cause = Cause::kDeleted;
};

struct ConsentGiven {
  ConsentId consent = ConsentId::kNone;
  ClientId client = ClientId::kNone;
  SubjectId subject = SubjectId::kNone;
  const ScopeList* scopes = nullptr;   // all that it has now
  Sequence made_at = Sequence::kNone;  // earlier than this event if it was widened
  Instant made_time{};
};

struct GrantMade {
  GrantId grant = GrantId::kNone;
  GrantKind kind = GrantKind::kAuthorization;
  ClientId client = ClientId::kNone;
  SubjectId subject = SubjectId::kNone;
  ConsentId consent = ConsentId::kNone;
  const ScopeList* scopes = nullptr;
  SealSecret secret{};
  std::uint32_t generation = 0;
  Instant made_time{};
  Instant expires{};  // the epoch: never
  GrantId older_in_consent = GrantId::kNone;
};
struct GrantWidened {
  GrantId grant = GrantId::kNone;
  const ScopeList* scopes = nullptr;  // all that it has now
};
struct GrantEnded {
  GrantId grant = GrantId::kNone;
  Cause cause = Cause::kNone;
};
struct GrantRotated {
  GrantId grant = GrantId::kNone;
  std::uint32_t generation = 0;  // the new one
  Instant time{};
  Instant expires{};  // of the grant from now on; the epoch leaves it as it is
};

struct CodeSpent {
  SpentCode code;
};
struct AccessTokenRevoked {
  RevokedToken token;
};

// A cut-off was raised to the event's own sequence.
struct ServerCut {
  Reach reach = Reach::kAll;
  Cause cause = Cause::kNone;
};
struct ClientCut {
  ClientId client = ClientId::kNone;
  Reach reach = Reach::kAll;
  Cause cause = Cause::kNone;
};
struct SubjectCut {
  SubjectId subject = SubjectId::kNone;
  Reach reach = Reach::kAll;
  Cause cause = Cause::kNone;
};
struct ConsentCut {
  ConsentId consent = ConsentId::kNone;
  Reach reach = Reach::kAll;
  Cause cause = Cause::kNone;
};
struct GrantAccessCut {
  GrantId grant = GrantId::kNone;
  Cause cause = Cause::kNone;
};

struct KeyMade {
  Key key;
};
struct KeyChanged {
  std::uint8_t key = 0;
  KeyState state = KeyState::kIssue;
};

struct ClockAdvanced {
  Seconds offset{0};  // the sandbox clock's, in all
};
// Sequences and grants go on 2^32 further: what was lost is never told again.
struct LostHistoryAccepted {
  std::uint64_t incarnation = 0;
  std::uint64_t grant_era = 0;  // the high 32 bits of the ids of grants to come
};
// What is dated later than this was dated by a clock that was ahead.
struct ClockAccepted {};
// What the subject's sessions and links were sealed with is replaced.
struct SessionsEnded {
  SubjectId subject = SubjectId::kNone;
  SealSecret seal_secret{};
  Cause cause = Cause::kNone;
};

struct ScopeMade {
  ScopeIndex scope = 0;
  std::shared_ptr<const Scope> record;
};
struct ScopeChanged {
  ScopeIndex scope = 0;
  std::shared_ptr<const Scope> record;  // all of it
};
struct ScopeRetired {
  ScopeIndex scope = 0;
};

// More codes of the client were spent than are remembered: those that were approved before are
// refused from now on.
struct CodesCut {
  ClientId client = ClientId::kNone;
  Sequence before = Sequence::kNone;
};

// Append only: a kind's place is its number in the hashes of version 1.
using Happening =
    std::variant<ClientMade, ClientChanged, ClientDeleted, SubjectMade, SubjectChanged,
                 SubjectDeleted, ConsentGiven, GrantMade, GrantWidened, GrantEnded, GrantRotated,
                 CodeSpent, AccessTokenRevoked, ServerCut, ClientCut, SubjectCut, ConsentCut,
                 GrantAccessCut, KeyMade, KeyChanged, ClockAdvanced, LostHistoryAccepted,
                 ClockAccepted, SessionsEnded, ScopeMade, ScopeChanged, ScopeRetired, CodesCut>;

// The names of the kinds, as they are stored and told, in the order of Happening.
[[nodiscard]] std::string_view KindName(std::size_t index);
[[nodiscard]] inline std::string_view NameOf(const Happening& what) {
  return KindName(what.index());
}

// How an event is laid out and hashed. An event keeps the version that it was made with.
inline constexpr std::uint32_t kEventVersion = 2;

struct Event {
  Sequence sequence = Sequence::kNone;
  Instant time{};
  std::uint32_t version = kEventVersion;
  Attribution by;  // empty, by the server, in version 1
  Happening what;
};

}  // namespace writ::oauth
