// Listening sockets, TCP and Unix, non-blocking and closed on exec.
#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include "base/result.h"

namespace writ::http {

// Owns one descriptor; for a Unix socket also its name in the file system.
class ListeningSocket {
 public:
  ListeningSocket() = default;
  ListeningSocket(ListeningSocket&& other) noexcept { *this = std::move(other); }
  ListeningSocket& operator=(ListeningSocket&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    std::swap(port_, other.port_);
    std::swap(path_, other.path_);
    return *this;
  }
  ListeningSocket(const ListeningSocket&) = delete;
  ListeningSocket& operator=(const ListeningSocket&) = delete;
  ~ListeningSocket();

  // Fails with a sentence that names the address. Port 0 takes any free one. A port that another
  // socket listens on is refused; `Share` opens further sockets beside the first.
  [[nodiscard]] static Result<ListeningSocket> OpenTcp(const std::string& address,
                                                       std::uint16_t port);
  // Another socket on the same address and port, for another loop (SO_REUSEPORT).
  [[nodiscard]] Result<ListeningSocket> Share(const std::string& address) const;
  // Mode 0600. A name left behind by a dead process is taken over; a live one is refused.
  [[nodiscard]] static Result<ListeningSocket> OpenUnix(const std::string& path);

  [[nodiscard]] std::uint16_t Port() const { return port_; }
  // Hands the descriptor over; the name stays ours to remove.
  [[nodiscard]] int Release() { return std::exchange(descriptor_, -1); }

 private:
  int descriptor_ = -1;
  std::uint16_t port_ = 0;
  std::string path_;
};

}  // namespace writ::http
