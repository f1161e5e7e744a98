// The records that live: clients, subjects, consents, grants, and the short-lived spent codes and
// revoked tokens. No token is among them. All but the profiles are plain values that can be copied
// without allocating.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "oauth/records/ids.h"
#include "oauth/records/policy.h"
#include "oauth/records/scope.h"

namespace writ::oauth {

// 128 bits under which the tokens of a record are authenticated; never sealed, never shown.
using SealSecret = std::array<std::uint8_t, 16>;
// A keyed hash of a client secret.
using SecretHash = std::array<std::uint8_t, 32>;

// What ends things wholesale: everything made at or before the sequence, compared by `<=` with what
// was made and by `<` with what a token knew. kNone cuts nothing.
struct CutOffs {
  Sequence all = Sequence::kNone;     // grants and everything under them
  Sequence access = Sequence::kNone;  // access tokens only

  friend bool operator==(const CutOffs&, const CutOffs&) = default;
};

// Why something ended; the number is stored.
enum class Cause : std::uint8_t {
  kNone = 0,
  kClient = 1,      // the app revoked it
  kMerchant = 2,    // the merchant withdrew
  kOperator = 3,    // the operator, by the command line
  kReplay = 4,      // a spent code or an old refresh token came back
  kSuperseded = 5,  // a forced consent took its place
  kDeleted = 6,     // its client or subject was deleted
};
[[nodiscard]] std::string_view NameOf(Cause cause);
// kNone for an empty name, nothing for one that is none.
[[nodiscard]] std::optional<Cause> ParseCause(std::string_view name);

// Of the whole server.
struct Server {
  CutOffs cut;
  std::uint64_t incarnation = 0;  // random; a new one after history was lost or restored
  Seconds clock_offset{0};        // the sandbox clock's advance
};

// What may be set of an app, each by itself and at any time. A new one is written and read in
// src/store/log/record_json.cc, and lacking in older records.
struct ClientSettings {
  Seconds rotation_grace = kRotationGrace;  // where its preset rotates refresh tokens
  bool enabled = true;                      // false suspends
  bool resource_server = false;             // may introspect any token
  bool any_loopback_redirect = false;       // the sandbox's demo apps

  friend bool operator==(const ClientSettings&, const ClientSettings&) = default;
};

// An app registered with us (`app_…`).
struct Client : ClientSettings {
  ClientId id = ClientId::kNone;
  Preset preset = Preset::kMollie;
  bool deleted = false;  // final
  CutOffs cut;
  Sequence made_at = Sequence::kNone;
  Sequence changed_at = Sequence::kNone;  // of any field here or in the profile
  GrantId self_grant = GrantId::kNone;    // of client credentials; may be dead or none
  // Codes that were approved before it are refused: more were spent than are remembered.
  Sequence codes_cut = Sequence::kNone;
  std::uint8_t secret_count = 0;  // how many of `secrets` are live
  std::array<SecretHash, 2> secrets{};
  SealSecret seal_secret{};  // authenticates its codes
  AllowedScopes scopes{};

  [[nodiscard]] const ClientSettings& Settings() const { return *this; }
  [[nodiscard]] ClientSettings& Settings() { return *this; }
};

struct ClientProfile {
  std::string name;
  std::vector<std::string> redirect_uris;  // exact, in the order registered
  std::string client_id{};  // a text of its own, ≤ 255 bytes; empty: the encrypted ordinal is it

  friend bool operator==(const ClientProfile&, const ClientProfile&) = default;
};

// Whom a provider of sign-ins says somebody is.
struct ExternalId {
  std::string provider;
  std::string sub;  // ≤ 255 bytes, unique at the provider

  friend bool operator==(const ExternalId&, const ExternalId&) = default;
};

// A merchant (`org_…`), whose yes makes consents.
struct Subject {
  SubjectId id = SubjectId::kNone;
  bool enabled = true;
  bool deleted = false;
  CutOffs cut;
  Sequence made_at = Sequence::kNone;
  Sequence changed_at = Sequence::kNone;
  SealSecret seal_secret{};  // authenticates its sessions and one-time links
};

struct SubjectProfile {
  std::string name;
  std::string email;
  std::string locale;  // one of Mollie's, e.g. nl_NL
  std::string street_and_number;
  std::string postal_code;
  std::string city;
  std::string country;  // ISO 3166-1 alpha-2
  std::string registration_number;
  std::string vat_number;
  std::vector<ExternalId> external_ids{};  // one a provider at most

  friend bool operator==(const SubjectProfile&, const SubjectProfile&) = default;
};

// One merchant's yes to one app, keyed by both. A wider yes appends to its scopes.
struct Consent {
  ConsentId id = ConsentId::kNone;
  ClientId client = ClientId::kNone;
  SubjectId subject = SubjectId::kNone;
  CutOffs cut;
  Sequence made_at = Sequence::kNone;
  Sequence changed_at = Sequence::kNone;
  Instant made_time{};
  GrantId latest_grant = GrantId::kNone;  // head of the list that Grant::older_in_consent continues
  std::optional<ScopeList> scopes;        // there in every stored record
};

enum class GrantKind : std::uint8_t {
  kAuthorization = 1,      // a merchant's, to an app
  kClientCredentials = 2,  // an app's own; no subject, no consent
  kLiveKey = 3,            // `live_…`; no client
  kTestKey = 4,            // `test_…`; no client
  kOrganization = 5,       // organization access token, `access_…`; no client
};

// One family of credentials: what lives, and what a revocation ends.
struct Grant {
  GrantId id = GrantId::kNone;
  GrantKind kind = GrantKind::kAuthorization;
  ClientId client = ClientId::kNone;
  SubjectId subject = SubjectId::kNone;
  ConsentId consent = ConsentId::kNone;
  SealSecret secret{};
  Sequence made_at = Sequence::kNone;
  Sequence changed_at = Sequence::kNone;
  Instant made_time{};
  Instant expires{};                    // the epoch: never
  Sequence ended_at = Sequence::kNone;  // its own end
  Cause end_cause = Cause::kNone;
  Sequence access_cut = Sequence::kNone;     // ends its access tokens only
  std::uint32_t generation = 0;              // of its refresh token; stays 0 where tokens are fixed
  Sequence generation_at = Sequence::kNone;  // the sequence at which this generation was made
  Instant generation_time{};
  GrantId older_in_consent = GrantId::kNone;  // the grant of the same consent made before it
  std::optional<ScopeList> scopes;            // there in every stored record
};

// How long spent codes and tombstones are kept after they expire: no clock is believed to be set
// back by more.
inline constexpr Seconds kKeptAfterExpiry{24L * 3600};

// A code, or one-time link, that was used. Kept until `expires`, and then for kKeptAfterExpiry.
struct SpentCode {
  CodeSerial serial = CodeSerial::kNone;
  ClientId client = ClientId::kNone;  // none for a one-time link
  GrantId grant = GrantId::kNone;     // what it was redeemed into
  bool made_grant = false;            // whether that grant was made for it
  Instant spent_time{};
  Instant expires{};
  Sequence spent_at =
      Sequence::kNone;  // later than whatever the code knew; the committer's to fill
};

// A tombstone: one access token that ended before its time. Kept like a spent code.
struct RevokedToken {
  GrantId grant = GrantId::kNone;
  TokenSerial serial = TokenSerial::kNone;
  Instant expires{};
};

// How a sealing key may be used; it only ever moves forward.
enum class KeyState : std::uint8_t { kIssue = 1, kOpen = 2, kOpenRefreshOnly = 3, kDead = 4 };
[[nodiscard]] std::string_view NameOf(KeyState state);

// A key of the ring; its bytes come from the master key and are not stored.
struct Key {
  std::uint8_t id = 0;  // 1..127, sealed tokens carry it
  KeyState state = KeyState::kIssue;
  Instant made_time{};
};

}  // namespace writ::oauth
