#include "oauth/revoke_api_key.h"

#include <utility>

#include "oauth/end_token.h"

namespace writ::oauth {

Decision<ApiKeyRevocation> RevokeApiKey(const ProvenToken& token, Instant now) {
  if (token.standing.grant.client != ClientId::kNone) return {ApiKeyRevocation::kNotAnApiKey, {}};
  Proposal ending = EndToken(IdOf(token.claims), &token.claims, token.standing, token.revoked,
                             Cause::kMerchant, now);
  const bool dead = ending.Empty();
  return {dead ? ApiKeyRevocation::kAlreadyDead : ApiKeyRevocation::kRevoked, std::move(ending)};
}

}  // namespace writ::oauth
