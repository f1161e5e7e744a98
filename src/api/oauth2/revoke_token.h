// Revoking a token, one engine with two faces: Mollie's DELETE /oauth2/tokens and RFC 7009's POST.
#pragma once

#include "api/parameters.h"
#include "http/handler.h"
#include "oauth/records/records.h"
#include "oauth/services.h"

namespace writ::api {

// DELETE /oauth2/tokens: 204 without a body; token_type_hint must be there, and is not believed.
void DeleteToken(const oauth::Services& services, http::Exchange& exchange,
                 const oauth::Client& client, const OAuthParameters& parameters);

// POST /oauth2/revoke (RFC 7009): 200 with an empty JSON object; the hint is optional.
void RevokeToken(const oauth::Services& services, http::Exchange& exchange,
                 const oauth::Client& client, const OAuthParameters& parameters);

}  // namespace writ::api
