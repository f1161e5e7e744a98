#include "base/base64.h"

#include <array>
#include <cstddef>

namespace writ {
namespace {

constexpr std::string_view kStandard =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kUrl =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

using Values = std::array<std::uint8_t, 256>;
constexpr std::uint8_t kNoDigit = 64;

constexpr Values ValuesOf(std::string_view alphabet) {
  Values values{};
  for (std::uint8_t& value : values) value = kNoDigit;
  for (std::size_t i = 0; i < alphabet.size(); ++i) {
    values[static_cast<std::uint8_t>(alphabet[i])] = static_cast<std::uint8_t>(i);
  }
  return values;
}
constexpr Values kStandardValues = ValuesOf(kStandard);
constexpr Values kUrlValues = ValuesOf(kUrl);

std::string Encode(std::span<const std::uint8_t> bytes, std::string_view alphabet) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  std::uint32_t bits = 0;
  unsigned count = 0;  // of the bits that wait
  for (const std::uint8_t byte : bytes) {
    bits = bits << 8U | byte;
    for (count += 8; count >= 6;) {
      count -= 6;
      text.push_back(alphabet[bits >> count & 63U]);
    }
  }
  if (count > 0) text.push_back(alphabet[bits << (6 - count) & 63U]);
  return text;
}

// To `out`, which has room for three bytes of four digits; how many it were.
std::optional<std::size_t> Decode(std::string_view text, const Values& values, char* out) {
  if (text.size() % 4 == 1) return std::nullopt;
  std::size_t size = 0;
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char digit : text) {
    const std::uint8_t value = values[static_cast<std::uint8_t>(digit)];
    if (value == kNoDigit) return std::nullopt;
    bits = bits << 6U | value;
    count += 6;
    if (count >= 8) {
      count -= 8;
      out[size++] = static_cast<char>(bits >> count & 255U);
    }
  }
  // What is left over must be zero, or two texts would mean the same bytes.
  if ((bits & ((1U << count) - 1U)) != 0) return std::nullopt;
  return size;
}

std::optional<std::string> Decode(std::string_view text, const Values& values) {
  std::string bytes(text.size() * 3 / 4, '\0');
  const std::optional<std::size_t> size = Decode(text, values, bytes.data());
  if (!size) return std::nullopt;
  bytes.resize(*size);
  return bytes;
}

// Nothing for padding that is not whole.
std::optional<std::string_view> WithoutPadding(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  for (int i = 0; i < 2 && text.ends_with('='); ++i) text.remove_suffix(1);
  return text;
}

std::span<const std::uint8_t> BytesOf(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

}  // namespace

std::string EncodeBase64(std::span<const std::uint8_t> bytes) {
  std::string text = Encode(bytes, kStandard);
  text.append((4 - text.size() % 4) % 4, '=');
  return text;
}

std::string EncodeBase64(std::string_view bytes) { return EncodeBase64(BytesOf(bytes)); }

std::optional<std::string> DecodeBase64(std::string_view text) {
  const std::optional<std::string_view> digits = WithoutPadding(text);
  return digits ? Decode(*digits, kStandardValues) : std::nullopt;
}

std::optional<std::size_t> DecodeBase64(std::string_view text, std::span<char> room) {
  const std::optional<std::string_view> digits = WithoutPadding(text);
  if (!digits || text.size() / 4 * 3 > room.size()) return std::nullopt;
  return Decode(*digits, kStandardValues, room.data());
}

std::string EncodeBase64Url(std::span<const std::uint8_t> bytes) { return Encode(bytes, kUrl); }

std::string EncodeBase64Url(std::string_view bytes) { return EncodeBase64Url(BytesOf(bytes)); }

std::optional<std::string> DecodeBase64Url(std::string_view text) {
  return Decode(text, kUrlValues);
}

}  // namespace writ
