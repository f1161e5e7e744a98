#include <array>
#include <string_view>

#include "http/accept.h"
#include "http/form.h"
#include "oauth/standing.h"
#include "pages/browser.h"
#include "pages/consent.h"
#include "pages/endpoints.h"
#include "pages/respond.h"

namespace writ::pages {

namespace {

// What a page's form sends beside the request.
struct ConsentForm {
  std::string_view ticket;
  std::string_view merchant;
  bool approves = false;
};

// The ticket of a page that we showed to this browser for this very request, if it is one.
std::optional<oauth::TicketClaims> ProveTicket(const oauth::Services& services,
                                               const http::Request& post,
                                               const AuthorizeRequest& request,
                                               std::string_view text) {
  const auto opened = services.seals.ForThisThread().OpenTicket(text);
  if (!opened || opened->claims.client != request.client.id ||
      !oauth::Seal::Proves(*opened, request.client.seal_secret) ||
      opened->claims.request != DigestOf(request) ||
      !IsBrowser(services, post, opened->claims.browser)) {
    return std::nullopt;
  }
  return opened->claims;
}

// The merchant who says yes: in the sandbox the one picked, else the one signed in.
std::optional<oauth::Subject> ReadMerchant(const oauth::Services& services, std::string_view text) {
  const auto id = services.ids.ReadSubject(text);
  if (!id) return std::nullopt;
  auto subject = services.ledger.FindSubject(*id);
  if (!subject || !subject->enabled || subject->deleted) return std::nullopt;
  return subject;
}

struct Restart {
  int status;
  Text notice;
};

// Why a yes cannot be taken, if so. Never tried again with fresh records: the person answered what
// the page showed, so only the person can say whether it still holds.
std::optional<Restart> WhyNot(const oauth::Services& services, const AuthorizeRequest& request,
                              const oauth::TicketClaims& ticket,
                              const std::optional<oauth::Subject>& merchant,
                              const std::optional<oauth::Subject>& current) {
  if (ticket.issued_at + services.lifetimes.consent_page <= services.clock.Now()) {
    return Restart{400, Text::kPageExpired};
  }
  if (!merchant) return Restart{400, Text::kMerchantGone};
  if (!services.sandbox && (!current || current->id != merchant->id)) {
    return Restart{409, Text::kMerchantChanged};
  }
  if (oauth::IsCutOff(ticket.sequence, request.server, request.client, *merchant,
                      services.ledger.FindConsent(request.client.id, merchant->id))) {
    return Restart{409, Text::kOutOfDate};
  }
  return std::nullopt;
}

http::OwnedResponse ShowAgain(const oauth::Services& services, const http::Request& post,
                              const AuthorizeRequest& request,
                              const std::optional<oauth::Subject>& current, const Locale& locale,
                              Restart why) {
  if (http::PrefersJson(post.headers[http::Header::kAccept])) {
    return JsonError(why.status, "invalid_request", Say(why.notice, Language::kEnglish));
  }
  if (!current && !services.sandbox) return AskForLogin(post, locale);
  return ShowConsent(services, post, request, current, locale, why.status, why.notice);
}

http::OwnedResponse AnswerDecision(const oauth::Services& services, const http::Request& post,
                                   const AuthorizeRequest& request, const ConsentForm& answer,
                                   const Locale& locale) {
  auto current = SignedIn(services, post);
  const auto merchant = ReadMerchant(services, answer.merchant);
  if (services.sandbox && merchant) current = merchant;
  const auto ticket = ProveTicket(services, post, request, answer.ticket);
  if (!ticket) {
    return ShowAgain(services, post, request, current, locale, {403, Text::kOtherBrowser});
  }
  // Saying no does no harm, however late.
  if (!answer.approves) {
    return Redirect(303, Deny(services, post, request, oauth::ErrorCode::kAccessDenied));
  }
  if (const auto why = WhyNot(services, request, *ticket, merchant, current)) {
    return ShowAgain(services, post, request, current, locale, *why);
  }
  auto response = Redirect(303, Approve(services, post, request, merchant->id, request.known));
  if (services.sandbox) {
    response.headers +=
        SessionCookie(services, post.tls, *merchant, request.known, services.clock.Now());
  }
  return response;
}

// The first of the form's own parameters that JSON gives another type than string.
std::optional<std::string_view> NotText(const http::Parameters& form) {
  for (const std::string_view name : {"decision", "request", "ticket", "merchant"}) {
    for (const http::Parameter& parameter : form.All()) {
      if (parameter.name == name && !parameter.is_string) return name;
    }
  }
  return std::nullopt;
}

http::OwnedResponse AnswerForm(const oauth::Services& services, const http::Request& post) {
  const Locale& locale = ChooseLocale({}, post.headers[http::Header::kAcceptLanguage]);
  if (IsFromOtherSite(services, post)) {
    return RefuseOtherSite(post, locale);
  }
  constexpr std::array<std::string_view, 4> kNames{"ticket", "merchant", "decision", "request"};
  const auto form = http::ReadParameters(post, http::Values::kText, kNames);
  if (!form) return RefuseContent(post, form.error(), locale);
  if (const auto name = NotText(*form)) {
    return RefuseRequest(post, oauth::ErrorCode::kParameterNotText, locale, *name);
  }
  if (form->Duplicate()) return RefuseRequest(post, oauth::ErrorCode::kDuplicateParameter, locale);
  const auto decision = form->Find("decision");
  const auto parameters = ReadAuthorizeParameters(form->Find("request").value_or(""));
  if (!parameters || (decision != "approve" && decision != "deny")) {
    return RefuseRequest(post, oauth::ErrorCode::kMalformedRequest, locale);
  }
  const Locale& asked =
      ChooseLocale(LocaleParameter(*parameters), post.headers[http::Header::kAcceptLanguage]);
  const auto request = ReadAuthorizeRequest(services, *parameters);
  if (!request) return RefuseRequest(post, request.error(), asked);
  if (!request->demand) {
    return Redirect(303, Deny(services, post, *request, request->demand.error()));
  }
  const ConsentForm answer{form->Find("ticket").value_or(""), form->Find("merchant").value_or(""),
                           decision == "approve"};
  return AnswerDecision(services, post, *request, answer, asked);
}

}  // namespace

void DecideConsent(const oauth::Services& services, http::Exchange& exchange) {
  exchange.Answer(AnswerForm(services, exchange.GetRequest()).View());
}

}  // namespace writ::pages
