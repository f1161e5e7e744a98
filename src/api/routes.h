// The tables of routes: method, path, endpoint. What is not here does not exist.
#pragma once

#include <vector>

#include "api/respond.h"  // Face: the router's other half
#include "api/sandbox_info.h"
#include "http/router.h"
#include "oauth/services.h"

namespace writ::api {

// /oauth2/* (all but authorize, which is a page), /v2/* and the metadata. `services` must outlive
// them.
[[nodiscard]] std::vector<http::Route> OAuthRoutes(const oauth::Services& services);

// /_sandbox/*; none unless services.sandbox. `services` must outlive them.
[[nodiscard]] std::vector<http::Route> SandboxRoutes(const oauth::Services& services,
                                                     SandboxDemo demo);

}  // namespace writ::api
