// Redirect URIs: which may be registered, and which count as loopback (RFC 8252 §7.3).
#pragma once

#include <string_view>

namespace writ::oauth {

// Absolute, at most 2,000 characters, without fragment or user info, its port, if any, below
// 65,536; https with a host, a custom scheme (none that a browser runs by itself), or http on a
// loopback host.
[[nodiscard]] bool MayBeRegistered(std::string_view uri);

// Whether it has a `*`, which people write for "anything" and which never means that: redirect URIs
// are compared as wholes (RFC 9700 §4.1.3).
[[nodiscard]] bool HasWildcard(std::string_view uri);

// Whether a request may name `given` where `registered` is on the app's list: the same characters,
// but for the port of http on 127.0.0.1, [::1] or localhost, which may be any (RFC 8252 §7.3),
// since a native app listens on one that it gets. None of the three hosts stands for another.
[[nodiscard]] bool MatchesRegistered(std::string_view registered, std::string_view given);

// http or https on 127.0.0.0/8, [::1] or localhost, any port, without fragment or user info.
[[nodiscard]] bool IsLoopbackUri(std::string_view uri);

}  // namespace writ::oauth
