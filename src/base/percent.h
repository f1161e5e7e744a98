// Percent-encoding (RFC 3986 §2.1).
#pragma once

#include <string>
#include <string_view>

namespace writ {

enum class Plus { kIsPlus, kIsSpace };  // the latter in forms

// Decodes `text` to `out`, which has room for as many bytes as `text` has, and returns the end of
// what it wrote; null if a '%' is not followed by two hexadecimal digits.
[[nodiscard]] char* PercentDecode(std::string_view text, Plus plus, char* out);

// The same into `out`, appended; false on failure, and `out` is then unspecified.
[[nodiscard]] bool PercentDecode(std::string_view text, Plus plus, std::string& out);

// Appends `text`; everything but the unreserved characters (RFC 3986 §2.3) is encoded.
void AppendPercentEncoded(std::string_view text, std::string& out);

}  // namespace writ
