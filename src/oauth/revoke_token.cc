#include "oauth/revoke_token.h"

#include <utility>

namespace writ::oauth {

namespace {

Decision<Revocation> Revoke(Change change) {
  Decision<Revocation> decision{Revocation::kRevoked, {}};
  decision.proposal.changes.push_back(std::move(change));
  return decision;
}

// RFC 7009 §2.1: a refresh token takes its grant, and so its access tokens, with it.
Decision<Revocation> RevokeGrant(const Client& client, const Standing& standing) {
  if (IsOver(standing)) return {Revocation::kAlreadyDead, {}};
  if (PolicyOf(client.preset).one_grant_per_consent) {
    return Revoke(CutConsent{standing.grant.consent, Reach::kAll, Cause::kClient});
  }
  return Revoke(EndGrant{standing.grant.id, Cause::kClient});
}

}  // namespace

Decision<Revocation> RevokeToken(const Client& client, const TokenClaims& token,
                                 const Standing& standing, bool revoked, Instant now) {
  const Grant& grant = standing.grant;
  if (grant.client == ClientId::kNone) return {Revocation::kApiKey, {}};
  if (grant.client != client.id) return {Revocation::kOtherClientsToken, {}};
  if (token.kind == TokenKind::kRefresh) return RevokeGrant(client, standing);
  const Instant expires = token.issued_at + token.lifetime;
  if (revoked || IsOver(standing) || !KnowsAccessCuts(token, standing) ||
      expires + kKeptAfterExpiry <= now) {
    return {Revocation::kAlreadyDead, {}};
  }
  return Revoke(RevokeAccessToken{{grant.id, token.serial, expires}});
}

}  // namespace writ::oauth
