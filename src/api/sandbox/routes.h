// The table of /_sandbox/*: method, path, endpoint.
#pragma once

#include <vector>

#include "api/sandbox/info.h"
#include "http/router.h"
#include "oauth/services.h"

namespace writ::api {

// None unless services.sandbox. `services` must outlive them.
[[nodiscard]] std::vector<http::Route> SandboxRoutes(const oauth::Services& services,
                                                     SandboxDemo demo);

}  // namespace writ::api
