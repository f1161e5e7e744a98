#include "oauth/redirect_uri.h"

#include <algorithm>
#include <array>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <optional>
#include <string>

#include "base/ascii.h"
#include "base/loopback.h"
#include "base/port.h"

namespace writ::oauth {

namespace {

constexpr std::size_t kUriLengthMax = 2000;

// Schemes that a browser runs or opens by itself instead of handing them to an app.
constexpr std::array<std::string_view, 11> kBrowserSchemes{
    "javascript",  "data", "file", "blob", "about",     "vbscript",
    "view-source", "ftp",  "ws",   "wss",  "filesystem"};

std::optional<boost::urls::url_view> ParsePlain(std::string_view uri) {
  if (uri.empty() || uri.size() > kUriLengthMax) return std::nullopt;
  const auto parsed = boost::urls::parse_uri(uri);
  if (!parsed || parsed->has_fragment() || parsed->has_userinfo()) return std::nullopt;
  const auto port = parsed->port();
  if (!port.empty() && !ParsePort({port.data(), port.size()})) return std::nullopt;
  return *parsed;
}

bool IsLoopbackHost(const boost::urls::url_view& url) {
  // Boost.URL 1.81 reads 127.0.0.1.example.com as the address with the path ".example.com", where
  // a browser sees a name; behind an authority a path begins with a slash (RFC 3986 §3.3).
  const auto path = url.encoded_path();
  if (!path.empty() && path.front() != '/') return false;
  if (url.host_type() == boost::urls::host_type::ipv4) return url.host_ipv4_address().is_loopback();
  if (url.host_type() == boost::urls::host_type::ipv6) return url.host_ipv6_address().is_loopback();
  return IsLocalhost(std::string(url.host()));
}

// The length of `uri` up to the end of its host, when that is one whose port is not compared; else
// 0.
std::size_t PortPlace(std::string_view uri) {
  constexpr std::array<std::string_view, 3> kHosts{"127.0.0.1", "[::1]", "localhost"};
  constexpr std::string_view kStart = "http://";
  const std::string lower = Lower(uri.substr(0, kStart.size() + 10));
  if (lower.substr(0, kStart.size()) != kStart) return 0;
  for (const std::string_view host : kHosts) {
    if (lower.compare(kStart.size(), host.size(), host) == 0) return kStart.size() + host.size();
  }
  return 0;
}

// `text` without the port that it begins with, if it does.
std::string_view WithoutPort(std::string_view text) {
  if (text.empty() || text.front() != ':') return text;
  const std::size_t end = text.find_first_not_of("0123456789", 1);
  return text.substr(std::min(end, text.size()));
}

}  // namespace

bool HasWildcard(std::string_view uri) { return uri.find('*') != std::string_view::npos; }

bool MatchesRegistered(std::string_view registered, std::string_view given) {
  if (registered == given) return true;
  const std::size_t place = PortPlace(registered);
  return place != 0 && given.substr(0, place) == registered.substr(0, place) &&
         WithoutPort(given.substr(place)) == WithoutPort(registered.substr(place)) &&
         IsLoopbackUri(given);
}

bool MayBeRegistered(std::string_view uri) {
  const auto url = ParsePlain(uri);
  if (!url) return false;
  const std::string scheme = Lower(std::string(url->scheme()));
  if (scheme == "https") return url->has_authority() && !url->host().empty();
  if (scheme == "http") return url->has_authority() && IsLoopbackHost(*url);
  return std::find(kBrowserSchemes.begin(), kBrowserSchemes.end(), scheme) == kBrowserSchemes.end();
}

bool IsLoopbackUri(std::string_view uri) {
  const auto url = ParsePlain(uri);
  if (!url || !url->has_authority()) return false;
  const std::string scheme = Lower(std::string(url->scheme()));
  return (scheme == "http" || scheme == "https") && IsLoopbackHost(*url);
}

}  // namespace writ::oauth
