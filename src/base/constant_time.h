// Comparing secrets in a time that tells nothing of where they differ.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace writ {

// Whether both hold the same bytes. The time depends on the sizes alone; different sizes are
// unequal at once. Thread-safe.
[[nodiscard]] bool EqualInConstantTime(std::span<const std::uint8_t> left,
                                       std::span<const std::uint8_t> right);
[[nodiscard]] bool EqualInConstantTime(std::string_view left, std::string_view right);

}  // namespace writ
