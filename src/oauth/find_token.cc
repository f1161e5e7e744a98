#include "oauth/find_token.h"

#include "oauth/read_token.h"

namespace writ::oauth {

std::optional<FoundToken> FindToken(const Ledger& ledger, Seal& seal, std::string_view text) {
  const std::optional<ProvenToken> proven = ReadToken(ledger, seal, text);
  if (!proven) return std::nullopt;
  return FoundToken{IdOf(proven->claims), proven->standing, proven->revoked, proven->claims,
                    proven->key};
}

std::optional<FoundToken> FindToken(const Ledger& ledger, const TokenId& id) {
  // Before the grant is read: a tombstone leaves once its grant's cut-off stands for it.
  const bool revoked =
      id.kind != TokenKind::kRefresh && ledger.IsRevoked(id.grant, TokenSerial{id.serial});
  const std::optional<Standing> standing = LoadStanding(ledger, id.grant);
  if (!standing) return std::nullopt;
  return FoundToken{id, *standing, revoked, std::nullopt, 0};
}

std::optional<bool> Works(const FoundToken& token, const Lifetimes& lifetimes, Instant now) {
  if (token.revoked || !IsLive(token.standing, now)) return false;
  if (!token.claims) return std::nullopt;
  if (token.id.kind == TokenKind::kRefresh) {
    return IsUsable(*token.claims, token.standing, now);
  }
  return IsActive(*token.claims, token.standing, token.revoked, now, lifetimes.clock_skew);
}

}  // namespace writ::oauth
