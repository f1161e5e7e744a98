// grant_type=refresh_token at POST /oauth2/tokens (RFC 6749 §6).
#pragma once

#include "api/parameters.h"
#include "http/handler.h"
#include "oauth/records/records.h"
#include "oauth/services.h"

namespace writ::api {

// Refreshes with the token in `parameters` for the authenticated `client` and answers. Does not
// allocate where refresh tokens are fixed.
void RefreshToken(const oauth::Services& services, http::Exchange& exchange,
                  const oauth::Client& client, const OAuthParameters& parameters);

}  // namespace writ::api
