// The answer that carries tokens (RFC 6749 §5.1).
#pragma once

#include <optional>

#include "api/respond.h"
#include "oauth/records/records.h"
#include "oauth/services.h"
#include "oauth/token/token.h"

namespace writ::api {

struct IssuedTokens {
  oauth::TokenClaims access;
  std::optional<oauth::TokenClaims> refresh;
  oauth::ScopeSet scopes;  // of the access token
};

// Seals both under the grant's secret. The response views `buffer`. Its content type is exactly
// application/json, as some clients compare it. Thread-safe; does not allocate.
[[nodiscard]] http::Response TokenAnswer(const oauth::Services& services, const oauth::Grant& grant,
                                         const IssuedTokens& tokens, AnswerBuffer& buffer);

}  // namespace writ::api
