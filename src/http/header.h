// The headers that Writ reads. Whatever is added here is found, kept and moved like the others.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace writ::http {

enum class Header : std::uint8_t {
  kHost,
  kAuthorization,
  kContentType,
  kAccept,
  kAcceptLanguage,
  kCookie,
  kOrigin,
  kSecFetchSite,
};

struct HeaderRow {
  Header header;
  std::string_view name;  // in lower case
  // What is wrong with a second one (RFC 9110 §5.3); empty where the first counts.
  std::string_view repeated;
};

// In the order of the enum.
inline constexpr std::array kHeaders{
    HeaderRow{Header::kHost, "host", "Host must be sent only once."},
    HeaderRow{Header::kAuthorization, "authorization", "Authorization must be sent only once."},
    HeaderRow{Header::kContentType, "content-type", "Content-Type must be sent only once."},
    HeaderRow{Header::kAccept, "accept", ""},
    HeaderRow{Header::kAcceptLanguage, "accept-language", ""},
    HeaderRow{Header::kCookie, "cookie", ""},
    HeaderRow{Header::kOrigin, "origin", "Origin must be sent only once."},
    HeaderRow{Header::kSecFetchSite, "sec-fetch-site", ""},
};

// Their values, trimmed. A header that was not sent is an empty view with a null data pointer, so
// that Has() tells "absent" from "empty".
class Headers {
 public:
  std::string_view& operator[](Header header) { return values_[static_cast<std::size_t>(header)]; }
  std::string_view operator[](Header header) const {
    return values_[static_cast<std::size_t>(header)];
  }

  [[nodiscard]] auto begin() { return values_.begin(); }
  [[nodiscard]] auto end() { return values_.end(); }
  [[nodiscard]] auto begin() const { return values_.begin(); }
  [[nodiscard]] auto end() const { return values_.end(); }

 private:
  std::array<std::string_view, kHeaders.size()> values_{};
};

[[nodiscard]] inline bool Has(std::string_view header) { return header.data() != nullptr; }

}  // namespace writ::http
