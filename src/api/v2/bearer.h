// Who calls /v2/*: the bearer of a token (RFC 6750).
#pragma once

#include <string_view>

#include "http/router.h"
#include "oauth/read_token.h"
#include "oauth/services.h"

namespace writ::api {

// A guard: the bearer of an active access or organization token. Others are answered in Mollie's
// HAL: 401 with the challenge of RFC 6750 §3 (without an error code where nothing was sent), or 403
// for an API key, which these endpoints do not take. `services` must outlive the endpoint.
using BearerVerb = void (*)(const oauth::Services&, http::Exchange&, const oauth::ProvenToken&);
[[nodiscard]] http::Endpoint ForBearer(const oauth::Services& services, BearerVerb verb);

// 403 for a token that lacks `scope`.
[[nodiscard]] http::OwnedResponse RefuseScope(std::string_view scope);

}  // namespace writ::api
