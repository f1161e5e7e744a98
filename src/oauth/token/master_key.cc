#include "oauth/token/master_key.h"

#include <openssl/crypto.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "base/base64.h"
#include "base/hex.h"
#include "base/wipe.h"

namespace writ::oauth {
namespace {

constexpr std::size_t kKeySize = std::tuple_size_v<MasterKey>;

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
bool IsPrintable(char c) { return c >= ' ' && c <= '~'; }

std::string_view Trim(std::string_view text) {
  while (!text.empty() && IsSpace(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsSpace(text.back())) text.remove_suffix(1);
  return text;
}

std::optional<std::string> DecodeAnyBase64(std::string_view text) {
  if (text.ends_with('=')) {
    if (auto standard = DecodeBase64(text)) return standard;
    text.remove_suffix(1);
  }
  if (auto url = DecodeBase64Url(text)) return url;
  return DecodeBase64(std::string(text) + '=');
}

std::optional<MasterKey> KeyOf(std::string_view bytes) {
  if (bytes.size() != kKeySize) return std::nullopt;
  MasterKey key{};
  std::copy(bytes.begin(), bytes.end(), key.begin());
  return key;
}

std::optional<MasterKey> Read(std::string_view text) {
  if (text.size() == kKeySize) {
    if (std::all_of(text.begin(), text.end(), IsPrintable)) return std::nullopt;
    return KeyOf(text);
  }
  text = Trim(text);
  if (auto bytes = DecodeHex(text); bytes && bytes->size() == kKeySize) {
    MasterKey key{};
    std::copy(bytes->begin(), bytes->end(), key.begin());
    Wipe(*bytes);
    return key;
  }
  if (text.size() != 43 && text.size() != 44) return std::nullopt;
  std::optional<std::string> bytes = DecodeAnyBase64(text);
  if (!bytes) return std::nullopt;
  std::optional<MasterKey> key = KeyOf(*bytes);
  OPENSSL_cleanse(bytes->data(), bytes->size());
  return key;
}

}  // namespace

Result<MasterKey> ParseMasterKey(std::string_view text) {
  const std::optional<MasterKey> key = Read(text);
  if (!key) {
    return Fail(
        "The master key must be 32 random bytes, as 64 hexadecimal digits, in base64, or raw.");
  }
  if (*key == MasterKey{}) {
    return Fail("The master key is all zeros; it must be 32 random bytes.");
  }
  return *key;
}

}  // namespace writ::oauth
