// What a decision proposes: changes, and what must still be true when they are committed. Every
// change is one event with its own commit sequence; the state is the fold of the events.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "oauth/attribution.h"
#include "oauth/catalogue.h"
#include "oauth/records/ids.h"
#include "oauth/records/records.h"

namespace writ::oauth {

// ---- changes. Ids of new records, made_at, changed_at, ended_at and cut-off values are the
// committer's to fill in.

struct MakeClient {
  Client client;  // id given by the committer
  ClientProfile profile;
};
// Replaces profile and the fields of `client` that an operator may change: enabled,
// resource_server, secrets, scopes, rotation_grace.
struct ChangeClient {
  Client client;
  ClientProfile profile;
};
struct DeleteClient {  // final: cuts `all`, never comes back
  ClientId client;
};
struct MakeSubject {
  Subject subject;
  SubjectProfile profile;
};
struct ChangeSubject {  // profile and enabled
  Subject subject;
  SubjectProfile profile;
};
struct DeleteSubject {
  SubjectId subject;
};
// Gives the subject a new seal_secret, under which nothing that was sealed before can be proven.
struct EndSessions {
  SubjectId subject;
  SealSecret seal_secret;
  Cause cause;
};
// Makes the consent of (client, subject) with these scopes, or sets the scopes of the one there is.
// made_at is this change's sequence when the consent is new or was dead (made_at <= cut.all), and
// stays otherwise.
struct GiveConsent {
  ClientId client;
  SubjectId subject;
  ScopeList scopes;
  Instant time;
};
// Makes a grant. `consent` kNone with kind kAuthorization means the consent given in the same
// proposal, or the existing one of (client, subject). A grant of kind kClientCredentials becomes
// its client's self_grant. generation_at becomes the grant's made_at, generation_time its
// made_time.
struct MakeGrant {
  Grant grant;
  ScopeList scopes;
};
struct WidenGrant {
  GrantId grant;
  ScopeList scopes;  // extends the grant's list
};
struct EndGrant {
  GrantId grant;
  Cause cause;
};
// The next generation of the grant's refresh token.
struct RotateGrant {
  GrantId grant;
  std::uint32_t generation;  // the new one
  Instant time;
  Instant expires{};  // of the grant from now on; the epoch leaves it as it is
};
struct SpendCode {
  SpentCode code;  // grant kNone: the grant made in the same proposal
};
struct RevokeAccessToken {
  RevokedToken token;
};

enum class Reach : std::uint8_t { kAll = 1, kAccess = 2 };
struct CutServer {
  Reach reach;
  Cause cause;
};
struct CutClient {
  ClientId client;
  Reach reach;
  Cause cause;
};
struct CutSubject {
  SubjectId subject;
  Reach reach;
  Cause cause;
};
struct CutConsent {
  ConsentId consent;  // kNone: the one given in the same proposal
  Reach reach;
  Cause cause;
};
// A grant's `all` is its own end: EndGrant. This one ends its access tokens only.
struct CutGrantAccess {
  GrantId grant;
  Cause cause;
};
struct MakeKey {  // becomes the issuing key; the one that was becomes kOpen
  Key key;        // id given by the committer
};
struct ChangeKey {
  std::uint8_t key;
  KeyState state;
};
struct MakeScope {
  Scope scope;  // its index is the number of scopes there are
};
// Replaces all but the name.
struct ChangeScope {
  Scope scope;
};
struct RetireScope {
  ScopeIndex scope;
};
struct AdvanceClock {
  Seconds offset;  // the new total
};

using Change = std::variant<MakeClient, ChangeClient, DeleteClient, MakeSubject, ChangeSubject,
                            DeleteSubject, GiveConsent, MakeGrant, WidenGrant, EndGrant,
                            RotateGrant, SpendCode, RevokeAccessToken, CutServer, CutClient,
                            CutSubject, CutConsent, CutGrantAccess, MakeKey, ChangeKey, MakeScope,
                            ChangeScope, RetireScope, AdvanceClock, EndSessions>;

// ---- preconditions, checked in order against the committed state and what the batch has already
// accepted.

struct CodeIsUnspent {
  CodeSerial serial;
};
struct ServerIsUnchanged {
  CutOffs cut;
};
// The record's changed_at is still this.
struct ClientIsUnchanged {
  ClientId client;
  Sequence changed_at;
};
struct SubjectIsUnchanged {
  SubjectId subject;
  Sequence changed_at;
};
// The consent of the pair is the one that was seen, with as many scopes; which grants hang below it
// does not matter, so that redemptions of one consent do not disturb each other. All kNone and 0:
// there is still none.
struct ConsentIsAsSeen {
  ClientId client;
  SubjectId subject;
  Sequence made_at;
  CutOffs cut;
  std::size_t scope_count;  // they are only ever appended to while made_at stays
};
// Nobody has made a grant below the consent of the pair since `latest` (kNone: there is none),
// where there may be only one.
struct LatestGrantIs {
  ClientId client;
  SubjectId subject;
  GrantId latest;
};
struct GrantIsUnchanged {
  GrantId grant;
  Sequence changed_at;
};
// Nobody has given the consent anew since it was seen, nor made a grant below it.
struct ConsentIsNotRenewed {
  ConsentId consent;
  Sequence made_at;
  GrantId latest_grant;
};
// Only its generation and its life matter to a rotation; a widening or an access cut-off does not
// disturb it.
struct GrantIsAtGeneration {
  GrantId grant;
  std::uint32_t generation;
};
// No scope was made, changed or retired since.
struct CatalogueIsUnchanged {
  Sequence changed_at;
};

using Precondition =
    std::variant<CodeIsUnspent, ServerIsUnchanged, ClientIsUnchanged, SubjectIsUnchanged,
                 ConsentIsAsSeen, LatestGrantIs, GrantIsUnchanged, ConsentIsNotRenewed,
                 GrantIsAtGeneration, CatalogueIsUnchanged>;

// All of `changes` in one commit, or none: in order, endings first, each with its own sequence.
struct Proposal {
  std::vector<Precondition> preconditions;
  std::vector<Change> changes;
  Attribution by{};  // of every event that it makes

  [[nodiscard]] bool Empty() const { return changes.empty(); }
};

// A verb's outcome and what must be committed before it is answered.
template <typename Outcome>
struct Decision {
  Outcome outcome;
  Proposal proposal;
};

}  // namespace writ::oauth
