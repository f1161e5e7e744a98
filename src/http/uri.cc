#include "http/uri.h"

#include <algorithm>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <charconv>
#include <cstdint>

#include "base/ascii.h"
#include "base/loopback.h"

namespace writ::http {
namespace {

constexpr std::size_t kUriBytesMax = 8192;

template <typename Text>
std::string_view ToView(const Text& text) {
  return {text.data(), text.size()};
}

}  // namespace

std::optional<std::string> SourceOf(std::string_view uri) {
  if (uri.size() > kUriBytesMax) return std::nullopt;
  const auto parsed = boost::urls::parse_uri(uri);
  if (!parsed) return std::nullopt;
  const std::string scheme = Lower(ToView(parsed->scheme()));
  if (scheme != "http" && scheme != "https") return scheme + ":";
  if (parsed->encoded_host().empty()) return std::nullopt;
  std::string source = scheme + "://" + Lower(ToView(parsed->encoded_host()));
  const std::string_view port = ToView(parsed->port());
  if (!port.empty() && port != (scheme == "http" ? "80" : "443")) {
    source += ":";
    source += port;
  }
  return source;
}

bool IsPlainUrl(std::string_view uri) {
  const auto parsed = boost::urls::parse_uri(uri);
  if (!parsed || parsed->has_query() || parsed->has_fragment()) return false;
  const std::string scheme = Lower(ToView(parsed->scheme()));
  return (scheme == "http" || scheme == "https") && IsHost(ToView(parsed->encoded_authority()));
}

bool IsHost(std::string_view text) {
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
  };
  if (!text.empty() && std::all_of(text.begin(), text.end(), plain)) return true;  // mostly
  const auto parsed = boost::urls::parse_authority(text);
  if (!parsed || parsed->has_userinfo() || parsed->encoded_host().empty()) return false;
  const std::string_view port = ToView(parsed->port());
  std::uint16_t number = 0;
  return port.empty() ||
         std::from_chars(port.data(), port.data() + port.size(), number).ec == std::errc();
}

bool IsLoopbackHost(std::string_view host) {
  const auto parsed = boost::urls::parse_authority(host);
  if (!parsed || parsed->has_userinfo()) return false;
  switch (parsed->host_type()) {
    case boost::urls::host_type::ipv4:
      return parsed->host_ipv4_address().is_loopback();
    case boost::urls::host_type::ipv6:
      return parsed->host_ipv6_address().is_loopback();
    case boost::urls::host_type::name: {
      const std::string_view name = ToView(parsed->encoded_host());
      return IsLocalhost(name) || EndsIgnoringCase(name, ".localhost");
    }
    case boost::urls::host_type::none:
    case boost::urls::host_type::ipvfuture:
      return false;
  }
  return false;
}

bool NamesOneOf(std::string_view host, std::span<const std::string> names) {
  const auto parsed = boost::urls::parse_authority(host);
  if (!parsed || parsed->has_userinfo()) return false;
  return std::find(names.begin(), names.end(), Lower(ToView(parsed->encoded_host()))) !=
         names.end();
}

}  // namespace writ::http
