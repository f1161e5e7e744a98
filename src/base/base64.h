// Base64 in its two alphabets (RFC 4648 §4, §5). Every value has exactly one text that decodes to
// it: padding is all there or, in the URL alphabet, all absent, and unused bits are zero.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace writ {

// The standard alphabet with padding: HTTP Basic credentials (RFC 7617 §2). Thread-safe.
[[nodiscard]] std::string EncodeBase64(std::span<const std::uint8_t> bytes);
[[nodiscard]] std::string EncodeBase64(std::string_view bytes);
// Nothing for a text that EncodeBase64 does not return. The bytes may be any, NUL too.
[[nodiscard]] std::optional<std::string> DecodeBase64(std::string_view text);
// The same into `room`, without allocating: the number of bytes, or nothing if they may not fit.
[[nodiscard]] std::optional<std::size_t> DecodeBase64(std::string_view text, std::span<char> room);

// The URL alphabet without padding: PKCE (RFC 7636 Appendix A). Thread-safe.
[[nodiscard]] std::string EncodeBase64Url(std::span<const std::uint8_t> bytes);
[[nodiscard]] std::string EncodeBase64Url(std::string_view bytes);
// Nothing for a text that EncodeBase64Url does not return.
[[nodiscard]] std::optional<std::string> DecodeBase64Url(std::string_view text);

}  // namespace writ
