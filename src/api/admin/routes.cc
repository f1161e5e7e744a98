#include "api/admin/routes.h"

#include <array>
#include <memory>
#include <string_view>
#include <utility>

#include "api/admin/call.h"
#include "api/admin/verbs.h"
#include "api/respond.h"

namespace writ::api {

std::vector<http::Route> AdminRoutes(const oauth::Services& services, AdminOptions options) {
  using enum http::Method;
  struct Row {
    http::Method method;
    std::string_view path;
    admin::AdminVerb verb;
  };
  constexpr auto kTable = std::to_array<Row>({
      {kGet, "/admin/v1/clients", admin::ListClients},
      {kPost, "/admin/v1/clients", admin::CreateClient},
      {kGet, "/admin/v1/clients/{}", admin::ShowClient},
      {kPatch, "/admin/v1/clients/{}", admin::PatchClient},
      {kDelete, "/admin/v1/clients/{}", admin::DeleteClient},
      {kPost, "/admin/v1/clients/{}/rotate-secret", admin::RotateClientSecret},
      {kPost, "/admin/v1/clients/{}/revoke", admin::RevokeClient},
      {kGet, "/admin/v1/merchants", admin::ListMerchants},
      {kPost, "/admin/v1/merchants", admin::CreateMerchant},
      {kGet, "/admin/v1/merchants/{}", admin::ShowMerchant},
      {kPatch, "/admin/v1/merchants/{}", admin::PatchMerchant},
      {kDelete, "/admin/v1/merchants/{}", admin::DeleteMerchant},
      {kPost, "/admin/v1/merchants/{}/revoke", admin::RevokeMerchant},
      {kPost, "/admin/v1/merchants/{}/login-link", admin::MakeLoginLink},
      {kPost, "/admin/v1/merchants/{}/sign-out", admin::SignMerchantOut},
      {kGet, "/admin/v1/grants", admin::ListGrants},
      {kGet, "/admin/v1/grants/{}", admin::ShowGrant},
      {kPost, "/admin/v1/grants/{}/revoke", admin::RevokeGrant},
      {kPost, "/admin/v1/tokens", admin::MintToken},
      {kPost, "/admin/v1/tokens/inspect", admin::InspectToken},
      {kPost, "/admin/v1/tokens/revoke", admin::RevokeAnyToken},
      {kGet, "/admin/v1/scopes", admin::ListScopes},
      {kPost, "/admin/v1/scopes", admin::ApplyScopes},
      {kGet, "/admin/v1/scopes/{}", admin::ShowScope},
      {kPost, "/admin/v1/scopes/{}/retire", admin::RetireScope},
      {kGet, "/admin/v1/keys", admin::ListKeys},
      {kPost, "/admin/v1/keys", admin::RotateKey},
      {kPost, "/admin/v1/keys/{}/retire", admin::RetireKey},
      {kGet, "/admin/v1/server", admin::ShowServer},
      {kPost, "/admin/v1/server/revoke", admin::RevokeEverything},
  });
  const auto shared = std::make_shared<const AdminOptions>(std::move(options));
  std::vector<http::Route> routes;
  routes.reserve(kTable.size());
  for (const Row& row : kTable) {
    routes.push_back(
        {row.method, row.path, admin::ForOperator(services, shared, row.path, row.verb)});
  }
  return routes;
}

http::OwnedResponse AdminFace(const http::ProtocolError& error) {
  return Problem(error.status, error.description);
}

}  // namespace writ::api
