// The table of /oauth2/*, the metadata and the OpenAPI document: method, path, endpoint.
#pragma once

#include <vector>

#include "http/router.h"
#include "oauth/services.h"

namespace writ::api {

// All but authorize, which is a page. `services` must outlive them.
[[nodiscard]] std::vector<http::Route> OAuthRoutes(const oauth::Services& services);

}  // namespace writ::api
