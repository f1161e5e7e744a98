#include "api/oauth2/introspect_token.h"

#include <array>

#include "api/json_writer.h"
#include "api/parameters.h"
#include "api/respond.h"
#include "oauth/introspect_token.h"
#include "oauth/read_token.h"

namespace writ::api {

namespace {

using oauth::ErrorCode;

template <std::size_t N>
std::string_view View(const std::array<char, N>& text) {
  return {text.data(), text.size()};
}

http::Response Render(const oauth::Services& services, const http::Request& request,
                      const oauth::TokenClaims& claims, const oauth::Grant& grant,
                      const oauth::ActiveToken& active, AnswerBuffer& buffer) {
  const bool is_refresh = claims.kind == oauth::TokenKind::kRefresh;
  std::array<char, 26> client;
  std::array<char, 26> subject;
  std::array<char, 28> token;
  // An app's own token is its subject's too, and a merchant's own key its client's (RFC 9068 §2.2).
  if (grant.client != oauth::ClientId::kNone) services.ids.ShowInto(grant.client, client);
  if (grant.subject != oauth::SubjectId::kNone) services.ids.ShowInto(grant.subject, subject);
  if (grant.client == oauth::ClientId::kNone) client = subject;
  if (grant.subject == oauth::SubjectId::kNone) subject = client;
  services.ids.ShowInto(oauth::IdOf(claims), token);

  JsonWriter json(buffer);
  json.Boolean("active", true);
  json.Scope("scope", active.scopes, *grant.scopes, services.ledger.NamesOfScopes());
  json.Plain("client_id", View(client));
  json.Plain("sub", View(subject));
  json.Plain("token_type", is_refresh ? "refresh_token" : "bearer");
  json.Number("iat", ToUnix(active.issued_at));
  if (active.expires) json.Number("exp", ToUnix(*active.expires));
  json.Plain("jti", View(token));
  json.String("iss", services.IssuerFor(request.tls));
  const auto body = json.Finish();
  if (!body) return OAuthError(ErrorCode::kInternal, buffer);
  return {200, kJson, kNoStore, *body};
}

}  // namespace

void IntrospectToken(const oauth::Services& services, http::Exchange& exchange,
                     const oauth::Client& client, const OAuthParameters& parameters) {
  AnswerBuffer buffer;
  const auto text = parameters.Get("token");
  if (!text) return exchange.Answer(OAuthError(ErrorCode::kTokenMissing, buffer));

  constexpr std::string_view kInactive = "{\"active\":false}";
  const auto token = oauth::ReadToken(services.ledger, services.seals.ForThisThread(), *text);
  if (!token) return exchange.Answer({200, kJson, kNoStore, kInactive});
  const auto active = oauth::IntrospectToken(client, token->claims, token->standing, token->revoked,
                                             services.lifetimes, services.clock.Now());
  if (!active) return exchange.Answer({200, kJson, kNoStore, kInactive});
  exchange.Answer(Render(services, exchange.GetRequest(), token->claims, token->standing.grant,
                         *active, buffer));
}

}  // namespace writ::api
