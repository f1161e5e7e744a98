#include "api/routes.h"

#include <memory>
#include <utility>

#include "api/introspect_token.h"
#include "api/metadata.h"
#include "api/openapi.h"
#include "api/organization.h"
#include "api/permissions.h"
#include "api/revoke_token.h"
#include "api/sandbox_authorize.h"
#include "api/sandbox_clients.h"
#include "api/sandbox_clock.h"
#include "api/sandbox_keys.h"
#include "api/sandbox_tokens.h"
#include "api/tokens.h"

namespace writ::api {

namespace {

using enum http::Method;

using Verb = void (*)(const oauth::Services&, http::Exchange&);

http::Endpoint Bind(const oauth::Services& services, Verb verb) {
  return [&services, verb](http::Exchange& exchange) { verb(services, exchange); };
}

}  // namespace

std::vector<http::Route> OAuthRoutes(const oauth::Services& services) {
  const auto at = [&services](Verb verb) { return Bind(services, verb); };
  return {
      {kPost, "/oauth2/introspect", at(IntrospectToken)},
      {kPost, "/oauth2/tokens", at(PostTokens)},
      {kDelete, "/oauth2/tokens", at(DeleteToken)},
      {kPost, "/oauth2/revoke", at(RevokeToken)},
      // Where a client goes that joins the path of Mollie's OpenAPI document to its server's URL.
      {kPost, "/oauth2/oauth2/tokens", at(PostTokens)},
      {kDelete, "/oauth2/oauth2/tokens", at(DeleteToken)},
      {kGet, "/v2/permissions", at(ListPermissions)},
      {kGet, "/v2/permissions/", at(ShowPermission)},
      {kGet, "/v2/organizations/me", at(ShowOrganization)},
      {kGet, "/.well-known/oauth-authorization-server", at(ShowMetadata)},
      // RFC 8414 §3.1 inserts the well-known path before that of the issuer.
      {kGet, "/.well-known/oauth-authorization-server/", at(ShowMetadata)},
      {kGet, "/openapi.yaml", at(ShowOpenApi)},
  };
}

std::vector<http::Route> SandboxRoutes(const oauth::Services& services, SandboxDemo demo) {
  if (!services.sandbox) return {};
  const auto at = [&services](Verb verb) { return Bind(services, verb); };
  const auto clock = std::make_shared<SandboxClock>(services);
  return {
      {kPost, "/_sandbox/info",
       [&services, demo = std::move(demo)](http::Exchange& exchange) {
         ShowSandboxInfo(services, demo, exchange);
       }},
      {kPost, "/_sandbox/authorize", at(SandboxAuthorize)},
      {kPost, "/_sandbox/tokens", at(SandboxTokens)},
      {kPost, "/_sandbox/clients", at(SandboxClients)},
      {kPost, "/_sandbox/clock", [clock](http::Exchange& exchange) { clock->Advance(exchange); }},
      {kPost, "/_sandbox/keys", at(SandboxMakeKey)},
      {kPost, "/_sandbox/keys/revoke", at(SandboxRevokeKey)},
  };
}

}  // namespace writ::api
