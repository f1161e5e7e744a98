// POST /_sandbox/authorize: an authorize request and the merchant's decision in one call.
#pragma once

#include "http/handler.h"
#include "oauth/services.h"

namespace writ::api {

// Takes the parameters of /oauth2/authorize, `merchant` and `decision` (approve or deny), and
// answers 200 {"redirect_to"}: where the browser would have been sent. What the page would refuse
// without a redirect is a problem: 400.
void SandboxAuthorize(const oauth::Services& services, http::Exchange& exchange);

}  // namespace writ::api
