#include "oauth/redeem_code.h"

#include <utility>

#include "base/base64.h"
#include "base/sha256.h"
#include "oauth/authorize.h"
#include "oauth/standing.h"

namespace writ::oauth {

namespace {

// What is wrong with the request for this code, or kRedeemed if nothing. None of it spends the
// code.
Redemption CheckRequest(const CodeClaims& code, const RedeemRequest& request) {
  if (code.redirect_given && !request.redirect_uri) return Redemption::kWrongRedirect;
  if (request.redirect_uri && DigestOf(*request.redirect_uri) != code.redirect) {
    return Redemption::kWrongRedirect;
  }
  if (!code.challenge) {
    // RFC 9700 §2.1.1: a verifier without a challenge means that somebody removed the challenge on
    // its way here.
    return request.code_verifier ? Redemption::kVerifierUnexpected : Redemption::kRedeemed;
  }
  if (!request.code_verifier) return Redemption::kVerifierMissing;
  const std::string challenge = EncodeBase64Url(Sha256(*request.code_verifier));
  return DigestOf(challenge) == *code.challenge ? Redemption::kRedeemed
                                                : Redemption::kWrongVerifier;
}

Standing StandingOf(const RedeemRecords& records, const Grant& grant) {
  return {records.server, records.client, records.subject, records.consent, grant};
}

// Serials are random, so two codes may share one: who finds a spent code by it compares the owners.
bool IsOfThisCode(const CodeClaims& code, const RedeemRecords& records) {
  const SpentCode& spent = *records.spent;
  if (spent.client != code.client || spent.expires != code.issued_at + code.lifetime) return false;
  const std::optional<Grant>& grant = records.grant;
  return !grant || (grant->client == code.client && grant->subject == code.subject);
}

// Whether it is among the older codes of an app that has spent more than are remembered: whether it
// was spent cannot be told any more.
bool IsForgotten(const CodeClaims& code, const RedeemRecords& records) {
  return code.sequence < records.client.codes_cut;
}

bool MayStillBeRedeemed(const CodeClaims& code, const RedeemRecords& records) {
  if (IsForgotten(code, records)) return false;
  if (!records.client.enabled || records.client.deleted) return false;
  if (!records.subject || !records.subject->enabled || records.subject->deleted) return false;
  return !IsCutOff(code.sequence, records.server, records.client, *records.subject,
                   records.consent);
}

// A code that was redeemed already. Its owner has shown that it is itself, by secret and verifier.
Decision<Redemption> Repeat(const CodeClaims& code, const RedeemRecords& records, bool expired,
                            const Lifetimes& lifetimes, Instant now) {
  const SpentCode& spent = *records.spent;
  if (!IsOfThisCode(code, records)) return {Redemption::kSerialTaken, {}};
  if (!PolicyOf(records.client.preset).repeats_codes) {
    // Later than this the code may be forgotten, and a replay be just an expired code.
    const bool forgotten = now >= spent.expires + kKeptAfterExpiry;
    const bool is_over = !records.grant || IsOver(StandingOf(records, *records.grant));
    if (forgotten || !spent.made_grant || is_over) return {Redemption::kSpent, {}};
    return {Redemption::kSpent, {{}, {EndGrant{spent.grant, Cause::kReplay}}}};
  }
  // Every cut-off shows in the grant, but for the one that a forced code's own redemption made.
  const bool grant_is_live = records.grant && IsLive(StandingOf(records, *records.grant), now);
  const bool in_window = code.challenge || now <= spent.spent_time + lifetimes.code_repeat;
  if (expired || !in_window || !grant_is_live || IsForgotten(code, records)) {
    return {Redemption::kSpent, {}};
  }
  return {Redemption::kRepeated, {}};
}

std::vector<Precondition> NothingMoved(const CodeClaims& code, const RedeemRecords& records) {
  ConsentIsAsSeen consent{records.client.id, records.subject->id, Sequence::kNone, {}, 0};
  if (records.consent) {
    consent.made_at = records.consent->made_at;
    consent.cut = records.consent->cut;
    consent.scope_count = records.consent->scopes->size;
  }
  std::vector<Precondition> nothing_moved{
      CodeIsUnspent{code.serial}, ServerIsUnchanged{records.server.cut},
      ClientIsUnchanged{records.client.id, records.client.changed_at},
      SubjectIsUnchanged{records.subject->id, records.subject->changed_at}, consent};
  if (PolicyOf(records.client.preset).one_grant_per_consent) {
    const GrantId latest = records.consent ? records.consent->latest_grant : GrantId::kNone;
    nothing_moved.emplace_back(LatestGrantIs{records.client.id, records.subject->id, latest});
  }
  return nothing_moved;
}

Grant NewGrant(const CodeClaims& code, const SealSecret& secret, Instant now, Instant expires) {
  Grant grant;
  grant.kind = GrantKind::kAuthorization;
  grant.client = code.client;
  grant.subject = code.subject;
  grant.secret = secret;
  grant.made_time = now;
  grant.expires = expires;
  return grant;
}

// The changes of a first redemption, endings first. Nothing when the grant it shares would have too
// many scopes.
std::optional<Proposal> Redeem(const CodeClaims& code, const RedeemRecords& records,
                               const Lifetimes& lifetimes, Instant now, const SealSecret& secret) {
  Proposal proposal{NothingMoved(code, records), {}};
  auto& changes = proposal.changes;
  bool consent_is_live = records.consent && IsLive(*records.consent);
  if (code.forced) {
    // Other codes approved before must die too, so there is a cut-off even where nothing lives: a
    // consent that is not there yet is made first, to have one.
    const ConsentId consent = records.consent ? records.consent->id : ConsentId::kNone;
    if (!records.consent) {
      changes.emplace_back(GiveConsent{code.client, code.subject, code.scopes, now});
    }
    changes.emplace_back(CutConsent{consent, Reach::kAll, Cause::kSuperseded});
    consent_is_live = false;
  }
  // A yes that does not fit beside the earlier ones stands for itself.
  const ScopeList agreed = consent_is_live
                               ? records.consent->scopes->With(code.scopes).value_or(code.scopes)
                               : code.scopes;
  if (!consent_is_live || agreed != *records.consent->scopes) {
    changes.emplace_back(GiveConsent{code.client, code.subject, agreed, now});
  }
  SpentCode spent{code.serial, code.client, GrantId::kNone,
                  true,        now,         code.issued_at + code.lifetime};
  const Policy policy = PolicyOf(records.client.preset);
  const bool shares_grant = policy.one_grant_per_consent && consent_is_live && records.grant &&
                            IsLive(StandingOf(records, *records.grant), now);
  if (shares_grant) {
    proposal.preconditions.emplace_back(
        GrantIsUnchanged{records.grant->id, records.grant->changed_at});
    const auto wider = records.grant->scopes->With(code.scopes);
    if (!wider) return std::nullopt;
    if (*wider != *records.grant->scopes) {
      changes.emplace_back(WidenGrant{records.grant->id, *wider});
    }
    spent.grant = records.grant->id;
    spent.made_grant = false;
  } else {
    changes.emplace_back(
        MakeGrant{NewGrant(code, secret, now, ExpiryUnused(policy, lifetimes, now)), code.scopes});
  }
  changes.emplace_back(SpendCode{spent});
  return proposal;
}

}  // namespace

RedeemRecords LoadForRedeem(const Ledger& ledger, const Client& client, const CodeClaims& code) {
  RedeemRecords records{ledger.FindServer(),
                        client,
                        ledger.FindSubject(code.subject),
                        ledger.FindConsent(code.client, code.subject),
                        ledger.FindSpentCode(code.serial),
                        std::nullopt};
  // The client may have changed since it was authenticated; what the preconditions compare must be
  // what is decided on.
  if (const auto fresh = ledger.FindClient(client.id)) records.client = *fresh;
  if (records.spent) {
    records.grant = ledger.FindGrant(records.spent->grant);
  } else if (records.consent && records.consent->latest_grant != GrantId::kNone) {
    records.grant = ledger.FindGrant(records.consent->latest_grant);
  }
  return records;
}

Decision<Redemption> RedeemCode(const CodeClaims& code, const RedeemRecords& records,
                                const RedeemRequest& request, const Lifetimes& lifetimes,
                                Instant now, const SealSecret& secret) {
  if (code.client != records.client.id) return {Redemption::kOtherClientsCode, {}};
  const Redemption checked = CheckRequest(code, request);
  if (checked != Redemption::kRedeemed) return {checked, {}};
  const bool expired =
      now >= code.issued_at + code.lifetime || code.issued_at > now + lifetimes.clock_skew;
  if (records.spent) return Repeat(code, records, expired, lifetimes, now);
  if (expired) return {Redemption::kExpired, {}};
  if (!MayStillBeRedeemed(code, records)) return {Redemption::kCutOff, {}};
  auto proposal = Redeem(code, records, lifetimes, now, secret);
  if (!proposal) return {Redemption::kScopeTooMany, {}};
  return {Redemption::kRedeemed, std::move(*proposal)};
}

}  // namespace writ::oauth
