#include "oauth/issue_tokens.h"

namespace writ::oauth {

ScopeClaim ClaimScopes(const ScopeList& list, const ScopeSet& scopes) {
  const ScopePlaces places = list.PlacesOf(scopes);
  if (const auto count = places.AsFirst()) return {ScopeClaim::Form::kFirst, *count, {}};
  return {ScopeClaim::Form::kPlaces, 0, places};
}

TokenClaims IssueAccessToken(const Grant& grant, const ScopeSet& scopes, Sequence known,
                             Seconds lifetime, Instant now, TokenSerial serial) {
  TokenClaims claims;
  claims.kind = TokenKind::kAccess;
  claims.grant = grant.id;
  claims.sequence = known;
  claims.issued_at = now;
  claims.scopes = ClaimScopes(*grant.scopes, scopes);
  claims.serial = serial;
  claims.lifetime = lifetime;
  return claims;
}

TokenClaims IssueRefreshToken(const Grant& grant, const ScopeClaim& scopes) {
  TokenClaims claims;
  claims.kind = TokenKind::kRefresh;
  claims.grant = grant.id;
  claims.sequence = grant.generation_at;
  claims.issued_at = grant.generation_time;
  claims.scopes = scopes;
  claims.generation = grant.generation;
  return claims;
}

TokenClaims IssueRefreshToken(const Grant& grant, const ScopeSet& scopes) {
  return IssueRefreshToken(grant, ClaimScopes(*grant.scopes, scopes));
}

namespace {

TokenKind KindOf(GrantKind kind) {
  switch (kind) {
    case GrantKind::kLiveKey:
      return TokenKind::kLiveKey;
    case GrantKind::kTestKey:
      return TokenKind::kTestKey;
    case GrantKind::kOrganization:
      return TokenKind::kOrganization;
    case GrantKind::kAuthorization:
    case GrantKind::kClientCredentials:
      break;
  }
  return TokenKind::kAccess;
}

}  // namespace

TokenClaims IssueApiKey(const Grant& grant, TokenSerial serial) {
  TokenClaims claims = IssueAccessToken(grant, grant.scopes->Set(), grant.made_at, Seconds{0},
                                        grant.made_time, serial);
  claims.kind = KindOf(grant.kind);
  return claims;
}

}  // namespace writ::oauth
