// Revoking a token (RFC 7009, Mollie's Revoke tokens): one small change, whatever hangs below it
// (invariant 6).
#pragma once

#include <cstdint>

#include "oauth/change.h"
#include "oauth/records/records.h"
#include "oauth/standing.h"
#include "oauth/token/token.h"

namespace writ::oauth {

enum class Revocation : std::uint8_t {
  kRevoked,            // once the proposal is committed
  kAlreadyDead,        // success without a change (RFC 7009 §2.2)
  kOtherClientsToken,  // refused, and it lives
  kApiKey,             // an API key or organization token: refused likewise
};

// Ends the life of the token that `token` names if it is `client`'s; a refresh token of any
// generation takes its grant with it, and under Mollie's policy cuts the consent, so that codes
// approved before are dead too. `token` was opened and proven; a token that was not is unknown,
// which is success and never comes here. `revoked`: a tombstone names it. What a suspension, or the
// clock, only makes look dead is ended all the same: it would come back otherwise.
[[nodiscard]] Decision<Revocation> RevokeToken(const Client& client, const TokenClaims& token,
                                               const Standing& standing, bool revoked, Instant now);

}  // namespace writ::oauth
