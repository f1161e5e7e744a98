// Reading the Authorization header (RFC 9110 §11.6.2, RFC 7617) without allocating.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>

namespace writ::api {

inline constexpr std::size_t kCredentialsMax = 1024;  // decoded bytes

// The scheme and what follows it, apart; both empty for an empty header.
struct Authorization {
  std::string_view scheme;
  std::string_view credentials;
};
[[nodiscard]] Authorization SplitAuthorization(std::string_view header);

// Whether two schemes are the same, in ASCII of any case.
[[nodiscard]] bool IsScheme(std::string_view scheme, std::string_view lower_case_name);

struct Credentials {
  std::string_view id;
  std::string_view secret;
};

// The id and secret of a Basic header's base64 text, as views into `room`. Nothing if it is not
// canonical base64, has no colon, or is longer than `room`.
[[nodiscard]] std::optional<Credentials> DecodeBasic(std::string_view base64,
                                                     std::span<char, kCredentialsMax> room);

// Decodes application/x-www-form-urlencoded text in `room` (RFC 6749 §2.3.1 wants Basic credentials
// so). Nothing for a broken escape, or if `room` is too small.
[[nodiscard]] std::optional<std::string_view> DecodePercent(std::string_view text,
                                                            std::span<char, kCredentialsMax> room);

}  // namespace writ::api
