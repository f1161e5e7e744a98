// Who may call a route: each guard makes the endpoint of a verb, and answers whoever may not call
// it before the verb sees the request. Those of one face live with it: ForBearer in v2, ForOperator
// in admin, ForLoopback in sandbox. `services` must outlive the endpoint.
#pragma once

#include "api/parameters.h"
#include "http/router.h"
#include "oauth/services.h"

namespace writ::api {

// Anybody.
using PublicVerb = void (*)(const oauth::Services&, http::Exchange&);
[[nodiscard]] http::Endpoint ForAnybody(const oauth::Services& services, PublicVerb verb);

// A client that has authenticated itself (RFC 6749 §2.3), with what it sent. Does not allocate.
using ClientVerb = void (*)(const oauth::Services&, http::Exchange&, const oauth::Client&,
                            const Parameters&);
[[nodiscard]] http::Endpoint ForClient(const oauth::Services& services, ClientVerb verb);

}  // namespace writ::api
