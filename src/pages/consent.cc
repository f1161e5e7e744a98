#include "pages/consent.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "oauth/authorize.h"
#include "oauth/authorize_redirect.h"
#include "oauth/standing.h"
#include "pages/browser.h"
#include "pages/render.h"
#include "pages/respond.h"

namespace writ::pages {

namespace {

constexpr std::size_t kMerchantsShown = 3;
// How many subjects are looked through for enabled ones.
constexpr std::size_t kMerchantsRead = 16;

bool MayConsent(const oauth::Subject& subject) { return subject.enabled && !subject.deleted; }

MerchantChoice ShowMerchant(const oauth::Services& services, oauth::ClientId client,
                            oauth::SubjectId id) {
  const auto profile = services.ledger.FindSubjectProfile(id);
  MerchantChoice choice;
  choice.id = services.ids.Show(id);
  if (profile) {
    choice.name = profile->name;
    choice.locale = profile->locale;
  }
  const auto consent = services.ledger.FindConsent(client, id);
  if (consent && oauth::IsLive(*consent)) choice.agreed = consent->scopes->Set();
  return choice;
}

std::string MakeTicket(const oauth::Services& services, const AuthorizeRequest& request,
                       const Browser& browser) {
  const oauth::TicketClaims ticket{request.client.id, request.known, services.clock.Now(),
                                   DigestOf(request), oauth::DigestOf(browser.name)};
  return services.seals.ForThisThread().Make(ticket, request.client.seal_secret);
}

}  // namespace

std::vector<MerchantChoice> MerchantsFor(const oauth::Services& services, oauth::ClientId client,
                                         const std::optional<oauth::Subject>& current) {
  std::vector<MerchantChoice> merchants;
  bool has_current = false;
  if (services.sandbox) {
    const auto ids = services.lists.ListSubjects(oauth::SubjectId::kNone, kMerchantsRead);
    for (const oauth::SubjectId id : ids) {
      const auto subject = services.ledger.FindSubject(id);
      if (merchants.size() == kMerchantsShown) break;
      if (!subject || !MayConsent(*subject)) continue;
      merchants.push_back(ShowMerchant(services, client, id));
      has_current = has_current || (current && current->id == id);
    }
  }
  if (current && !has_current) merchants.push_back(ShowMerchant(services, client, current->id));
  return merchants;
}

http::OwnedResponse ShowConsent(const oauth::Services& services, const http::Request& http_request,
                                const AuthorizeRequest& request,
                                const std::optional<oauth::Subject>& current, const Locale& locale,
                                int status, std::optional<Text> notice) {
  const Browser browser = KnowBrowser(services, http_request);
  ConsentPage page;
  page.app = request.profile->name;
  page.host = ShownHost(request.redirect);
  page.catalogue = request.catalogue;
  page.scopes = request.demand->scopes.Set();
  page.merchants = MerchantsFor(services, request.client.id, current);
  if (!page.merchants.empty()) {
    page.chosen = current ? services.ids.Show(current->id) : page.merchants.front().id;
  }
  page.sandbox = services.sandbox;
  page.signup = request.signup;
  page.request = request.text;
  page.ticket = MakeTicket(services, request, browser);
  page.notice = notice;
  http::OwnedResponse response =
      Html(status, RenderConsent(page, locale), locale, Forms::kRedirected);
  response.headers += browser.set_cookie;
  return response;
}

oauth::Digest DigestOf(const AuthorizeRequest& request) { return oauth::DigestOf(request.text); }

std::string Approve(const oauth::Services& services, const http::Request& http_request,
                    const AuthorizeRequest& request, oauth::SubjectId subject,
                    oauth::Sequence seen) {
  const auto code = oauth::ApproveAuthorization(
      *request.demand, request.client.id, subject, seen, services.lifetimes, services.clock.Now(),
      oauth::DrawSerial<oauth::CodeSerial>(services.random));
  const std::string sealed = services.seals.ForThisThread().Make(code, request.client.seal_secret);
  return oauth::AuthorizeRedirect(request.redirect, sealed, request.state,
                                  services.IssuerFor(http_request.tls));
}

std::string Deny(const oauth::Services& services, const http::Request& http_request,
                 const AuthorizeRequest& request, oauth::ErrorCode error) {
  return oauth::AuthorizeRedirect(request.redirect, error, request.state,
                                  services.IssuerFor(http_request.tls));
}

}  // namespace writ::pages
