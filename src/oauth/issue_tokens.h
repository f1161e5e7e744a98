// The claims of the tokens that a grant gives out.
#pragma once

#include "base/clock.h"
#include "oauth/records/records.h"
#include "oauth/token/token.h"

namespace writ::oauth {

// How a token says `scopes` of the grant's list: by count if they are its first n, else by their
// places. Those that the list lacks are left out.
[[nodiscard]] ScopeClaim ClaimScopes(const ScopeList& list, const ScopeSet& scopes);

// A fresh access token. `known` is the commit sequence read before the records were, or that of the
// commit that made it.
[[nodiscard]] TokenClaims IssueAccessToken(const Grant& grant, const ScopeSet& scopes,
                                           Sequence known, Seconds lifetime, Instant now,
                                           TokenSerial serial);

// The refresh token of the grant's present generation for `scopes`: the same claims each time, so
// it is recomputed instead of remembered.
[[nodiscard]] TokenClaims IssueRefreshToken(const Grant& grant, const ScopeClaim& scopes);
[[nodiscard]] TokenClaims IssueRefreshToken(const Grant& grant, const ScopeSet& scopes);

// The only token of a kLiveKey, kTestKey or kOrganization grant. It lives as long as the grant.
[[nodiscard]] TokenClaims IssueApiKey(const Grant& grant, TokenSerial serial);

}  // namespace writ::oauth
