// POST /oauth2/tokens: reads the request, finds out who calls and which verb is meant.
#pragma once

#include "http/handler.h"
#include "oauth/services.h"

namespace writ::api {

// By grant_type; a body with `token` and none of grant_type, code and refresh_token is a revocation
// (RFC 7009), since Mollie advertises this path for those too.
void PostTokens(const oauth::Services& services, http::Exchange& exchange);

}  // namespace writ::api
