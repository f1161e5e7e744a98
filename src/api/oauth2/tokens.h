// POST /oauth2/tokens: finds out which verb is meant.
#pragma once

#include "api/parameters.h"
#include "http/handler.h"
#include "oauth/records/records.h"
#include "oauth/services.h"

namespace writ::api {

// By grant_type; a body with `token` and none of grant_type, code and refresh_token is a revocation
// (RFC 7009), since Mollie advertises this path for those too.
void PostTokens(const oauth::Services& services, http::Exchange& exchange,
                const oauth::Client& client, const OAuthParameters& parameters);

}  // namespace writ::api
