#include "main/sandbox_names.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "main/address.h"
#include "main/settings.h"

namespace writ {

namespace {

constexpr std::size_t kHostBytesMax = 253;

// Whether `text` says a port: after the brackets of an IPv6 address, or after the only colon.
bool HasPort(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) return false;
  return text.front() == '[' ? text[colon - 1] == ']' : text.find(':') == colon;
}

Result<Address> ReadListen(const std::string& text) {
  if (HasPort(text)) return ParseAddress(text);
  const bool bracketed = text.front() == '[';
  Result<Address> address = ParseAddress(
      (bracketed || text.find(':') == std::string::npos ? text : "[" + text + "]") + ":0");
  if (!address) {
    return Fail("'" + text +
                "' is not an address to listen at; write it as 0.0.0.0 or 0.0.0.0:8090");
  }
  return address;
}

Result<std::string> ReadHost(std::string_view text) {
  std::string host(text);
  for (char& c : host) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  const bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
  const std::string bare = bracketed ? host.substr(1, host.size() - 2) : host;
  const bool fits = !bare.empty() && bare.size() <= kHostBytesMax &&
                    std::all_of(bare.begin(), bare.end(), [&](char c) {
                      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
                             c == '.' || c == '_' || (bracketed && c == ':');
                    });
  if (fits) return host;
  return Fail("'" + std::string(text) +
              "' cannot be allowed as a host: give a name such as writ.internal, without scheme "
              "and port");
}

}  // namespace

Result<SandboxNames> ReadSandboxNames(const SandboxOptions& options) {
  SandboxNames names;
  if (!options.listen.empty()) {
    const Address address = TRY(ReadListen(options.listen));
    names.address = address.host;
    if (HasPort(options.listen)) names.port = address.port;
    names.beyond_loopback = !IsLoopback(address);
  }
  for (const std::string& host : options.allowed_hosts) {
    names.hosts.push_back(TRY(ReadHost(host)));
  }
  constexpr bool kHttpAnywhere = true;  // nothing here is worth stealing
  names.issuer = TRY(ReadIssuer(options.issuer, kHttpAnywhere));
  return names;
}

std::string AuthorityHere(const SandboxNames& names, std::uint16_t port) {
  Address address{names.address, port};
  if (address.host.empty() || IsAny(address)) address.host = "127.0.0.1";
  return Authority(address);
}

}  // namespace writ
