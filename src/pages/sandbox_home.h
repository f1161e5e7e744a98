// `/` of the sandbox: what runs here, for whoever opens its address.
#pragma once

#include <string>
#include <vector>

#include "http/router.h"
#include "oauth/services.h"

namespace writ::pages {

struct SandboxHome {
  std::string version;                // of the program
  std::vector<oauth::ClientId> apps;  // the demo apps
};

// GET /: a page, or JSON where Accept prefers it. In English, since it is for developers; without
// secrets, since it is shown under any Host. `services` must outlive the route.
[[nodiscard]] http::Route SandboxHomeRoute(const oauth::Services& services, SandboxHome home);

}  // namespace writ::pages
