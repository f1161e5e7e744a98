#include "api/oauth2/token_answer.h"

#include "api/json_writer.h"

namespace writ::api {

http::Response TokenAnswer(const oauth::Services& services, const oauth::Grant& grant,
                           const IssuedTokens& tokens, AnswerBuffer& buffer) {
  oauth::Seal& seal = services.seals.ForThisThread();
  std::array<char, 256> token;
  JsonWriter json(buffer);
  json.Plain("access_token", {token.data(), seal.MakeInto(tokens.access, grant.secret, token)});
  if (tokens.refresh) {
    json.Plain("refresh_token",
               {token.data(), seal.MakeInto(*tokens.refresh, grant.secret, token)});
  }
  json.Number("expires_in", tokens.access.lifetime.count());
  json.Plain("token_type", "bearer");
  json.Scope("scope", tokens.scopes, *grant.scopes, services.ledger.NamesOfScopes());
  const auto body = json.Finish();
  if (!body) return OAuthError(oauth::ErrorCode::kInternal, buffer);
  return {200, kJson, kNoStore, *body};
}

}  // namespace writ::api
