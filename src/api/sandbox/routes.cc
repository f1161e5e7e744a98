#include "api/sandbox/routes.h"

#include <memory>
#include <utility>

#include "api/sandbox/authorize.h"
#include "api/sandbox/clients.h"
#include "api/sandbox/clock.h"
#include "api/sandbox/keys.h"
#include "api/sandbox/request.h"
#include "api/sandbox/tokens.h"
#include "api/verb.h"

namespace writ::api {

namespace {

// `endpoint` for those who may call it.
http::Endpoint Guard(const oauth::Services& services, http::Endpoint endpoint) {
  return [&services, endpoint = std::move(endpoint)](http::Exchange& exchange) {
    const auto admitted = AdmitSandboxCaller(services, exchange.GetRequest());
    if (!admitted) return exchange.Answer(admitted.error().View());
    endpoint(exchange);
  };
}

}  // namespace

std::vector<http::Route> SandboxRoutes(const oauth::Services& services, SandboxDemo demo) {
  using enum http::Method;
  if (!services.sandbox) return {};
  const auto at = [&services](Verb verb) { return Bind(services, verb); };
  const auto clock = std::make_shared<SandboxClock>(services);
  std::vector<http::Route> routes = {
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
  for (http::Route& route : routes) route.endpoint = Guard(services, std::move(route.endpoint));
  return routes;
}

}  // namespace writ::api
