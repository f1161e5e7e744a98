// Introspection (RFC 7662): what a token is, told to its own client or to a resource server.
#pragma once

#include <optional>

#include "oauth/records/policy.h"
#include "oauth/records/records.h"
#include "oauth/standing.h"
#include "oauth/token/token.h"

namespace writ::oauth {

// An active token as the caller may see it.
struct ActiveToken {
  ScopeSet scopes;
  Instant issued_at{};
  std::optional<Instant> expires;
};

// Nothing when the token is dead or is none of the caller's business: both look alike. A refresh
// token is its own client's business alone: a resource server that was told of one would take it
// for an access token. `token` was opened and proven.
[[nodiscard]] std::optional<ActiveToken> IntrospectToken(const Client& caller,
                                                         const TokenClaims& token,
                                                         const Standing& standing, bool revoked,
                                                         const Lifetimes& lifetimes, Instant now);

}  // namespace writ::oauth
