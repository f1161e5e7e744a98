// Bytes as letters and digits: in blocks of 14 bytes to 19 base62 digits, big-endian, the last
// block with as few digits as its bytes need. A block never exceeds its bytes and every number of
// bytes has its own number of digits, so that a value has exactly one text (the form of tokens).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace writ {

inline constexpr std::size_t kBase62BlockBytes = 14;
inline constexpr std::array<std::uint8_t, kBase62BlockBytes + 1> kBase62BlockDigits = {
    0, 2, 3, 5, 6, 7, 9, 10, 11, 13, 14, 15, 17, 18, 19};

// The number of digits of `bytes` bytes.
[[nodiscard]] constexpr std::size_t Base62Size(std::size_t bytes) {
  return bytes / kBase62BlockBytes * kBase62BlockDigits[kBase62BlockBytes] +
         kBase62BlockDigits[bytes % kBase62BlockBytes];
}

// Writes the Base62Size(bytes.size()) digits to the start of `text`, which must have room; returns
// their number. Does not allocate. Thread-safe, like all here.
std::size_t EncodeBase62Into(std::span<const std::uint8_t> bytes, std::span<char> text);
[[nodiscard]] std::string EncodeBase62(std::span<const std::uint8_t> bytes);

// Writes the decoded bytes to the start of `bytes` and returns their number. Nothing for a text
// that EncodeBase62 does not return, or whose bytes do not fit; `bytes` is then unspecified. Does
// not allocate.
[[nodiscard]] std::optional<std::size_t> DecodeBase62Into(std::string_view text,
                                                          std::span<std::uint8_t> bytes);
[[nodiscard]] std::optional<std::vector<std::uint8_t>> DecodeBase62(std::string_view text);

}  // namespace writ
