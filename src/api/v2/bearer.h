// Who calls /v2/*: the bearer of a token (RFC 6750).
#pragma once

#include <string_view>

#include "base/result.h"
#include "http/message.h"
#include "oauth/read_token.h"
#include "oauth/services.h"

namespace writ::api {

enum class BearerFailure { kMissing, kInvalid, kApiKey };

// The active access or organization token of the request. kMissing: no Bearer header; kInvalid:
// unknown, dead, or no access token; kApiKey: a live API key, which these endpoints do not take.
// Thread-safe; does not allocate.
[[nodiscard]] Result<oauth::ProvenToken, BearerFailure> ReadBearer(const oauth::Services& services,
                                                                   const http::Request& request);

// The failure as Mollie's HAL, with the challenge of RFC 6750 §3 (no error code where nothing was
// sent).
[[nodiscard]] http::OwnedResponse RefuseBearer(BearerFailure failure);

// 403 for a token that lacks `scope`.
[[nodiscard]] http::OwnedResponse RefuseScope(std::string_view scope);

}  // namespace writ::api
