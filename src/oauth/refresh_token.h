// Refreshing (RFC 6749 §6): a fixed refresh token is answered without a write; a rotating one has
// exactly one successor per generation (invariant 5).
#pragma once

#include <cstdint>
#include <optional>

#include "oauth/change.h"
#include "oauth/records/policy.h"
#include "oauth/records/records.h"
#include "oauth/standing.h"
#include "oauth/token/token.h"

namespace writ::oauth {

enum class Refresh : std::uint8_t {
  kRefreshed,     // tokens from the standing's grant; nothing to commit
  kRotated,       // tokens from the grant that the commit returns
  kUnknownToken,  // not a refresh token, or its grant is dead
  kOtherClientsToken,
  kReused,         // an old generation after its window; the proposal ends the grant
  kFromTheFuture,  // a generation that was never made: history was lost; refused, nothing ends
  kScopeExceeded,
};

struct RefreshOutcome {
  Refresh refresh;
  ScopeSet access_scopes;     // of the access token
  ScopeClaim refresh_scopes;  // of the refresh token: those of the presented one, said as it does
};

// `token` was opened and proven under the grant's secret. `scope` is the parameter, if it was sent.
[[nodiscard]] Decision<RefreshOutcome> RefreshToken(const Client& client, const TokenClaims& token,
                                                    const Standing& standing,
                                                    const std::optional<ScopeList>& scope,
                                                    const Lifetimes& lifetimes, Instant now);

}  // namespace writ::oauth
