// What a browser carries between its requests: a random cookie that ties pages to it, and a sealed
// session.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "http/message.h"
#include "oauth/login.h"
#include "oauth/services.h"

namespace writ::pages {

enum class CookieKind : std::uint8_t { kBrowser, kSession };

// The name of our cookie of `kind`: __Host-writ-<kind>-<h> where the issuer is https, so that
// browsers take it from us alone (RFC 6265bis §4.1.3.2), else writ-<kind>-<h>. h is the first eight
// hexadecimal digits of the issuer's SHA-256: browsers keep one jar for all ports of a host, and
// two servers there must not take each other's cookies.
[[nodiscard]] std::string CookieName(const oauth::Services& services, bool over_tls,
                                     CookieKind kind);

struct Browser {
  std::string name;        // 128 random bits in base62; nobody else knows them
  std::string set_cookie;  // a complete header line where the browser is new, else empty
};

// The browser of `request`: as its cookie says, or a new one where there is none of our making.
[[nodiscard]] Browser KnowBrowser(const oauth::Services& services, const http::Request& request);

// The cookie of `request` if we could have made it, else empty. The view lives as long as
// `request`.
[[nodiscard]] std::string_view BrowserName(const oauth::Services& services,
                                           const http::Request& request);

// Whether `request` carries a browser cookie whose digest is `browser`. Constant time.
[[nodiscard]] bool IsBrowser(const oauth::Services& services, const http::Request& request,
                             const oauth::Digest& browser);

// The merchant signed in in this browser, if the session is still good; in the sandbox the one last
// chosen.
[[nodiscard]] std::optional<oauth::Subject> SignedIn(const oauth::Services& services,
                                                     const http::Request& request);

// The header line that starts a session of `subject`, as known at `known`.
[[nodiscard]] std::string SessionCookie(const oauth::Services& services, bool over_tls,
                                        const oauth::Subject& subject, oauth::Sequence known,
                                        Instant now);

// Whether the browser says that another site sent `request`: its Origin, where it was sent, is none
// of ours (RFC 6454 §7; `null` is nobody's), or it says so itself (Fetch Metadata Request Headers
// §2.4). Ours is the issuer's origin; where the issuer is on loopback, also the origin of a Host
// that names this machine, since there people reach us by any of its names; in the sandbox, that of
// a Host in services.hosts. A browser that says nothing is believed: the cookies decide.
[[nodiscard]] bool IsFromOtherSite(const oauth::Services& services, const http::Request& request);

}  // namespace writ::pages
