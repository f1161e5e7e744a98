#include "oauth/read_token.h"

namespace writ::oauth {

std::optional<ProvenToken> ReadToken(const Ledger& ledger, Seal& seal, std::string_view text) {
  const auto opened = seal.OpenToken(text);
  if (!opened) return std::nullopt;
  const Sequence known = ledger.Known();
  const auto standing = LoadStanding(ledger, opened->claims.grant);
  if (!standing || !Seal::Proves(*opened, standing->grant.secret)) return std::nullopt;
  const bool revoked = opened->claims.kind != TokenKind::kRefresh &&
                       ledger.IsRevoked(opened->claims.grant, opened->claims.serial);
  return ProvenToken{opened->claims, opened->key, known, *standing, revoked};
}

std::optional<ProvenCode> ReadCode(const Ledger& ledger, Seal& seal, std::string_view text) {
  const auto opened = seal.OpenCode(text);
  if (!opened) return std::nullopt;
  const Sequence known = ledger.Known();
  const auto client = ledger.FindClient(opened->claims.client);
  if (!client || !Seal::Proves(*opened, client->seal_secret)) return std::nullopt;
  return ProvenCode{opened->claims, known};
}

}  // namespace writ::oauth
