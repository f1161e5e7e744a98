#include "pages/authorize_request.h"

#include <algorithm>
#include <array>

#include "base/percent.h"

namespace writ::pages {

namespace {

// Every parameter that we read; the text that a page sends back holds these alone.
constexpr std::array<std::string_view, 10> kNames{
    "client_id",       "redirect_uri",   "response_type",         "scope",  "state",
    "approval_prompt", "code_challenge", "code_challenge_method", "locale", "landing_page"};

std::optional<std::string_view> FindFilled(const http::Parameters& parameters,
                                           std::string_view name) {
  const auto value = parameters.Find(name);
  return value && !value->empty() ? value : std::nullopt;
}

bool AnyDuplicate(const http::Parameters& parameters) {
  return std::any_of(kNames.begin(), kNames.end(),
                     [&](std::string_view name) { return parameters.IsDuplicate(name); });
}

std::string WriteText(const http::Parameters& parameters) {
  std::string text;
  for (const std::string_view name : kNames) {
    const auto value = parameters.Find(name);
    if (!value) continue;
    if (!text.empty()) text += '&';
    text += name;
    text += '=';
    AppendPercentEncoded(*value, text);
  }
  return text;
}

Result<oauth::AuthorizeDemand, oauth::ErrorCode> ReadDemand(const http::Parameters& parameters,
                                                            const oauth::Client& client,
                                                            const oauth::Catalogue& catalogue,
                                                            std::string_view redirect) {
  if (AnyDuplicate(parameters)) return Fail(oauth::ErrorCode::kDuplicateParameter);
  const oauth::AuthorizeParameters asked{FindFilled(parameters, "response_type"),
                                         FindFilled(parameters, "redirect_uri"),
                                         FindFilled(parameters, "scope"),
                                         FindFilled(parameters, "state"),
                                         FindFilled(parameters, "approval_prompt"),
                                         FindFilled(parameters, "code_challenge"),
                                         FindFilled(parameters, "code_challenge_method")};
  return oauth::CheckAuthorize(client, catalogue, asked, redirect);
}

}  // namespace

Result<http::Parameters, http::ContentError> ReadAuthorizeParameters(std::string_view query) {
  return http::ReadForm(query, http::Values::kText, kNames);
}

Result<AuthorizeRequest, oauth::ErrorCode> ReadAuthorizeRequest(
    const oauth::Services& services, const http::Parameters& parameters) {
  using oauth::ErrorCode;
  if (parameters.IsDuplicate("client_id") || parameters.IsDuplicate("redirect_uri")) {
    return Fail(ErrorCode::kDuplicateParameter);
  }
  const oauth::Sequence known = services.ledger.Known();
  const auto id = services.ids.ReadClient(parameters.Find("client_id").value_or(""));
  if (!id) return Fail(ErrorCode::kClientUnknown);
  const auto client = services.ledger.FindClient(*id);
  auto profile = services.ledger.FindClientProfile(*id);
  if (!client || !profile || client->deleted || !client->enabled) {
    return Fail(ErrorCode::kClientUnknown);
  }
  std::string redirect =
      TRY(oauth::ChooseRedirect(*client, *profile, FindFilled(parameters, "redirect_uri")));
  std::optional<std::string> state;
  if (!parameters.IsDuplicate("state")) state = parameters.Find("state");
  auto catalogue = services.ledger.FindCatalogue();
  auto demand = ReadDemand(parameters, *client, *catalogue, redirect);
  return AuthorizeRequest{known,
                          services.ledger.FindServer(),
                          *client,
                          std::move(profile),
                          std::move(catalogue),
                          std::move(redirect),
                          std::move(state),
                          parameters.Find("landing_page") == "signup",
                          WriteText(parameters),
                          demand};
}

std::optional<std::string_view> LocaleParameter(const http::Parameters& parameters) {
  if (parameters.IsDuplicate("locale")) return std::nullopt;
  return parameters.Find("locale");
}

}  // namespace writ::pages
