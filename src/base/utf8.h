// UTF-8 (RFC 3629): what is well-formed, and its code points one by one.
#pragma once

#include <cstdint>
#include <string_view>

namespace writ {

// Well-formed UTF-8 without NUL.
[[nodiscard]] bool IsText(std::string_view bytes);

// Takes the code point that `text`, which is not empty, begins with off it. False, and `text` is as
// it was, where no well-formed sequence begins.
[[nodiscard]] bool TakeCodePoint(std::string_view& text, std::uint32_t& code_point);

}  // namespace writ
