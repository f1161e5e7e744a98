// Redirect URIs: which may be registered, and which count as loopback (RFC 8252 §7.3).
#pragma once

#include <string_view>

namespace writ::oauth {

// Absolute, at most 2,000 characters, without fragment or user info; https with a host, a custom
// scheme (none that a browser runs by itself), or http on a loopback host.
[[nodiscard]] bool MayBeRegistered(std::string_view uri);

// http or https on 127.0.0.0/8, [::1] or localhost, any port, without fragment or user info.
[[nodiscard]] bool IsLoopbackUri(std::string_view uri);

}  // namespace writ::oauth
