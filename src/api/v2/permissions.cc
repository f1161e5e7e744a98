#include "api/v2/permissions.h"

#include <boost/json/array.hpp>

#include "api/respond.h"
#include "api/v2/bearer.h"
#include "api/v2/hal.h"
#include "oauth/records/scope.h"

namespace writ::api {

namespace {

constexpr std::string_view kFolder = "/v2/permissions/";

boost::json::object Describe(const oauth::Services& services, const http::Request& request,
                             std::uint8_t index, const oauth::ScopeSet& granted) {
  const oauth::Permission& permission = oauth::Permissions()[index];
  const std::string self = services.IssuerFor(request.tls) + std::string(kFolder);
  return {{"resource", "permission"},
          {"id", permission.id},
          {"description", permission.description},
          {"granted", granted.Has(index)},
          {"_links", {{"self", HalLink(self + std::string(permission.id), kHal)}}}};
}

}  // namespace

void ListPermissions(const oauth::Services& services, http::Exchange& exchange) {
  const http::Request& request = exchange.GetRequest();
  const auto token = ReadBearer(services, request);
  if (!token) return exchange.Answer(RefuseBearer(token.error()).View());
  const oauth::ScopeSet granted = oauth::EffectiveScope(token->claims, token->standing.grant);
  boost::json::array permissions;
  for (std::size_t i = 0; i < oauth::Permissions().size(); ++i) {
    permissions.push_back(Describe(services, request, static_cast<std::uint8_t>(i), granted));
  }
  const std::size_t count = permissions.size();
  exchange.Answer(
      HalDocument(
          {{"_embedded", {{"permissions", std::move(permissions)}}},
           {"count", count},
           {"_links",
            {{"documentation",
              HalLink("https://docs.mollie.com/reference/list-permissions", "text/html")},
             {"self", HalLink(services.IssuerFor(request.tls) + "/v2/permissions", kHal)}}}})
          .View());
}

void ShowPermission(const oauth::Services& services, http::Exchange& exchange) {
  const http::Request& request = exchange.GetRequest();
  const auto token = ReadBearer(services, request);
  if (!token) return exchange.Answer(RefuseBearer(token.error()).View());
  const auto index = oauth::FindPermission(request.path.substr(kFolder.size()));
  if (!index) {
    return exchange.Answer(HalError(404, "Not Found", "No permission exists with this id").View());
  }
  boost::json::object permission = Describe(
      services, request, *index, oauth::EffectiveScope(token->claims, token->standing.grant));
  permission["_links"].as_object()["documentation"] =
      HalLink("https://docs.mollie.com/reference/get-permission", "text/html");
  exchange.Answer(HalDocument(permission).View());
}

}  // namespace writ::api
