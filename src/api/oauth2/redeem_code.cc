#include "api/oauth2/redeem_code.h"

#include "api/oauth2/token_answer.h"
#include "oauth/issue_tokens.h"
#include "oauth/read_token.h"

namespace writ::api {

namespace {

using oauth::ErrorCode;
using oauth::Redemption;

ErrorCode ErrorOf(Redemption redemption) {
  switch (redemption) {
    case Redemption::kWrongRedirect:
      return ErrorCode::kRedirectMismatch;
    case Redemption::kVerifierMissing:
      return ErrorCode::kVerifierMissing;
    case Redemption::kWrongVerifier:
      return ErrorCode::kVerifierInvalid;
    case Redemption::kVerifierUnexpected:
      return ErrorCode::kVerifierUnexpected;
    case Redemption::kExpired:
      return ErrorCode::kCodeExpired;
    case Redemption::kScopeTooMany:
      return ErrorCode::kScopeTooMany;
    case Redemption::kSpent:
      return ErrorCode::kCodeSpent;
    case Redemption::kOtherClientsCode:
    case Redemption::kSerialTaken:
    case Redemption::kCutOff:
      return ErrorCode::kCodeInvalid;
    case Redemption::kRedeemed:
    case Redemption::kRepeated:
      break;
  }
  return ErrorCode::kInternal;
}

std::optional<std::string> Copy(std::optional<std::string_view> text) {
  if (!text) return std::nullopt;
  return std::string(*text);
}

}  // namespace

Redeeming::Redeeming(const oauth::Services& services, const oauth::Client& client, std::string code,
                     std::optional<std::string> redirect_uri,
                     std::optional<std::string> code_verifier)
    : services_(&services),
      client_(client),
      code_(std::move(code)),
      redirect_uri_(std::move(redirect_uri)),
      code_verifier_(std::move(code_verifier)) {}

Redeeming::Redeeming(const oauth::Services& services, const oauth::Client& client,
                     const oauth::CodeClaims& code)
    : services_(&services), client_(client), claims_(code) {}

oauth::Proposal Redeeming::Decide() {
  known_ = services_->ledger.Known();
  if (!code_.empty()) {
    const auto proven = oauth::ReadCode(services_->ledger, services_->seals.ForThisThread(), code_);
    claims_.reset();
    if (!proven) return {};
    claims_ = proven->claims;
  }
  const oauth::RedeemRecords records = oauth::LoadForRedeem(services_->ledger, client_, *claims_);
  auto decision =
      oauth::RedeemCode(*claims_, records, {redirect_uri_, code_verifier_}, services_->lifetimes,
                        services_->clock.Now(), services_->random.Bytes<16>());
  redemption_ = decision.outcome;
  grant_ = records.grant;
  return std::move(decision.proposal);
}

http::Response Redeeming::Answer(const oauth::Committed* committed, AnswerBuffer& buffer) {
  if (!claims_) return OAuthError(ErrorCode::kCodeInvalid, buffer);
  if (redemption_ != Redemption::kRedeemed && redemption_ != Redemption::kRepeated) {
    return OAuthError(ErrorOf(redemption_), buffer);
  }
  if (committed != nullptr) known_ = committed->sequence;
  // A grant that already covered the scopes is not changed by the commit.
  if (committed != nullptr && committed->grant) grant_ = committed->grant;
  if (!grant_) return OAuthError(ErrorCode::kInternal, buffer);
  const IssuedTokens tokens{
      oauth::IssueAccessToken(*grant_, claims_->scopes.Set(), known_,
                              services_->lifetimes.access_token, services_->clock.Now(),
                              oauth::DrawSerial<oauth::TokenSerial>(services_->random)),
      oauth::IssueRefreshToken(*grant_, claims_->scopes.Set()), claims_->scopes.Set()};
  return TokenAnswer(*services_, *grant_, tokens, buffer);
}

void RedeemCode(const oauth::Services& services, http::Exchange& exchange,
                const oauth::Client& client, const OAuthParameters& parameters) {
  const auto code = parameters.Get("code");
  if (!code) {
    AnswerBuffer buffer;
    exchange.Answer(OAuthError(ErrorCode::kCodeMissing, buffer));
    return;
  }
  Perform(services.committer, exchange,
          Redeeming(services, client, std::string(*code), Copy(parameters.Get("redirect_uri")),
                    Copy(parameters.Get("code_verifier"))));
}

}  // namespace writ::api
