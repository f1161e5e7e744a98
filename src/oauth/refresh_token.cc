#include "oauth/refresh_token.h"

namespace writ::oauth {

namespace {

Decision<RefreshOutcome> Refuse(Refresh why) { return {{why, {}, {}}, {}}; }

// What a rotating client's refresh token gets, its grant being live and the scopes in order.
// `expires`: when the grant does if this is its last refresh.
Decision<RefreshOutcome> Rotate(const TokenClaims& token, const Standing& standing, Instant now,
                                Instant expires, RefreshOutcome outcome) {
  const Grant& grant = standing.grant;
  if (token.generation > grant.generation) return Refuse(Refresh::kFromTheFuture);
  if (token.generation == grant.generation) {
    outcome.refresh = Refresh::kRotated;
    return {outcome,
            {{GrantIsAtGeneration{grant.id, grant.generation}},
             {RotateGrant{grant.id, grant.generation + 1, now, expires}}}};
  }
  if (IsInGrace(token, standing, now)) return {outcome, {}};
  return {{Refresh::kReused, {}, {}}, {{}, {EndGrant{grant.id, Cause::kReplay}}}};
}

}  // namespace

Decision<RefreshOutcome> RefreshToken(const Client& client, const TokenClaims& token,
                                      const Standing& standing,
                                      const std::optional<ScopeList>& scope,
                                      const Lifetimes& lifetimes, Instant now) {
  const Grant& grant = standing.grant;
  if (token.kind != TokenKind::kRefresh) return Refuse(Refresh::kUnknownToken);
  if (grant.client != client.id) return Refuse(Refresh::kOtherClientsToken);
  if (!IsLive(standing, now)) return Refuse(Refresh::kUnknownToken);

  const ScopeSet carried = EffectiveScope(token, grant);
  const ScopeSet wanted = scope && scope->size != 0 ? scope->Set() : carried;
  if (!carried.Covers(wanted)) return Refuse(Refresh::kScopeExceeded);

  const RefreshOutcome outcome{Refresh::kRefreshed, wanted, token.scopes};
  const Policy policy = PolicyOf(client.preset);
  if (policy.rotates_refresh_tokens) {
    return Rotate(token, standing, now, ExpiryUnused(policy, lifetimes, now), outcome);
  }
  if (token.generation > grant.generation) return Refuse(Refresh::kFromTheFuture);
  return {outcome, {}};
}

}  // namespace writ::oauth
