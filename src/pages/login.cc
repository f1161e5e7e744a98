#include "oauth/login.h"

#include <array>
#include <string_view>
#include <utility>

#include "api/commit.h"
#include "base/base62.h"
#include "base/constant_time.h"
#include "http/form.h"
#include "oauth/authorize.h"
#include "pages/browser.h"
#include "pages/endpoints.h"
#include "pages/respond.h"

namespace writ::pages {

namespace {

// What an address or a form of ours has.
constexpr std::array<std::string_view, 2> kNames{"link", "proof"};

http::OwnedResponse RefuseLink(int status, Text why, const Locale& locale) {
  const NoticePage page{Text::kLinkTitle, why, {}, {}, {}};
  return Html(status, RenderNotice(page, locale), locale, Forms::kNone);
}

// Ties the page that shows a link to the browser that it was shown in: who knows only one of the
// two cannot make the form.
std::string ProofOf(std::string_view link, std::string_view browser) {
  std::string both(link);
  both += ' ';
  both += browser;
  return EncodeBase62(oauth::DigestOf(both));
}

struct LinkRefusal {
  int status;
  Text why;
};

// A link that may still be used, as far as is known now.
Result<oauth::ProvenLogin, LinkRefusal> ReadLink(const oauth::Services& services,
                                                 std::string_view text) {
  const auto login = oauth::ReadLogin(services.ledger, services.seals.ForThisThread(),
                                      oauth::TokenKind::kLoginLink, text);
  if (!login) return Fail(LinkRefusal{400, Text::kLinkUnknown});
  switch (oauth::CheckLoginLink(login->claims, login->subject, services.ledger.FindServer(),
                                services.ledger.FindSpentCode(login->claims.serial),
                                services.clock.Now())) {
    case oauth::LoginState::kGood:
      return *login;
    case oauth::LoginState::kUsed:
      return Fail(LinkRefusal{410, Text::kLinkUsed});
    case oauth::LoginState::kSerialTaken:
      return Fail(LinkRefusal{400, Text::kLinkUnknown});
    case oauth::LoginState::kExpired:
      return Fail(LinkRefusal{410, Text::kLinkExpired});
    case oauth::LoginState::kEnded:
      break;
  }
  return Fail(LinkRefusal{410, Text::kLinkEnded});
}

std::string MerchantName(const oauth::Services& services, const oauth::Subject& subject) {
  const auto profile = services.ledger.FindSubjectProfile(subject.id);
  return profile ? profile->name : std::string();
}

http::OwnedResponse AnswerOffer(const oauth::Services& services, const http::Request& request) {
  const Locale& locale = ChooseLocale({}, request.headers[http::Header::kAcceptLanguage]);
  const auto parameters = http::ReadForm(request.query, http::Values::kText, kNames);
  const std::string_view link = parameters ? parameters->Find("link").value_or("") : "";
  const auto login = ReadLink(services, link);
  if (!login) return RefuseLink(login.error().status, login.error().why, locale);
  const Browser browser = KnowBrowser(services, request);
  const std::string name = MerchantName(services, login->subject);
  const std::string proof = ProofOf(link, browser.name);
  auto response =
      Html(200, RenderSignIn({name, link, proof}, locale), locale, Forms::kAnsweredHere);
  response.headers += browser.set_cookie;
  return response;
}

http::OwnedResponse WelcomeMerchant(const oauth::Services& services,
                                    const oauth::ProvenLogin& login, bool over_tls,
                                    const Locale& locale) {
  const std::string name = MerchantName(services, login.subject);
  const NoticePage page{Text::kSignedInTitle, Text::kSignedInBody, {{}, name, {}}, {}, {}};
  auto response = Html(200, RenderNotice(page, locale), locale, Forms::kNone);
  // Known since before the merchant was looked up: a cut-off in between ends the session too.
  response.headers +=
      SessionCookie(services, over_tls, login.subject, login.known, services.clock.Now());
  return response;
}

http::OwnedResponse TellUnavailable(const Locale& locale) {
  const NoticePage page{Text::kUnavailableTitle, Text::kUnavailableBody, {}, {}, {}};
  auto response = Html(503, RenderNotice(page, locale), locale, Forms::kNone);
  response.headers += "Retry-After: 1\r\n";
  return response;
}

bool IsProven(const oauth::Services& services, const http::Request& request, std::string_view link,
              std::string_view proof) {
  const std::string_view browser = BrowserName(services, request);
  return !browser.empty() && EqualInConstantTime(proof, ProofOf(link, browser));
}

Result<oauth::ProvenLogin, LinkRefusal> ReadUse(const oauth::Services& services,
                                                const http::Request& request) {
  const auto form = http::ReadParameters(request, http::Values::kText, kNames);
  if (!form) return Fail(LinkRefusal{400, Text::kLinkUnknown});
  const std::string_view link = form->Find("link").value_or("");
  auto login = ReadLink(services, link);
  if (login && !IsProven(services, request, link, form->Find("proof").value_or(""))) {
    return Fail(LinkRefusal{403, Text::kLinkOtherBrowser});
  }
  return login;
}

}  // namespace

void OfferLogin(const oauth::Services& services, http::Exchange& exchange) {
  exchange.Answer(AnswerOffer(services, exchange.GetRequest()).View());
}

void UseLogin(const oauth::Services& services, http::Exchange& exchange) {
  const http::Request& request = exchange.GetRequest();
  const Locale& locale = ChooseLocale({}, request.headers[http::Header::kAcceptLanguage]);
  if (IsFromOtherSite(services, request)) {
    exchange.Answer(RefuseOtherSite(request, locale).View());
    return;
  }
  const auto use = [&services, &request, &locale]() -> api::Outcome {
    const auto login = ReadUse(services, request);
    if (!login) return RefuseLink(login.error().status, login.error().why, locale);
    oauth::Proposal proposal = oauth::UseLoginLink(login->claims, services.clock.Now());
    proposal.by = {oauth::Actor::Of(login->claims.subject), {}, "login"};
    return api::Commitment{std::move(proposal), [&services, &locale, over_tls = request.tls,
                                                 login = *login](const oauth::Committed&) {
                             return WelcomeMerchant(services, login, over_tls, locale);
                           }};
  };
  api::Perform(services.committer, exchange, use,
               [&locale](oauth::ErrorCode) { return TellUnavailable(locale); });
}

}  // namespace writ::pages
