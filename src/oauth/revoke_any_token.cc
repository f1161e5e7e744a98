#include "oauth/revoke_any_token.h"

#include "oauth/end_token.h"

namespace writ::oauth {

Proposal RevokeAnyToken(const FoundToken& token, Instant now) {
  return EndToken(token.id, token.claims ? &*token.claims : nullptr, token.standing, token.revoked,
                  Cause::kOperator, now);
}

}  // namespace writ::oauth
