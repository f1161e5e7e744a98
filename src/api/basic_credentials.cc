#include "api/basic_credentials.h"

#include <algorithm>
#include <cstdint>
#include <span>

#include "base/siphash.h"
#include "base/wipe.h"

namespace writ::api {

namespace {

constexpr std::uint8_t kNoDigit = 0xFF;

constexpr std::array<std::uint8_t, 256> kBase64Digits = [] {
  constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::array<std::uint8_t, 256> digits{};
  for (std::uint8_t& digit : digits) digit = kNoDigit;
  for (std::size_t i = 0; i < kAlphabet.size(); ++i) {
    digits[static_cast<std::uint8_t>(kAlphabet[i])] = static_cast<std::uint8_t>(i);
  }
  return digits;
}();

std::uint8_t HexDigit(char c) {
  if (c >= '0' && c <= '9') return static_cast<std::uint8_t>(c - '0');
  if (c >= 'A' && c <= 'F') return static_cast<std::uint8_t>(c - 'A' + 10);
  if (c >= 'a' && c <= 'f') return static_cast<std::uint8_t>(c - 'a' + 10);
  return kNoDigit;
}

// The number of bytes written; nothing for text that is not canonical.
std::optional<std::size_t> DecodeBase64Into(std::string_view text,
                                            std::span<char, kCredentialsMax> room) {
  if (text.empty() || text.size() % 4 != 0 || text.size() / 4 * 3 > room.size()) {
    return std::nullopt;
  }
  while (text.size() % 4 != 2 && text.back() == '=') text.remove_suffix(1);
  std::size_t size = 0;
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char c : text) {
    const std::uint8_t digit = kBase64Digits[static_cast<std::uint8_t>(c)];
    if (digit == kNoDigit) return std::nullopt;
    bits = (bits << 6U) | digit;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    room[size++] = static_cast<char>((bits >> count) & 0xFFU);
    bits &= (1U << count) - 1U;
  }
  if (bits != 0) return std::nullopt;
  return size;
}

}  // namespace

CredentialMemo::CredentialMemo(Random& random)
    : first_key_(random.Bytes<16>()), second_key_(random.Bytes<16>()) {}

CredentialMemo::~CredentialMemo() {
  Wipe(first_key_);
  Wipe(second_key_);
}

CredentialMemo::Tag CredentialMemo::TagOf(std::string_view base64) const {
  const std::span bytes(reinterpret_cast<const std::uint8_t*>(base64.data()), base64.size());
  return {SipHash24(first_key_, bytes), SipHash24(second_key_, bytes)};
}

const KnownCredentials* CredentialMemo::Find(std::string_view base64) const {
  const Tag tag = TagOf(base64);
  const Entry& entry = entries_[tag[0] % kEntries];
  return entry.known.client != oauth::ClientId::kNone && entry.tag == tag ? &entry.known : nullptr;
}

void CredentialMemo::Remember(std::string_view base64, const KnownCredentials& known) {
  const Tag tag = TagOf(base64);
  entries_[tag[0] % kEntries] = {tag, known};
}

Authorization SplitAuthorization(std::string_view header) {
  const std::size_t space = header.find(' ');
  if (space == std::string_view::npos) return {header, {}};
  std::string_view credentials = header.substr(space);
  while (!credentials.empty() && credentials.front() == ' ') credentials.remove_prefix(1);
  return {header.substr(0, space), credentials};
}

bool IsScheme(std::string_view scheme, std::string_view lower_case_name) {
  if (scheme.size() != lower_case_name.size()) return false;
  for (std::size_t i = 0; i < scheme.size(); ++i) {
    const char c = scheme[i];
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (lower != lower_case_name[i]) return false;
  }
  return true;
}

std::optional<Credentials> DecodeBasic(std::string_view base64,
                                       std::span<char, kCredentialsMax> room) {
  const std::optional<std::size_t> size = DecodeBase64Into(base64, room);
  if (!size) return std::nullopt;
  const std::string_view text(room.data(), *size);
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  return Credentials{text.substr(0, colon), text.substr(colon + 1)};
}

std::optional<std::string_view> DecodePercent(std::string_view text,
                                              std::span<char, kCredentialsMax> room) {
  if (text.size() > room.size()) return std::nullopt;
  std::size_t size = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      room[size++] = text[i] == '+' ? ' ' : text[i];
      continue;
    }
    if (text.size() - i < 3) return std::nullopt;
    const std::uint8_t high = HexDigit(text[i + 1]);
    const std::uint8_t low = HexDigit(text[i + 2]);
    if (high == kNoDigit || low == kNoDigit) return std::nullopt;
    room[size++] = static_cast<char>(static_cast<unsigned char>(high << 4U | low));
    i += 2;
  }
  return std::string_view(room.data(), size);
}

}  // namespace writ::api
