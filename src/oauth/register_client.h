// Registering an app.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "oauth/change.h"
#include "oauth/errors.h"
#include "oauth/records/records.h"

namespace writ::oauth {

struct NewClient {
  std::string name;
  std::vector<std::string> redirect_uris;
  Preset preset = Preset::kMollie;
  ClientSettings settings{};
  AllowedScopes scopes{};
};

// The change that registers it: kClientNameInvalid, or what CheckRedirectUris says;
// kRedirectUriInvalid too where one is needed and there is none. `secret_hash` is of the secret
// that is shown once; `seal_secret` is random.
[[nodiscard]] Result<MakeClient, ErrorCode> RegisterClient(const NewClient& request,
                                                           const SecretHash& secret_hash,
                                                           const SealSecret& seal_secret);

// Each may be registered, and there are at most 20: kRedirectUriInvalid, kRedirectUriWildcard.
[[nodiscard]] Result<void, ErrorCode> CheckRedirectUris(const std::vector<std::string>& uris);

// Whether the app cannot be used without a redirect URI: all but resource servers, and those that
// take any loopback one.
[[nodiscard]] bool NeedsRedirectUri(const Client& client);

// Whether `name` can be shown to people: 1 to 100 code points of valid UTF-8 without control
// characters.
[[nodiscard]] bool IsDisplayName(std::string_view name);
// The same for a text of up to `length_max` code points.
[[nodiscard]] bool IsDisplayText(std::string_view text, std::size_t length_max);

}  // namespace writ::oauth
