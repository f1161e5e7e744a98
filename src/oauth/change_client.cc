#include "oauth/change_client.h"

#include "oauth/register_client.h"

namespace writ::oauth {

Result<ChangeClient, ErrorCode> PatchClient(const Client& client, const ClientProfile& profile,
                                            const ClientPatch& patch) {
  ChangeClient change{client, profile};
  change.client.Settings() = patch.settings.value_or(client);
  change.client.scopes = patch.scopes.value_or(client.scopes);
  if (patch.name) {
    if (!IsDisplayName(*patch.name)) return Fail(ErrorCode::kClientNameInvalid);
    change.profile.name = *patch.name;
  }
  if (patch.redirect_uris) {
    TRY_VOID(CheckRedirectUris(*patch.redirect_uris));
    change.profile.redirect_uris = *patch.redirect_uris;
  }
  if (NeedsRedirectUri(change.client) && change.profile.redirect_uris.empty()) {
    return Fail(ErrorCode::kRedirectUriInvalid);
  }
  return change;
}

Proposal Propose(const ChangeClient& change) {
  return {{ClientIsUnchanged{change.client.id, change.client.changed_at}}, {change}};
}

}  // namespace writ::oauth
