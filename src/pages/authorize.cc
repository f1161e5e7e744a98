#include "http/form.h"
#include "oauth/standing.h"
#include "pages/browser.h"
#include "pages/consent.h"
#include "pages/endpoints.h"
#include "pages/respond.h"

namespace writ::pages {

namespace {

// `auto` need not ask a merchant whose live grant covers the request.
bool IsCovered(const oauth::Services& services, const AuthorizeRequest& request,
               const oauth::Subject& subject) {
  return !request.demand->forced &&
         oauth::HasCoveringGrant(services.ledger, request.client, subject,
                                 request.demand->scopes.Set(), services.clock.Now());
}

http::OwnedResponse AnswerAuthorize(const oauth::Services& services, const http::Request& query) {
  const auto parameters = ReadAuthorizeParameters(query.query);
  if (!parameters) {
    return RefuseContent(query, parameters.error(),
                         ChooseLocale({}, query.headers[http::Header::kAcceptLanguage]));
  }
  const Locale& locale =
      ChooseLocale(LocaleParameter(*parameters), query.headers[http::Header::kAcceptLanguage]);
  const auto request = ReadAuthorizeRequest(services, *parameters);
  if (!request) return RefuseRequest(query, request.error(), locale);
  if (!request->demand) {
    return Redirect(302, Deny(services, query, *request, request->demand.error()));
  }
  const auto merchant = SignedIn(services, query);
  if (!merchant && !services.sandbox) return AskForLogin(query, locale);
  if (merchant && IsCovered(services, *request, *merchant)) {
    return Redirect(302, Approve(services, query, *request, merchant->id, request->known));
  }
  return ShowConsent(services, query, *request, merchant, locale, 200, {});
}

}  // namespace

void Authorize(const oauth::Services& services, http::Exchange& exchange) {
  exchange.Answer(AnswerAuthorize(services, exchange.GetRequest()).View());
}

}  // namespace writ::pages
