#include "api/oauth2/routes.h"

#include "api/oauth2/introspect_token.h"
#include "api/oauth2/metadata.h"
#include "api/oauth2/openapi.h"
#include "api/oauth2/revoke_token.h"
#include "api/oauth2/tokens.h"
#include "api/verb.h"

namespace writ::api {

std::vector<http::Route> OAuthRoutes(const oauth::Services& services) {
  using enum http::Method;
  const auto at = [&services](Verb verb) { return Bind(services, verb); };
  return {
      {kPost, "/oauth2/introspect", at(IntrospectToken)},
      {kPost, "/oauth2/tokens", at(PostTokens)},
      {kDelete, "/oauth2/tokens", at(DeleteToken)},
      {kPost, "/oauth2/revoke", at(RevokeToken)},
      // Where a client goes that joins the path of Mollie's OpenAPI document to its server's URL.
      {kPost, "/oauth2/oauth2/tokens", at(PostTokens)},
      {kDelete, "/oauth2/oauth2/tokens", at(DeleteToken)},
      {kGet, "/.well-known/oauth-authorization-server", at(ShowMetadata)},
      // RFC 8414 §3.1 inserts the well-known path before that of the issuer.
      {kGet, "/.well-known/oauth-authorization-server/", at(ShowMetadata)},
      {kGet, "/openapi.yaml", at(ShowOpenApi)},
  };
}

}  // namespace writ::api
