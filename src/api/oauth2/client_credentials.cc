#include "api/oauth2/client_credentials.h"

#include <optional>

#include "api/commit.h"
#include "api/oauth2/token_answer.h"
#include "oauth/client_credentials.h"
#include "oauth/issue_tokens.h"

namespace writ::api {

namespace {

using oauth::ErrorCode;
using oauth::SelfGrant;

class SelfGranting final : public Attempt {
 public:
  SelfGranting(const oauth::Services& services, const oauth::Client& client,
               const std::optional<oauth::ScopeList>& scope)
      : services_(&services), client_(client), scope_(scope) {}

  [[nodiscard]] oauth::Attribution By() const override {
    return {oauth::Actor::Of(client_.id), {}, "token"};
  }

  oauth::Proposal Decide() override {
    const oauth::Ledger& ledger = services_->ledger;
    known_ = ledger.Known();
    // The self-grant may be newer than the record that the client was authenticated by.
    if (const auto fresh = ledger.FindClient(client_.id)) client_ = *fresh;
    const auto standing = oauth::LoadStanding(ledger, client_.self_grant);
    auto decision = oauth::UseClientCredentials(
        client_, standing, ledger.FindServer(), ledger.FindCatalogue()->Offered(), scope_,
        services_->clock.Now(), services_->random.Bytes<16>());
    outcome_ = decision.outcome;
    grant_ = standing ? std::optional(standing->grant) : std::nullopt;
    return std::move(decision.proposal);
  }

  http::Response Answer(const oauth::Committed* committed, AnswerBuffer& buffer) override {
    if (outcome_.self_grant == SelfGrant::kScopeExceeded) {
      return OAuthError(ErrorCode::kScopeExceeded, buffer);
    }
    if (outcome_.self_grant == SelfGrant::kScopeTooMany) {
      return OAuthError(ErrorCode::kScopeTooMany, buffer);
    }
    if (committed != nullptr) {
      known_ = committed->sequence;
      grant_ = committed->grant;
    }
    if (!grant_) return OAuthError(ErrorCode::kInternal, buffer);
    const IssuedTokens tokens{
        oauth::IssueAccessToken(*grant_, outcome_.scopes, known_, services_->lifetimes.access_token,
                                services_->clock.Now(),
                                oauth::DrawSerial<oauth::TokenSerial>(services_->random)),
        std::nullopt, outcome_.scopes};
    return TokenAnswer(*services_, *grant_, tokens, buffer);
  }

 private:
  const oauth::Services* services_;
  oauth::Client client_;
  std::optional<oauth::ScopeList> scope_;

  // Of the last Decide.
  oauth::Sequence known_ = oauth::Sequence::kNone;
  oauth::SelfGrantOutcome outcome_{SelfGrant::kScopeExceeded, {}};
  std::optional<oauth::Grant> grant_;
};

}  // namespace

void UseClientCredentials(const oauth::Services& services, http::Exchange& exchange,
                          const oauth::Client& client, const OAuthParameters& parameters) {
  std::optional<oauth::ScopeList> scope;
  if (const auto wanted = parameters.Get("scope")) {
    const auto parsed = services.ledger.FindCatalogue()->Parse(*wanted);
    if (!parsed) {
      AnswerBuffer buffer;
      exchange.Answer(OAuthError(parsed.error(), buffer));
      return;
    }
    scope = *parsed;
  }
  Perform(services.committer, exchange, SelfGranting(services, client, scope));
}

}  // namespace writ::api
