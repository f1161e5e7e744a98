#include "api/v2/permissions.h"

#include <boost/json/array.hpp>

#include "api/respond.h"
#include "api/v2/bearer.h"
#include "api/v2/hal.h"
#include "base/percent.h"

namespace writ::api {

namespace {

constexpr std::string_view kFolder = "/v2/permissions/";
constexpr std::string_view kLocale = "en_US";

boost::json::object Describe(const oauth::Services& services, const http::Request& request,
                             const oauth::Scope& scope, const oauth::ScopeSet& granted) {
  std::string self = services.IssuerFor(request.tls) + std::string(kFolder);
  AppendPercentEncoded(scope.name, self);
  return {{"resource", "permission"},
          {"id", scope.name},
          {"description", scope.description.In(kLocale)},
          {"granted", granted.Has(scope.index)},
          {"_links", {{"self", HalLink(self, kHal)}}}};
}

}  // namespace

void ListPermissions(const oauth::Services& services, http::Exchange& exchange,
                     const oauth::ProvenToken& token) {
  const http::Request& request = exchange.GetRequest();
  const oauth::ScopeSet granted = oauth::EffectiveScope(token.claims, token.standing.grant);
  const oauth::Catalogue::Pointer catalogue = services.ledger.FindCatalogue();
  boost::json::array permissions;
  for (const auto& scope : catalogue->All()) {
    // What cannot be asked for any more is told to those who have it.
    if (scope->retired && !granted.Has(scope->index)) continue;
    permissions.push_back(Describe(services, request, *scope, granted));
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

void ShowPermission(const oauth::Services& services, http::Exchange& exchange,
                    const oauth::ProvenToken& token) {
  const http::Request& request = exchange.GetRequest();
  const oauth::ScopeSet granted = oauth::EffectiveScope(token.claims, token.standing.grant);
  const oauth::Catalogue::Pointer catalogue = services.ledger.FindCatalogue();
  std::string name;
  const bool named = PercentDecode(request.path.substr(kFolder.size()), Plus::kIsPlus, name);
  const oauth::Scope* const scope = named ? catalogue->Find(name) : nullptr;
  if (scope == nullptr || (scope->retired && !granted.Has(scope->index))) {
    return exchange.Answer(HalError(404, "Not Found", "No permission exists with this id").View());
  }
  boost::json::object permission = Describe(services, request, *scope, granted);
  permission["_links"].as_object()["documentation"] =
      HalLink("https://docs.mollie.com/reference/get-permission", "text/html");
  exchange.Answer(HalDocument(permission).View());
}

}  // namespace writ::api
