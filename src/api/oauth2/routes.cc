#include "api/oauth2/routes.h"

#include "api/client_authentication.h"
#include "api/guard.h"
#include "api/oauth2/introspect_token.h"
#include "api/oauth2/metadata.h"
#include "api/oauth2/openapi.h"
#include "api/oauth2/revoke_token.h"
#include "api/oauth2/tokens.h"

namespace writ::api {

std::vector<http::Route> OAuthRoutes(const oauth::Services& services) {
  using enum http::Method;
  const auto client = [&services](ClientVerb verb) { return ForClient(services, verb); };
  const auto anybody = [&services](PublicVerb verb) { return ForAnybody(services, verb); };
  return {
      {kPost, "/oauth2/introspect", client(IntrospectToken)},
      {kPost, "/oauth2/tokens", client(PostTokens)},
      {kDelete, "/oauth2/tokens", client(DeleteToken)},
      {kPost, "/oauth2/revoke", client(RevokeToken)},
      // Where a client goes that joins the path of Mollie's OpenAPI document to its server's URL.
      {kPost, "/oauth2/oauth2/tokens", client(PostTokens)},
      {kDelete, "/oauth2/oauth2/tokens", client(DeleteToken)},
      {kGet, "/.well-known/oauth-authorization-server", anybody(ShowMetadata)},
      // RFC 8414 §3.1 inserts the well-known path before that of the issuer.
      {kGet, "/.well-known/oauth-authorization-server/", anybody(ShowMetadata)},
      {kGet, "/openapi.yaml", anybody(ShowOpenApi)},
  };
}

}  // namespace writ::api
