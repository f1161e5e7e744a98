#include "api/v2/organization.h"

#include "api/respond.h"
#include "api/v2/bearer.h"
#include "api/v2/hal.h"

namespace writ::api {

namespace {

boost::json::object Describe(const oauth::Services& services, const http::Request& request,
                             oauth::SubjectId id, const oauth::SubjectProfile& profile) {
  const std::string& base = services.IssuerFor(request.tls);
  return {{"resource", "organization"},
          {"id", services.ids.Show(id)},
          {"name", profile.name},
          {"email", profile.email},
          {"locale", profile.locale},
          {"address",
           {{"streetAndNumber", profile.street_and_number},
            {"postalCode", profile.postal_code},
            {"city", profile.city},
            {"country", profile.country}}},
          {"registrationNumber", profile.registration_number},
          {"vatNumber", profile.vat_number},
          {"vatRegulation", nullptr},
          {"_links",
           {{"self", HalLink(base + "/v2/organizations/me", kHal)},
            {"dashboard", HalLink(base + "/", "text/html")},
            {"documentation",
             HalLink("https://docs.mollie.com/reference/get-current-organization", "text/html")}}}};
}

}  // namespace

void ShowOrganization(const oauth::Services& services, http::Exchange& exchange,
                      const oauth::ProvenToken& token) {
  constexpr std::string_view kScope = "organizations.read";
  const http::Request& request = exchange.GetRequest();
  const oauth::Grant& grant = token.standing.grant;
  const oauth::Catalogue::Pointer catalogue = services.ledger.FindCatalogue();
  const oauth::Scope* const scope = catalogue->Find(kScope);
  if (scope == nullptr || !oauth::EffectiveScope(token.claims, grant).Has(scope->index)) {
    return exchange.Answer(RefuseScope(kScope).View());
  }
  const auto profile = services.ledger.FindSubjectProfile(grant.subject);
  if (profile == nullptr) {
    return exchange.Answer(
        HalError(403, "Forbidden", "The token is the app's own and acts for no organization")
            .View());
  }
  exchange.Answer(HalDocument(Describe(services, request, grant.subject, *profile)).View());
}

}  // namespace writ::api
