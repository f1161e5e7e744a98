// What the sandbox is called and where it listens, as its options say it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "main/sandbox.h"

namespace writ {

struct SandboxNames {
  std::string address;                // to listen at; empty: both loopback addresses
  std::optional<std::uint16_t> port;  // where --listen says one
  bool beyond_loopback = false;
  std::string issuer;              // without a trailing slash; empty: by where it listens
  std::vector<std::string> hosts;  // of --allow-host, in lower case
};

// Reads --listen (ADDR or ADDR:PORT; ADDR is an IP address, in brackets where it is one of IPv6 and
// a port follows, or localhost, which is 127.0.0.1), --allow-host (a host name or IP address
// without a port) and --issuer (an http or https URL). The error is one sentence.
[[nodiscard]] Result<SandboxNames> ReadSandboxNames(const SandboxOptions& options);

// The host and port by which a program on this machine reaches what listens by `names` on `port`.
[[nodiscard]] std::string AuthorityHere(const SandboxNames& names, std::uint16_t port);

}  // namespace writ
