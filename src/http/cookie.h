// Reading a Cookie header (RFC 6265 §4.2).
#pragma once

#include <optional>
#include <string_view>

namespace writ::http {

// The value of the first cookie called `name` (names are case-sensitive), as sent; nothing if there
// is none.
[[nodiscard]] std::optional<std::string_view> FindCookie(std::string_view header,
                                                         std::string_view name);

}  // namespace writ::http
