// What must be true of text that a client sends, and how it is compared.
#pragma once

#include <string_view>

namespace writ::http {

// Well-formed UTF-8 (RFC 3629) without NUL.
[[nodiscard]] bool IsText(std::string_view bytes);

// ASCII letters are equal in either case; `lower` is in lower case.
[[nodiscard]] bool EqualsIgnoringCase(std::string_view text, std::string_view lower);

// Without blanks and tabs at both ends.
[[nodiscard]] std::string_view Trimmed(std::string_view text);

}  // namespace writ::http
