// Whether the process is there and whether it can do its work, for supervisors and load balancers.
#pragma once

#include <vector>

#include "http/router.h"
#include "oauth/committer.h"

namespace writ {

// GET /health/live: 200 while the process answers. GET /health/ready: 200, or 503 while the store
// cannot write. `committer` must outlive them.
[[nodiscard]] std::vector<http::Route> HealthRoutes(const oauth::Committer& committer);

}  // namespace writ
