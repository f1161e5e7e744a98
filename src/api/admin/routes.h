// The admin API: what an operator may see and change, as plain JSON with RFC 9457 errors. It is
// served on the Unix socket of the data folder only, whose mode is its access control; there is no
// other authentication.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "http/router.h"
#include "oauth/services.h"

namespace writ::api {

// A catalogue of scopes is the longest that is sent.
inline constexpr std::size_t kAdminBodyBytesMax = std::size_t{2} << 20U;

// What `GET /admin/v1/server` tells besides the ledger's own state.
struct AdminOptions {
  std::string version;
};

// Every route of the API. `services` must outlive them.
[[nodiscard]] std::vector<http::Route> AdminRoutes(const oauth::Services& services,
                                                   AdminOptions options);

// Renders what no admin route can: 404, 405 and protocol errors, as problems.
[[nodiscard]] http::OwnedResponse AdminFace(const http::ProtocolError& error);

}  // namespace writ::api
