#include "oauth/introspect_token.h"

namespace writ::oauth {

std::optional<ActiveToken> IntrospectToken(const Client& caller, const TokenClaims& token,
                                           const Standing& standing, bool revoked,
                                           const Lifetimes& lifetimes, Instant now) {
  const Grant& grant = standing.grant;
  const bool is_own = grant.client == caller.id;
  const bool may_ask = caller.resource_server && token.kind != TokenKind::kRefresh;
  if (!is_own && !may_ask) return std::nullopt;
  const bool active = token.kind == TokenKind::kRefresh
                          ? IsUsable(token, standing, now)
                          : IsActive(token, standing, revoked, now, lifetimes.clock_skew);
  if (!active) return std::nullopt;
  ActiveToken answer{EffectiveScope(token, grant), token.issued_at, std::nullopt};
  if (token.lifetime != Seconds{0}) answer.expires = token.issued_at + token.lifetime;
  if (grant.expires != Instant{} && (!answer.expires || grant.expires < *answer.expires)) {
    answer.expires = grant.expires;
  }
  return answer;
}

}  // namespace writ::oauth
