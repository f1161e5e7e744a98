// Where to listen: ADDR:PORT as people write it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace writ {

struct Address {
  std::string host;  // an IP address, without brackets
  std::uint16_t port = 0;
};

// "127.0.0.1:8080", "[::1]:8080", "localhost:8080" (which is 127.0.0.1).
[[nodiscard]] Result<Address> ParseAddress(std::string_view text);

// 127.0.0.0/8 and ::1.
[[nodiscard]] bool IsLoopback(const Address& address);
// 0.0.0.0 and ::, which name no host.
[[nodiscard]] bool IsAny(const Address& address);

// The host as a URL has it, with its port.
[[nodiscard]] std::string Authority(const Address& address);

}  // namespace writ
