// Finding a token as an operator names it: by its text, or by its jti.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "oauth/ledger.h"
#include "oauth/records/policy.h"
#include "oauth/standing.h"
#include "oauth/token/public_id.h"
#include "oauth/token/seal.h"
#include "oauth/token/token.h"

namespace writ::oauth {

// A token that we made, with where its grant stands. It may be dead.
struct FoundToken {
  TokenId id;
  Standing standing;
  bool revoked = false;               // a tombstone names it
  std::optional<TokenClaims> claims;  // nothing when it was named by its jti, which has none
  std::uint8_t key = 0;               // that sealed it; 0 without claims
};

// Nothing for a text that is no token of ours, or whose grant is gone.
[[nodiscard]] std::optional<FoundToken> FindToken(const Ledger& ledger, Seal& seal,
                                                  std::string_view text);
// Nothing when the grant is gone. A jti that was read may still name a token that was never made.
[[nodiscard]] std::optional<FoundToken> FindToken(const Ledger& ledger, const TokenId& id);

// Whether the token works now; nothing when only its claims could say, and they are not known.
[[nodiscard]] std::optional<bool> Works(const FoundToken& token, const Lifetimes& lifetimes,
                                        Instant now);

}  // namespace writ::oauth
