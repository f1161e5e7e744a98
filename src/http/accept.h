// Which of two renderings a client would rather have (RFC 9110 §12.5.1).
#pragma once

#include <string_view>

namespace writ::http {

// `accept` is the header's value. True if JSON is wanted more than HTML: by a higher weight, or at
// the same weight by name where HTML is only covered by a wildcard, or named first. Without the
// header, or with nothing but wildcards, it is not. What cannot be understood is skipped.
[[nodiscard]] bool PrefersJson(std::string_view accept);

}  // namespace writ::http
