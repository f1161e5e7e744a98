#include "api/sandbox/routes.h"

#include <memory>
#include <utility>

#include "api/guard.h"
#include "api/sandbox/authorize.h"
#include "api/sandbox/clients.h"
#include "api/sandbox/clock.h"
#include "api/sandbox/keys.h"
#include "api/sandbox/request.h"
#include "api/sandbox/tokens.h"

namespace writ::api {

std::vector<http::Route> SandboxRoutes(const oauth::Services& services, SandboxDemo demo) {
  using enum http::Method;
  if (!services.sandbox) return {};
  const auto at = [&services](PublicVerb verb) { return ForAnybody(services, verb); };
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
  for (http::Route& route : routes) {
    route.endpoint = ForLoopback(services, std::move(route.endpoint));
  }
  return routes;
}

}  // namespace writ::api
