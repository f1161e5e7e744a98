// POST /oauth2/introspect (RFC 7662).
#pragma once

#include "api/parameters.h"
#include "http/handler.h"
#include "oauth/records/records.h"
#include "oauth/services.h"

namespace writ::api {

// Tells the client of a token of its own, or a resource server of any; everything
// else is {"active":false}. `client_id` of a key or organization token, which no app has, is its
// organization. Does not allocate.
void IntrospectToken(const oauth::Services& services, http::Exchange& exchange,
                     const oauth::Client& client, const OAuthParameters& parameters);

}  // namespace writ::api
