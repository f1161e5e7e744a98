// `writ sandbox`: the same engine with demo apps and merchants, on loopback unless told otherwise.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "oauth/records/policy.h"

namespace writ {

struct SandboxOptions {
  std::uint16_t port = 8090;  // 0: a free one
  std::string listen;         // as ParseSandboxListen takes it; empty: both loopback addresses
  std::vector<std::string> allowed_hosts;  // beside loopback, for /_sandbox
  std::string issuer;                      // empty: by where it listens
  std::optional<std::uint64_t> seed;       // of the master key of a new store
  std::string data;                        // empty: in memory
  bool tls = false;
  std::uint16_t tls_port = 0;
  std::string ready_file;
  std::string scopes;  // of a new store, as LoadScopes takes it
  bool demonstration = false;
  bool access_log = true;
  unsigned threads = 0;  // 0: one per core
  oauth::Lifetimes lifetimes;
};

// Serves until SIGTERM or SIGINT; returns an ExitCode. Failures to start are one sentence on `err`.
[[nodiscard]] int RunSandbox(const SandboxOptions& options, std::ostream& out, std::ostream& err);

}  // namespace writ
