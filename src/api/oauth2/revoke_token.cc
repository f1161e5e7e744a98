#include "api/oauth2/revoke_token.h"

#include "api/commit.h"
#include "oauth/read_token.h"
#include "oauth/revoke_token.h"

namespace writ::api {

namespace {

using oauth::ErrorCode;
using oauth::Revocation;

// What success looks like.
enum class Success : std::uint16_t { kOk = 200, kNoContent = 204 };

// RFC 7009 §2.2 has clients ignore the body of a 200, but some insist on JSON before they do.
http::Response Done(Success success) {
  if (success == Success::kNoContent) return {204, {}, kNoStore, {}};
  return {200, kJson, kNoStore, "{}"};
}

class Revoking final : public Attempt {
 public:
  Revoking(const oauth::Services& services, const oauth::Client& client,
           const oauth::ProvenToken& token, Success success)
      : services_(&services), client_(client), token_(token), success_(success) {}

  [[nodiscard]] oauth::Attribution By() const override {
    return {oauth::Actor::Of(client_.id), {}, "revoke"};
  }

  oauth::Proposal Decide() override {
    if (decided_) Reload();
    decided_ = true;
    auto decision = oauth::RevokeToken(client_, token_.claims, token_.standing, token_.revoked,
                                       services_->clock.Now());
    revocation_ = decision.outcome;
    return std::move(decision.proposal);
  }

  http::Response Answer(const oauth::Committed* /*committed*/, AnswerBuffer& buffer) override {
    switch (revocation_) {
      case Revocation::kRevoked:
      case Revocation::kAlreadyDead:
        return Done(success_);
      case Revocation::kOtherClientsToken:
        return OAuthError(ErrorCode::kTokenOfOtherClient, buffer);
      case Revocation::kApiKey:
        return OAuthError(ErrorCode::kTokenIsApiKey, buffer);
    }
    return OAuthError(ErrorCode::kInternal, buffer);
  }

 private:
  void Reload() {
    const auto standing = oauth::LoadStanding(services_->ledger, token_.claims.grant);
    if (standing) token_.standing = *standing;
    token_.revoked = services_->ledger.IsRevoked(token_.claims.grant, token_.claims.serial);
  }

  const oauth::Services* services_;
  oauth::Client client_;
  oauth::ProvenToken token_;
  Success success_;
  bool decided_ = false;
  Revocation revocation_ = Revocation::kAlreadyDead;
};

void Revoke(const oauth::Services& services, http::Exchange& exchange, const oauth::Client& client,
            std::string_view text, Success success) {
  const auto token = oauth::ReadToken(services.ledger, services.seals.ForThisThread(), text);
  // RFC 7009 §2.2: a token that we do not know is as dead as it was to become.
  if (!token) return exchange.Answer(Done(success));
  Perform(services.committer, exchange, Revoking(services, client, *token, success));
}

}  // namespace

void DeleteToken(const oauth::Services& services, http::Exchange& exchange,
                 const oauth::Client& client, const OAuthParameters& parameters) {
  const auto refuse = [&exchange](ErrorCode error) {
    AnswerBuffer buffer;
    exchange.Answer(OAuthError(error, buffer));
  };
  const auto token = parameters.Get("token");
  if (!token) return refuse(ErrorCode::kTokenMissing);
  if (!parameters.Get("token_type_hint")) return refuse(ErrorCode::kTokenTypeHintMissing);
  Revoke(services, exchange, client, *token, Success::kNoContent);
}

void RevokeToken(const oauth::Services& services, http::Exchange& exchange,
                 const oauth::Client& client, const OAuthParameters& parameters) {
  const auto token = parameters.Get("token");
  if (!token) {
    AnswerBuffer buffer;
    exchange.Answer(OAuthError(ErrorCode::kTokenMissing, buffer));
    return;
  }
  Revoke(services, exchange, client, *token, Success::kOk);
}

}  // namespace writ::api
