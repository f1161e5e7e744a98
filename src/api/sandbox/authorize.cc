#include "api/sandbox/authorize.h"

#include "api/respond.h"
#include "api/sandbox/request.h"
#include "oauth/authorize.h"
#include "oauth/authorize_redirect.h"

namespace writ::api {

namespace {

using oauth::ErrorCode;
using Refusal = http::OwnedResponse;

// What the caller sent, each parameter a text.
struct SentForm {
  std::string client_id;
  std::string merchant;
  std::string decision;
  std::optional<std::string> response_type;
  std::optional<std::string> redirect_uri;
  std::optional<std::string> scope;
  std::optional<std::string> state;
  std::optional<std::string> approval_prompt;
  std::optional<std::string> code_challenge;
  std::optional<std::string> code_challenge_method;

  [[nodiscard]] oauth::AuthorizeParameters Parameters() const {
    return {response_type,  redirect_uri,         scope, state, approval_prompt,
            code_challenge, code_challenge_method};
  }
};

Result<SentForm, Refusal> ReadSentForm(const http::Request& request) {
  const boost::json::object body = TRY(ReadSandboxRequest(
      request,
      {"client_id", "merchant", "decision", "response_type", "redirect_uri", "scope", "state",
       "approval_prompt", "code_challenge", "code_challenge_method", "locale", "landing_page"}));
  SentForm sent;
  sent.client_id = TRY(NeededTextOf(body, "client_id"));
  sent.merchant = TRY(NeededTextOf(body, "merchant"));
  sent.decision = TRY(NeededTextOf(body, "decision"));
  sent.response_type = TRY(TextOf(body, "response_type"));
  sent.redirect_uri = TRY(TextOf(body, "redirect_uri"));
  sent.scope = TRY(TextOf(body, "scope"));
  sent.state = TRY(TextOf(body, "state"));
  sent.approval_prompt = TRY(TextOf(body, "approval_prompt"));
  sent.code_challenge = TRY(TextOf(body, "code_challenge"));
  sent.code_challenge_method = TRY(TextOf(body, "code_challenge_method"));
  if (sent.decision != "approve" && sent.decision != "deny") {
    return Fail(Problem(400, "The decision must be approve or deny"));
  }
  return sent;
}

Refusal ProblemOf(ErrorCode code) { return Problem(400, oauth::Describe(code).description); }

// Where the browser would go.
Result<std::string, Refusal> Decide(const oauth::Services& services, const http::Request& request) {
  const SentForm sent = TRY(ReadSentForm(request));
  const oauth::Sequence seen = services.ledger.Known();
  const auto client_id = services.ids.ReadClient(sent.client_id);
  const auto client = services.ledger.FindClient(client_id.value_or(oauth::ClientId::kNone));
  if (!client || !client->enabled || client->deleted) {
    return Fail(ProblemOf(ErrorCode::kClientUnknown));
  }
  const auto profile = services.ledger.FindClientProfile(client->id);
  if (profile == nullptr) return Fail(ProblemOf(ErrorCode::kClientUnknown));
  const oauth::AuthorizeParameters parameters = sent.Parameters();
  const auto redirect = oauth::ChooseRedirect(*client, *profile, parameters.redirect_uri);
  if (!redirect) return Fail(ProblemOf(redirect.error()));
  const auto subject_id = services.ids.ReadSubject(sent.merchant);
  const auto subject = services.ledger.FindSubject(subject_id.value_or(oauth::SubjectId::kNone));
  if (!subject || !subject->enabled || subject->deleted) {
    return Fail(ProblemOf(ErrorCode::kMerchantUnknown));
  }

  const std::string& issuer = services.IssuerFor(request.tls);
  const auto demand =
      oauth::CheckAuthorize(*client, *services.ledger.FindCatalogue(), parameters, *redirect);
  if (!demand) {
    return oauth::AuthorizeRedirect(*redirect, demand.error(), parameters.state, issuer);
  }
  if (sent.decision == "deny") {
    return oauth::AuthorizeRedirect(*redirect, ErrorCode::kAccessDenied, parameters.state, issuer);
  }
  const oauth::CodeClaims code = oauth::ApproveAuthorization(
      *demand, client->id, subject->id, seen, services.lifetimes, services.clock.Now(),
      oauth::DrawSerial<oauth::CodeSerial>(services.random));
  return oauth::AuthorizeRedirect(*redirect,
                                  services.seals.ForThisThread().Make(code, client->seal_secret),
                                  parameters.state, issuer);
}

}  // namespace

void SandboxAuthorize(const oauth::Services& services, http::Exchange& exchange) {
  const auto redirect_to = Decide(services, exchange.GetRequest());
  if (!redirect_to) return exchange.Answer(redirect_to.error().View());
  exchange.Answer(JsonAnswer(200, {{"redirect_to", *redirect_to}}).View());
}

}  // namespace writ::api
