#include "api/guard.h"

#include "api/client_authentication.h"
#include "api/respond.h"

namespace writ::api {

http::Endpoint ForAnybody(const oauth::Services& services, PublicVerb verb) {
  return [&services, verb](http::Exchange& exchange) { verb(services, exchange); };
}

http::Endpoint ForClient(const oauth::Services& services, ClientVerb verb) {
  return [&services, verb](http::Exchange& exchange) {
    const auto refuse = [&exchange](const OAuthRefusal& refusal) {
      AnswerBuffer buffer;
      exchange.Answer(OAuthError(refusal, buffer));
    };
    const auto parameters = Parameters::Read(exchange.GetRequest());
    if (!parameters) return refuse(parameters.error());
    const auto client = AuthenticateClient(services, exchange.GetRequest(), *parameters);
    if (!client) return refuse(client.error());
    verb(services, exchange, *client, *parameters);
  };
}

}  // namespace writ::api
