#include "oauth/register_client.h"

#include <algorithm>
#include <cstdint>

#include "base/utf8.h"
#include "oauth/redirect_uri.h"

namespace writ::oauth {

namespace {

constexpr std::size_t kNameLengthMax = 100;
constexpr std::size_t kRedirectUrisMax = 20;

// Control characters, and those that reorder or hide the text around them on a consent page.
bool MayMislead(std::uint32_t code_point) {
  return code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0) ||
         (code_point >= 0x200B && code_point <= 0x200F) ||
         (code_point >= 0x2028 && code_point <= 0x202E) ||
         (code_point >= 0x2060 && code_point <= 0x206F) || code_point == 0xFEFF;
}

}  // namespace

bool IsDisplayName(std::string_view name) { return IsDisplayText(name, kNameLengthMax); }

bool IsDisplayText(std::string_view text, std::size_t length_max) {
  std::size_t length = 0;
  bool visible = false;
  while (!text.empty()) {
    std::uint32_t code_point = 0;
    if (!TakeCodePoint(text, code_point) || MayMislead(code_point)) return false;
    if (++length > length_max) return false;
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
  change.client.Settings() = request.settings;
  change.client.preset = request.preset;
  change.client.scopes = request.scopes;
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
