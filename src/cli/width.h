// How much room text takes on a terminal.
#pragma once

#include <cstddef>
#include <string_view>

namespace writ::cli {

// The columns of UTF-8 text: wide characters take two, combining marks none. What is not UTF-8
// takes one column a byte.
[[nodiscard]] std::size_t DisplayWidth(std::string_view text);

}  // namespace writ::cli
