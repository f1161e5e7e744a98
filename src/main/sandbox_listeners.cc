#include "main/sandbox_listeners.h"

#include <utility>

#include "http/listening_socket.h"

namespace writ {

namespace {

constexpr const char* kLoopback4 = "127.0.0.1";
constexpr const char* kLoopback6 = "::1";
// A port that is free on one loopback address can be taken on the other; then another is drawn.
constexpr int kDrawsMax = 16;

bool HasLoopback6() { return http::ListeningSocket::OpenTcp(kLoopback6, 0).has_value(); }

Result<std::unique_ptr<http::Server>> OpenAt(const std::string& address, std::uint16_t port,
                                             http::ServerOptions options, http::Handler& handler) {
  options.address = address;
  options.port = port;
  return http::Server::Open(std::move(options), handler);
}

}  // namespace

Result<SandboxListeners> SandboxListeners::Open(const std::string& address,
                                                const http::ServerOptions& options,
                                                http::Handler& handler) {
  SandboxListeners listeners;
  if (!address.empty() || !HasLoopback6()) {
    listeners.servers_.push_back(
        TRY(OpenAt(address.empty() ? kLoopback4 : address, options.port, options, handler)));
    return listeners;
  }
  // Few come by IPv6: one loop is enough for them.
  http::ServerOptions six = options;
  six.threads = 1;
  for (int draw = 1;; ++draw) {
    auto first = TRY(OpenAt(kLoopback4, options.port, options, handler));
    auto second = OpenAt(kLoopback6, first->Port(), six, handler);
    if (second) {
      listeners.servers_.push_back(std::move(first));
      listeners.servers_.push_back(std::move(*second));
      return listeners;
    }
    if (options.port != 0 || draw == kDrawsMax) return Fail(second.error());
  }
}

Result<void> SandboxListeners::Start() {
  for (const auto& server : servers_) TRY_VOID(server->Start());
  return {};
}

void SandboxListeners::Stop(std::chrono::milliseconds patience) {
  for (const auto& server : servers_) server->Stop(patience);
}

}  // namespace writ
