// From the text of a token to what it claims, proven under the secret of the record that it claims.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "oauth/standing.h"
#include "oauth/token/seal.h"
#include "oauth/token/token.h"

namespace writ::oauth {

// A token that we made, with where its grant stands. It may be dead: the rules say.
struct ProvenToken {
  TokenClaims claims;
  std::uint8_t key = 0;              // that sealed it
  Sequence known = Sequence::kNone;  // read before the records were
  Standing standing;
  bool revoked = false;  // a tombstone names it
};

// Nothing for a text that is no token of ours, or whose grant is gone.
[[nodiscard]] std::optional<ProvenToken> ReadToken(const Ledger& ledger, Seal& seal,
                                                   std::string_view text);

struct ProvenCode {
  CodeClaims claims;
  Sequence known = Sequence::kNone;
};

// Nothing for a text that is no code of ours, or whose client is gone.
[[nodiscard]] std::optional<ProvenCode> ReadCode(const Ledger& ledger, Seal& seal,
                                                 std::string_view text);

}  // namespace writ::oauth
