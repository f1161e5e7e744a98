#include "api/oauth2/refresh_token.h"

#include <optional>
#include <string_view>

#include "api/commit.h"
#include "api/oauth2/token_answer.h"
#include "oauth/authorize.h"
#include "oauth/issue_tokens.h"
#include "oauth/read_token.h"
#include "oauth/refresh_token.h"

namespace writ::api {

namespace {

using oauth::ErrorCode;
using oauth::Refresh;

ErrorCode ErrorOf(Refresh refresh) {
  switch (refresh) {
    case Refresh::kUnknownToken:
    case Refresh::kOtherClientsToken:
    case Refresh::kFromTheFuture:
      return ErrorCode::kRefreshTokenInvalid;
    case Refresh::kReused:
      return ErrorCode::kRefreshTokenReused;
    case Refresh::kScopeExceeded:
      return ErrorCode::kScopeExceeded;
    case Refresh::kRefreshed:
    case Refresh::kRotated:
      break;
  }
  return ErrorCode::kInternal;
}

class Refreshing final : public Attempt {
 public:
  Refreshing(const oauth::Services& services, const oauth::Client& client,
             const oauth::ProvenToken& token, const std::optional<oauth::ScopeList>& scope)
      : services_(&services), client_(client), token_(token), scope_(scope) {}

  [[nodiscard]] oauth::Attribution By() const override {
    return {oauth::Actor::Of(client_.id), {}, "token"};
  }

  oauth::Proposal Decide() override {
    // The token is proven already; what a retry needs is where its grant stands by now.
    if (decided_) {
      token_.known = services_->ledger.Known();
      const auto standing = oauth::LoadStanding(services_->ledger, token_.claims.grant);
      if (standing) token_.standing = *standing;
    }
    decided_ = true;
    auto decision = oauth::RefreshToken(client_, token_.claims, token_.standing, scope_,
                                        services_->lifetimes, services_->clock.Now());
    outcome_ = decision.outcome;
    return std::move(decision.proposal);
  }

  http::Response Answer(const oauth::Committed* committed, AnswerBuffer& buffer) override {
    if (outcome_.refresh != Refresh::kRefreshed && outcome_.refresh != Refresh::kRotated) {
      return OAuthError(ErrorOf(outcome_.refresh), buffer);
    }
    const bool made = committed != nullptr && committed->grant;
    const oauth::Grant& grant = made ? *committed->grant : token_.standing.grant;
    const oauth::Sequence known = committed != nullptr ? committed->sequence : token_.known;
    const IssuedTokens tokens{
        oauth::IssueAccessToken(grant, outcome_.access_scopes, known,
                                services_->lifetimes.access_token, services_->clock.Now(),
                                oauth::DrawSerial<oauth::TokenSerial>(services_->random)),
        oauth::IssueRefreshToken(grant, outcome_.refresh_scopes), outcome_.access_scopes};
    return TokenAnswer(*services_, grant, tokens, buffer);
  }

 private:
  const oauth::Services* services_;
  oauth::Client client_;
  oauth::ProvenToken token_;
  std::optional<oauth::ScopeList> scope_;
  bool decided_ = false;
  oauth::RefreshOutcome outcome_{Refresh::kUnknownToken, {}, {}};
};

// A redirect_uri has no meaning here, but many clients repeat the one of the code exchange; a
// foreign one shows a mistake.
bool MayUse(const oauth::Services& services, const oauth::Client& client,
            std::string_view redirect_uri) {
  const auto profile = services.ledger.FindClientProfile(client.id);
  return profile != nullptr && oauth::ChooseRedirect(client, *profile, redirect_uri).has_value();
}

}  // namespace

void RefreshToken(const oauth::Services& services, http::Exchange& exchange,
                  const oauth::Client& client, const OAuthParameters& parameters) {
  const auto refuse = [&exchange](ErrorCode code) {
    AnswerBuffer buffer;
    exchange.Answer(OAuthError(code, buffer));
  };
  const auto text = parameters.Get("refresh_token");
  if (!text) return refuse(ErrorCode::kRefreshTokenMissing);
  std::optional<oauth::ScopeList> scope;
  if (const auto wanted = parameters.Get("scope")) {
    const auto parsed = services.ledger.FindCatalogue()->Parse(*wanted);
    if (!parsed) return refuse(parsed.error());
    scope = *parsed;
  }
  const auto redirect_uri = parameters.Get("redirect_uri");
  if (redirect_uri && !MayUse(services, client, *redirect_uri)) {
    return refuse(ErrorCode::kRedirectMismatch);
  }
  const auto token = oauth::ReadToken(services.ledger, services.seals.ForThisThread(), *text);
  if (!token) return refuse(ErrorCode::kRefreshTokenInvalid);
  Perform(services.committer, exchange, Refreshing(services, client, *token, scope));
}

}  // namespace writ::api
