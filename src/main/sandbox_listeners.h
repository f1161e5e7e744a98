// The sockets of one port of the sandbox: both loopback addresses, or the one that --listen names.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "http/server.h"

namespace writ {

class SandboxListeners {
 public:
  // Listens at `address`; where that is empty, on 127.0.0.1 and, if this machine has it, on ::1 at
  // the same port. Of `options` the address is not read; its port may be 0 for a free one. Fails
  // with a sentence that names the address. `handler` must outlive the listeners.
  [[nodiscard]] static Result<SandboxListeners> Open(const std::string& address,
                                                     const http::ServerOptions& options,
                                                     http::Handler& handler);

  [[nodiscard]] std::uint16_t Port() const { return servers_.front()->Port(); }
  // As http::Server::Start; what was started before a failure serves on.
  [[nodiscard]] Result<void> Start();
  // As http::Server::Stop, one after another.
  void Stop(std::chrono::milliseconds patience);

 private:
  std::vector<std::unique_ptr<http::Server>> servers_;  // at least one
};

}  // namespace writ
