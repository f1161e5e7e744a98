#include "base/base62.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "base/check.h"

namespace writ {
namespace {

__extension__ typedef unsigned __int128 Uint128;

constexpr std::string_view kAlphabet =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
static_assert(std::endian::native == std::endian::little);
constexpr std::uint64_t kRadix = 62;
constexpr std::uint64_t kRadixSquared = kRadix * kRadix;
// A block is split in two numbers of one machine word: up to 9 digits, and these 10.
constexpr std::size_t kLowDigits = 10;
constexpr std::uint64_t kLowRange = 839299365868340224U;  // 62^10
constexpr std::size_t kBlockDigits = kBase62BlockDigits[kBase62BlockBytes];

// Two digits at a time halve the divisions.
constexpr std::array<std::array<char, 2>, kRadixSquared> kPairs = [] {
  std::array<std::array<char, 2>, kRadixSquared> pairs{};
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    pairs[i] = {kAlphabet[i / kRadix], kAlphabet[i % kRadix]};
  }
  return pairs;
}();

constexpr std::uint8_t kNoDigit = 255;
constexpr std::array<std::uint8_t, 256> kValues = [] {
  std::array<std::uint8_t, 256> values{};
  for (std::uint8_t& value : values) value = kNoDigit;
  for (std::size_t i = 0; i < kAlphabet.size(); ++i) {
    values[static_cast<std::uint8_t>(kAlphabet[i])] = static_cast<std::uint8_t>(i);
  }
  return values;
}();

// How many bytes a block of so many digits holds; 255: no block has that many.
constexpr std::array<std::uint8_t, kBlockDigits + 1> kBytesOf = [] {
  std::array<std::uint8_t, kBlockDigits + 1> bytes_of{};
  for (std::uint8_t& bytes : bytes_of) bytes = 255;
  for (std::size_t i = 0; i < kBase62BlockDigits.size(); ++i) {
    bytes_of[kBase62BlockDigits[i]] = static_cast<std::uint8_t>(i);
  }
  return bytes_of;
}();

void WriteDigits(std::uint64_t value, std::span<char> text) {
  std::size_t left = text.size();
  while (left >= 2) {
    left -= 2;
    const std::array<char, 2>& pair = kPairs[value % kRadixSquared];
    value /= kRadixSquared;
    text[left] = pair[0];
    text[left + 1] = pair[1];
  }
  if (left == 1) text[0] = kAlphabet[value];
}

// A whole block in two loads; only a last block goes byte by byte.
Uint128 ReadNumber(std::span<const std::uint8_t> bytes) {
  if (bytes.size() == kBase62BlockBytes) {
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    std::memcpy(&first, bytes.data(), 8);
    std::memcpy(&last, bytes.last(8).data(), 8);
    return static_cast<Uint128>(__builtin_bswap64(first)) << 48U |
           (__builtin_bswap64(last) & 0xffffffffffffU);
  }
  Uint128 value = 0;
  for (const std::uint8_t byte : bytes) value = value << 8U | byte;
  return value;
}

// The low bytes of `value`; false when it has more than there is room for.
bool WriteNumber(Uint128 value, std::span<std::uint8_t> bytes) {
  if (bytes.size() == kBase62BlockBytes) {
    const std::uint64_t first = __builtin_bswap64(static_cast<std::uint64_t>(value >> 48U));
    const std::uint64_t last = __builtin_bswap64(static_cast<std::uint64_t>(value));
    std::memcpy(bytes.data(), &first, 8);
    std::memcpy(bytes.last(8).data(), &last, 8);
    return value >> 112U == 0;
  }
  for (std::size_t i = bytes.size(); i > 0; --i) {
    bytes[i - 1] = static_cast<std::uint8_t>(value);
    value >>= 8U;
  }
  return value == 0;
}

void EncodeBlock(std::span<const std::uint8_t> bytes, std::span<char> text) {
  const Uint128 value = ReadNumber(bytes);
  if (text.size() <= kLowDigits) {
    WriteDigits(static_cast<std::uint64_t>(value), text);
    return;
  }
  const std::size_t high_digits = text.size() - kLowDigits;
  const auto high = static_cast<std::uint64_t>(value / kLowRange);
  WriteDigits(high, text.first(high_digits));
  WriteDigits(static_cast<std::uint64_t>(value) - high * kLowRange, text.subspan(high_digits));
}

// Adds to `seen` every bit of every digit's value, so that one test afterwards finds a character
// that is no digit.
std::uint64_t ReadDigits(std::string_view text, unsigned& seen) {
  std::uint64_t value = 0;
  const auto read = [&](std::size_t i) -> std::uint64_t {
    const std::uint8_t digit = kValues[static_cast<std::uint8_t>(text[i])];
    seen |= digit;
    return digit;
  };
  std::size_t i = text.size() % 2;
  if (i == 1) value = read(0);
  // Two digits at a time halve the chain of multiplications.
  for (; i < text.size(); i += 2) value = value * kRadixSquared + read(i) * kRadix + read(i + 1);
  return value;
}

bool DecodeBlock(std::string_view text, std::span<std::uint8_t> bytes) {
  unsigned seen = 0;
  const std::size_t high_digits = text.size() > kLowDigits ? text.size() - kLowDigits : 0;
  const Uint128 high = ReadDigits(text.substr(0, high_digits), seen);
  const Uint128 value = high * kLowRange + ReadDigits(text.substr(high_digits), seen);
  return seen <= 63U && WriteNumber(value, bytes);
}

}  // namespace

std::size_t EncodeBase62Into(std::span<const std::uint8_t> bytes, std::span<char> text) {
  const std::size_t size = Base62Size(bytes.size());
  CHECK(text.size() >= size);
  text = text.first(size);
  while (!bytes.empty()) {
    const std::size_t block = std::min(bytes.size(), kBase62BlockBytes);
    EncodeBlock(bytes.first(block), text.first(kBase62BlockDigits[block]));
    text = text.subspan(kBase62BlockDigits[block]);
    bytes = bytes.subspan(block);
  }
  return size;
}

std::string EncodeBase62(std::span<const std::uint8_t> bytes) {
  std::string text(Base62Size(bytes.size()), '\0');
  EncodeBase62Into(bytes, text);
  return text;
}

std::optional<std::size_t> DecodeBase62Into(std::string_view text, std::span<std::uint8_t> bytes) {
  const std::size_t tail = kBytesOf[text.size() % kBlockDigits];
  if (tail > kBase62BlockBytes) return std::nullopt;
  const std::size_t size = text.size() / kBlockDigits * kBase62BlockBytes + tail;
  if (size > bytes.size()) return std::nullopt;
  bytes = bytes.first(size);
  while (!bytes.empty()) {
    const std::size_t block = std::min(bytes.size(), kBase62BlockBytes);
    const std::size_t digits = kBase62BlockDigits[block];
    if (!DecodeBlock(text.substr(0, digits), bytes.first(block))) return std::nullopt;
    text.remove_prefix(digits);
    bytes = bytes.subspan(block);
  }
  return size;
}

std::optional<std::vector<std::uint8_t>> DecodeBase62(std::string_view text) {
  std::vector<std::uint8_t> bytes((text.size() / kBlockDigits + 1) * kBase62BlockBytes);
  const std::optional<std::size_t> size = DecodeBase62Into(text, bytes);
  if (!size) return std::nullopt;
  bytes.resize(*size);
  return bytes;
}

}  // namespace writ
