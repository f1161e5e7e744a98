#include "api/oauth2/metadata.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "api/respond.h"

namespace writ::api {

std::string Metadata(const std::string& issuer, const oauth::Catalogue& catalogue) {
  const boost::json::array authentications{"client_secret_basic", "client_secret_post"};
  boost::json::array scopes;
  for (const auto& scope : catalogue.All()) {
    if (!scope->retired) scopes.emplace_back(scope->name);
  }
  return boost::json::serialize(boost::json::object{
      {"issuer", issuer},
      {"authorization_endpoint", issuer + "/oauth2/authorize"},
      {"token_endpoint", issuer + "/oauth2/tokens"},
      {"revocation_endpoint", issuer + "/oauth2/revoke"},
      {"introspection_endpoint", issuer + "/oauth2/introspect"},
      {"scopes_supported", std::move(scopes)},
      {"response_types_supported", boost::json::array{"code"}},
      {"response_modes_supported", boost::json::array{"query"}},
      {"grant_types_supported",
       boost::json::array{"authorization_code", "refresh_token", "client_credentials"}},
      {"token_endpoint_auth_methods_supported", authentications},
      {"revocation_endpoint_auth_methods_supported", authentications},
      {"introspection_endpoint_auth_methods_supported", authentications},
      {"code_challenge_methods_supported", boost::json::array{"S256"}},
      {"authorization_response_iss_parameter_supported", true},
      {"ui_locales_supported", boost::json::array{"en-US", "nl-NL", "nl-BE", "fr-FR", "fr-BE",
                                                  "de-DE", "es-ES", "it-IT"}}});
}

void ShowMetadata(const oauth::Services& services, http::Exchange& exchange) {
  const std::string body =
      Metadata(services.IssuerFor(exchange.GetRequest().tls), *services.ledger.FindCatalogue());
  exchange.Answer({200, kJson, "Cache-Control: max-age=300\r\n", body});
}

}  // namespace writ::api
