// grant_type=client_credentials at POST /oauth2/tokens (RFC 6749 §4.4).
#pragma once

#include "api/parameters.h"
#include "http/handler.h"
#include "oauth/records/records.h"
#include "oauth/services.h"

namespace writ::api {

// Gives the authenticated `client` a token of its own and answers.
void UseClientCredentials(const oauth::Services& services, http::Exchange& exchange,
                          const oauth::Client& client, const OAuthParameters& parameters);

}  // namespace writ::api
