#include "oauth/end_token.h"

namespace writ::oauth {

namespace {

// No access token lives longer: its lifetime is sealed in 24 bits.
constexpr Seconds kLongestLife{1 << 24};

Proposal EndAccessToken(const TokenId& token, const TokenClaims* claims, const Standing& standing,
                        bool revoked, Instant now) {
  if (revoked || IsOver(standing)) return {};
  Instant expires = now + kLongestLife;
  if (claims != nullptr) {
    expires = claims->issued_at + claims->lifetime;
    if (!KnowsAccessCuts(*claims, standing) || expires + kKeptAfterExpiry <= now) return {};
  }
  Proposal proposal;
  proposal.changes.emplace_back(
      RevokeAccessToken{{standing.grant.id, TokenSerial{token.serial}, expires}});
  return proposal;
}

Proposal EndWholeGrant(const Standing& standing, Cause cause, Instant now) {
  const Grant& grant = standing.grant;
  const bool expired = grant.expires != Instant{} && grant.expires + kKeptAfterExpiry <= now;
  if (expired || IsOver(standing)) return {};
  Proposal proposal;
  const bool is_the_whole_consent = standing.client && standing.consent &&
                                    PolicyOf(standing.client->preset).one_grant_per_consent;
  if (is_the_whole_consent) {
    // Meanwhile the consent may have been withdrawn and given anew, which this is not to end.
    const Consent& consent = *standing.consent;
    proposal.preconditions.emplace_back(
        ConsentIsNotRenewed{consent.id, consent.made_at, consent.latest_grant});
    proposal.changes.emplace_back(CutConsent{consent.id, Reach::kAll, cause});
  } else {
    proposal.changes.emplace_back(EndGrant{grant.id, cause});
  }
  return proposal;
}

}  // namespace

Proposal EndToken(const TokenId& token, const TokenClaims* claims, const Standing& standing,
                  bool revoked, Cause cause, Instant now) {
  if (token.kind == TokenKind::kAccess) {
    return EndAccessToken(token, claims, standing, revoked, now);
  }
  return EndWholeGrant(standing, cause, now);
}

}  // namespace writ::oauth
