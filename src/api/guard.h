// Who may call a route: each guard makes the endpoint of a verb, and answers whoever may not call
// it before the verb sees the request. The others live where their callers are known: ForClient in
// client_authentication.h, ForBearer in v2, ForOperator in admin, ForLoopback in sandbox.
#pragma once

#include "http/router.h"
#include "oauth/services.h"

namespace writ::api {

using PublicVerb = void (*)(const oauth::Services&, http::Exchange&);

// Everybody may call `verb`. `services` must outlive the endpoint.
[[nodiscard]] inline http::Endpoint ForAnybody(const oauth::Services& services, PublicVerb verb) {
  return [&services, verb](http::Exchange& exchange) { verb(services, exchange); };
}

}  // namespace writ::api
