#include "oauth/change_client.h"

#include "oauth/register_client.h"

namespace writ::oauth {

Result<ChangeClient, ErrorCode> PatchClient(const Client& client, const ClientProfile& profile,
                                            const ClientPatch& patch) {
  ChangeClient change{client, profile};
  change.client.enabled = patch.enabled.value_or(client.enabled);
  change.client.resource_server = patch.resource_server.value_or(client.resource_server);
  change.client.scopes = patch.scopes.value_or(client.scopes);
  change.client.rotation_grace = patch.rotation_grace.value_or(client.rotation_grace);
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
