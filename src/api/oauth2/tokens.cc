#include "api/oauth2/tokens.h"

#include "api/oauth2/client_credentials.h"
#include "api/oauth2/redeem_code.h"
#include "api/oauth2/refresh_token.h"
#include "api/oauth2/revoke_token.h"
#include "api/respond.h"

namespace writ::api {

void PostTokens(const oauth::Services& services, http::Exchange& exchange,
                const oauth::Client& client, const OAuthParameters& parameters) {
  const auto refuse = [&exchange](oauth::ErrorCode error) {
    AnswerBuffer buffer;
    exchange.Answer(OAuthError(error, buffer));
  };
  const auto grant_type = parameters.Get("grant_type");
  if (!grant_type) {
    if (parameters.Get("token") && !parameters.Get("code") && !parameters.Get("refresh_token")) {
      return RevokeToken(services, exchange, client, parameters);
    }
    return refuse(oauth::ErrorCode::kGrantTypeMissing);
  }
  if (*grant_type == "authorization_code") {
    return RedeemCode(services, exchange, client, parameters);
  }
  if (*grant_type == "refresh_token") {
    return RefreshToken(services, exchange, client, parameters);
  }
  if (*grant_type == "client_credentials") {
    return UseClientCredentials(services, exchange, client, parameters);
  }
  refuse(oauth::ErrorCode::kGrantTypeUnsupported);
}

}  // namespace writ::api
