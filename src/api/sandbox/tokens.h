// POST /_sandbox/tokens: tokens for an app in one call.
#pragma once

#include "http/handler.h"
#include "oauth/services.h"

namespace writ::api {

// Takes {"client_id", "scope", "merchant"?} and answers what /oauth2/tokens answers to the code of
// an approved authorize request; without a merchant a new one is made for it. 400 for an unknown
// app, merchant or scope.
void SandboxTokens(const oauth::Services& services, http::Exchange& exchange);

}  // namespace writ::api
