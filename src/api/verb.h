// An endpoint as a table of routes names it: a verb over the services.
#pragma once

#include "http/router.h"
#include "oauth/services.h"

namespace writ::api {

using Verb = void (*)(const oauth::Services&, http::Exchange&);

// `services` must outlive the endpoint.
[[nodiscard]] inline http::Endpoint Bind(const oauth::Services& services, Verb verb) {
  return [&services, verb](http::Exchange& exchange) { verb(services, exchange); };
}

}  // namespace writ::api
