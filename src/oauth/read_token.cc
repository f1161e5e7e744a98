#include "oauth/read_token.h"

namespace writ::oauth {

std::optional<ProvenToken> ReadToken(const Ledger& ledger, Seal& seal, std::string_view text) {
  const auto opened = seal.OpenToken(text);
  if (!opened) return std::nullopt;
  const Sequence known = ledger.Known();
  // Before the grant is read: a tombstone leaves once its grant's cut-off stands for it.
  const bool revoked = opened->claims.kind != TokenKind::kRefresh &&
                       ledger.IsRevoked(opened->claims.grant, opened->claims.serial);
  // Nothing but the grant is looked at for a token that cannot prove what it says.
  const auto grant = ledger.FindGrant(opened->claims.grant);
  if (!grant || !Seal::Proves(*opened, grant->secret)) return std::nullopt;
  return ProvenToken{opened->claims, opened->key, known, LoadStanding(ledger, *grant), revoked};
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
