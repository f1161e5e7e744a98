// Bytes as hexadecimal digits (RFC 4648 §8).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace writ {

// Two lower-case digits a byte. Thread-safe.
[[nodiscard]] std::string EncodeHex(std::span<const std::uint8_t> bytes);
// Digits of either case; nothing for an odd number of them or any other character. Thread-safe.
[[nodiscard]] std::optional<std::vector<std::uint8_t>> DecodeHex(std::string_view text);

}  // namespace writ
