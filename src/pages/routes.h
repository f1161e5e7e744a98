// The people's pages by path.
#pragma once

#include <vector>

#include "http/router.h"
#include "oauth/services.h"

namespace writ::pages {

// GET and POST of /oauth2/authorize and of /login. `services` must outlive the routes. Whether a
// merchant is picked on the page or must have signed in is services.sandbox.
[[nodiscard]] std::vector<http::Route> PageRoutes(const oauth::Services& services);

}  // namespace writ::pages
