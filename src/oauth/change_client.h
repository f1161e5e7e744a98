// Changing an app.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "oauth/change.h"
#include "oauth/errors.h"
#include "oauth/records/records.h"

namespace writ::oauth {

// What is to be different; absent members stay as they are.
struct ClientPatch {
  std::optional<std::string> name;
  std::optional<std::vector<std::string>> redirect_uris;
  std::optional<ClientSettings> settings;  // all of them
  std::optional<AllowedScopes> scopes;
};

// The app as `patch` makes it. What it would become is judged as at registration (RegisterClient
// has the errors), but for what stays as it is: that was judged then.
[[nodiscard]] Result<ChangeClient, ErrorCode> PatchClient(const Client& client,
                                                          const ClientProfile& profile,
                                                          const ClientPatch& patch);

// `change` on the condition that nobody has changed the app since it was read.
[[nodiscard]] Proposal Propose(const ChangeClient& change);

}  // namespace writ::oauth
