#include "oauth/register_client.h"

#include <algorithm>
#include <cstdint>

#include "oauth/redirect_uri.h"

namespace writ::oauth {

namespace {

constexpr std::size_t kNameLengthMax = 100;
constexpr std::size_t kRedirectUrisMax = 20;

// The code point that `text` begins with, taken off it; nothing for what is not UTF-8 (RFC 3629).
bool TakeCodePoint(std::string_view& text, std::uint32_t& code_point) {
  const auto lead = static_cast<std::uint8_t>(text.front());
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (lead >= 0xF8 || (lead >= 0x80 && lead < 0xC0) || text.size() < length) return false;
  code_point = length == 1 ? lead : lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    const auto byte = static_cast<std::uint8_t>(text[i]);
    if ((byte & 0xC0U) != 0x80) return false;
    code_point = (code_point << 6U) | (byte & 0x3FU);
  }
  constexpr std::uint32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
  text.remove_prefix(length);
  return code_point >= kSmallest[length] && code_point <= 0x10FFFF &&
         (code_point < 0xD800 || code_point > 0xDFFF);
}

// Control characters, and those that reorder or hide the text around them on a consent page.
bool MayMislead(std::uint32_t code_point) {
  return code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0) ||
         (code_point >= 0x200B && code_point <= 0x200F) ||
         (code_point >= 0x2028 && code_point <= 0x202E) ||
         (code_point >= 0x2060 && code_point <= 0x206F) || code_point == 0xFEFF;
}

}  // namespace

bool IsDisplayName(std::string_view name) {
  std::size_t length = 0;
  bool visible = false;
  while (!name.empty()) {
    std::uint32_t code_point = 0;
    if (!TakeCodePoint(name, code_point) || MayMislead(code_point)) return false;
    if (++length > kNameLengthMax) return false;
    visible = visible || code_point != ' ';
  }
  return visible;
}

Result<void, ErrorCode> CheckRedirectUris(const std::vector<std::string>& uris) {
  if (uris.size() > kRedirectUrisMax) return Fail(ErrorCode::kRedirectUriInvalid);
  for (const std::string& uri : uris) {
    if (HasWildcard(uri)) return Fail(ErrorCode::kRedirectUriWildcard);
    if (!MayBeRegistered(uri)) return Fail(ErrorCode::kRedirectUriInvalid);
  }
  return {};
}

bool NeedsRedirectUri(const Client& client) {
  return !client.resource_server && !client.any_loopback_redirect;
}

Result<MakeClient, ErrorCode> RegisterClient(const NewClient& request,
                                             const SecretHash& secret_hash,
                                             const SealSecret& seal_secret) {
  if (!IsDisplayName(request.name)) return Fail(ErrorCode::kClientNameInvalid);
  TRY_VOID(CheckRedirectUris(request.redirect_uris));
  MakeClient change;
  change.client.preset = request.preset;
  change.client.resource_server = request.resource_server;
  change.client.any_loopback_redirect = request.any_loopback_redirect;
  change.client.scopes = request.scopes;
  change.client.rotation_grace = request.rotation_grace;
  change.client.seal_secret = seal_secret;
  change.client.secrets[0] = secret_hash;
  change.client.secret_count = 1;
  change.profile = {request.name, request.redirect_uris};
  if (NeedsRedirectUri(change.client) && request.redirect_uris.empty()) {
    return Fail(ErrorCode::kRedirectUriInvalid);
  }
  return change;
}

}  // namespace writ::oauth
