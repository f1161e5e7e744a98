#include "oauth/revoke_token.h"

#include <utility>

#include "oauth/end_token.h"

namespace writ::oauth {

Decision<Revocation> RevokeToken(const Client& client, const TokenClaims& token,
                                 const Standing& standing, bool revoked, Instant now) {
  const Grant& grant = standing.grant;
  if (grant.client == ClientId::kNone) return {Revocation::kApiKey, {}};
  if (grant.client != client.id) return {Revocation::kOtherClientsToken, {}};
  Proposal ending = EndToken(IdOf(token), &token, standing, revoked, Cause::kClient, now);
  const Revocation outcome = ending.Empty() ? Revocation::kAlreadyDead : Revocation::kRevoked;
  return {outcome, std::move(ending)};
}

}  // namespace writ::oauth
