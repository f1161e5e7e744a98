// The table of /v2/*: method, path, endpoint.
#pragma once

#include <vector>

#include "http/router.h"
#include "oauth/services.h"

namespace writ::api {

// `services` must outlive them.
[[nodiscard]] std::vector<http::Route> V2Routes(const oauth::Services& services);

}  // namespace writ::api
