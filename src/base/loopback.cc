#include "base/loopback.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <string>

#include "base/ascii.h"

namespace writ {

bool IsLoopbackAddress(std::string_view address) {
  if (address.size() >= INET6_ADDRSTRLEN) return false;
  const std::string text(address);
  in_addr four{};
  if (inet_pton(AF_INET, text.c_str(), &four) == 1) return ntohl(four.s_addr) >> 24U == 127;
  in6_addr six{};
  return inet_pton(AF_INET6, text.c_str(), &six) == 1 && IN6_IS_ADDR_LOOPBACK(&six);
}

bool IsLocalhost(std::string_view name) { return EqualsIgnoringCase(name, "localhost"); }

}  // namespace writ
