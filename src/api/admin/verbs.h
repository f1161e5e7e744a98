// The verbs of the admin API, one function per row of the table in admin.cc.
#pragma once

#include "api/admin/call.h"

namespace writ::api::admin {

// admin_clients.cc
[[nodiscard]] AdminOutcome ListClients(const AdminCall& call);
[[nodiscard]] AdminOutcome CreateClient(const AdminCall& call);
[[nodiscard]] AdminOutcome ShowClient(const AdminCall& call);
// Merge patch of enabled, name, redirect_uris, resource_server, scope and rotation_grace.
[[nodiscard]] AdminOutcome PatchClient(const AdminCall& call);
[[nodiscard]] AdminOutcome DeleteClient(const AdminCall& call);
// A new secret; the one before stays valid unless `drop_old` is true.
[[nodiscard]] AdminOutcome RotateClientSecret(const AdminCall& call);
[[nodiscard]] AdminOutcome RevokeClient(const AdminCall& call);

// admin_merchants.cc
[[nodiscard]] AdminOutcome ListMerchants(const AdminCall& call);
[[nodiscard]] AdminOutcome CreateMerchant(const AdminCall& call);
[[nodiscard]] AdminOutcome ShowMerchant(const AdminCall& call);
[[nodiscard]] AdminOutcome PatchMerchant(const AdminCall& call);
[[nodiscard]] AdminOutcome DeleteMerchant(const AdminCall& call);
[[nodiscard]] AdminOutcome RevokeMerchant(const AdminCall& call);
[[nodiscard]] AdminOutcome SignMerchantOut(const AdminCall& call);

// admin_login_link.cc: a one-time link that signs the merchant in.
[[nodiscard]] AdminOutcome MakeLoginLink(const AdminCall& call);

// admin_grants.cc
[[nodiscard]] AdminOutcome ListGrants(const AdminCall& call);
[[nodiscard]] AdminOutcome ShowGrant(const AdminCall& call);
[[nodiscard]] AdminOutcome RevokeGrant(const AdminCall& call);

// admin_mint.cc
[[nodiscard]] AdminOutcome MintToken(const AdminCall& call);

// admin_tokens.cc
[[nodiscard]] AdminOutcome InspectToken(const AdminCall& call);
[[nodiscard]] AdminOutcome RevokeAnyToken(const AdminCall& call);

// scopes.cc
[[nodiscard]] AdminOutcome ListScopes(const AdminCall& call);
// Makes and changes scopes, all or none; those that it does not name stay as they are.
[[nodiscard]] AdminOutcome ApplyScopes(const AdminCall& call);
[[nodiscard]] AdminOutcome ShowScope(const AdminCall& call);
[[nodiscard]] AdminOutcome RetireScope(const AdminCall& call);

// admin_keys.cc
[[nodiscard]] AdminOutcome ListKeys(const AdminCall& call);
[[nodiscard]] AdminOutcome RotateKey(const AdminCall& call);
// To "open-refresh-only" or "dead".
[[nodiscard]] AdminOutcome RetireKey(const AdminCall& call);

// admin_server.cc
[[nodiscard]] AdminOutcome ShowServer(const AdminCall& call);
[[nodiscard]] AdminOutcome RevokeEverything(const AdminCall& call);

}  // namespace writ::api::admin
