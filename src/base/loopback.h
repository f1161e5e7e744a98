// Which addresses and names are this machine's own (RFC 1122 §3.2.1.3, RFC 4291 §2.5.3, RFC 6761
// §6.3).
#pragma once

#include <string_view>

namespace writ {

// `address` is 127.0.0.0/8 in four decimal numbers, or an IPv6 address, without brackets, that is
// ::1.
[[nodiscard]] bool IsLoopbackAddress(std::string_view address);

// "localhost", in either case; no name under it.
[[nodiscard]] bool IsLocalhost(std::string_view name);

}  // namespace writ
