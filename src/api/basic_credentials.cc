#include "api/basic_credentials.h"

#include <algorithm>
#include <cstdint>
#include <span>

#include "base/ascii.h"
#include "base/base64.h"
#include "base/percent.h"
#include "base/siphash.h"
#include "base/wipe.h"

namespace writ::api {

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
  return EqualsIgnoringCase(scheme, lower_case_name);
}

std::optional<Credentials> DecodeBasic(std::string_view base64,
                                       std::span<char, kCredentialsMax> room) {
  const std::optional<std::size_t> size = DecodeBase64(base64, room);
  if (!size) return std::nullopt;
  const std::string_view text(room.data(), *size);
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  return Credentials{text.substr(0, colon), text.substr(colon + 1)};
}

std::optional<std::string_view> DecodePercent(std::string_view text,
                                              std::span<char, kCredentialsMax> room) {
  if (text.size() > room.size()) return std::nullopt;
  const char* const end = PercentDecode(text, Plus::kIsSpace, room.data());
  if (end == nullptr) return std::nullopt;
  return std::string_view(room.data(), static_cast<std::size_t>(end - room.data()));
}

}  // namespace writ::api
