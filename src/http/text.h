// Blanks around what a client sends.
#pragma once

#include <string_view>

namespace writ::http {

// Without blanks and tabs at both ends.
[[nodiscard]] std::string_view Trimmed(std::string_view text);

}  // namespace writ::http
