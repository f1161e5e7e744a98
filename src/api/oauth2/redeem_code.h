// grant_type=authorization_code at POST /oauth2/tokens (RFC 6749 §4.1.3).
#pragma once

#include <optional>
#include <string>

#include "api/commit.h"
#include "api/parameters.h"
#include "oauth/redeem_code.h"
#include "oauth/services.h"

namespace writ::api {

// Redeems the code in `parameters` for the authenticated `client` and answers.
void RedeemCode(const oauth::Services& services, http::Exchange& exchange,
                const oauth::Client& client, const OAuthParameters& parameters);

// One redemption, with the code as its text or (the sandbox's way) as its claims.
class Redeeming final : public Attempt {
 public:
  Redeeming(const oauth::Services& services, const oauth::Client& client, std::string code,
            std::optional<std::string> redirect_uri, std::optional<std::string> code_verifier);
  Redeeming(const oauth::Services& services, const oauth::Client& client,
            const oauth::CodeClaims& code);

  [[nodiscard]] oauth::Attribution By() const override {
    return {oauth::Actor::Of(client_.id), {}, "token"};
  }
  [[nodiscard]] oauth::Proposal Decide() override;
  [[nodiscard]] http::Response Answer(const oauth::Committed* committed,
                                      AnswerBuffer& buffer) override;

 private:
  const oauth::Services* services_;
  oauth::Client client_;
  std::string code_;
  std::optional<std::string> redirect_uri_;
  std::optional<std::string> code_verifier_;

  // Of the last Decide.
  std::optional<oauth::CodeClaims> claims_;
  oauth::Sequence known_ = oauth::Sequence::kNone;
  oauth::Redemption redemption_ = oauth::Redemption::kOtherClientsCode;
  std::optional<oauth::Grant> grant_;
};

}  // namespace writ::api
