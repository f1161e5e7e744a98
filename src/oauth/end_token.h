// Ending one token, whoever asks for it: the app it was issued to, the operator, its merchant.
#pragma once

#include "base/clock.h"
#include "oauth/change.h"
#include "oauth/records/records.h"
#include "oauth/standing.h"
#include "oauth/token/public_id.h"
#include "oauth/token/token.h"

namespace writ::oauth {

// What ends `token` for good; empty when it is dead for good already. An access token ends alone; a
// refresh token of any generation takes its grant with it (RFC 7009 §2.1), and under a policy of
// one grant per consent cuts the consent, so that codes approved before are dead too; an API key or
// organization token is its grant. `claims`: null when only the token's name is known, which does
// not tell when it was made or expires. `revoked`: a tombstone names it. What a suspension, or a
// clock that is ahead, only makes look dead is ended all the same: it would come back otherwise.
[[nodiscard]] Proposal EndToken(const TokenId& token, const TokenClaims* claims,
                                const Standing& standing, bool revoked, Cause cause, Instant now);

}  // namespace writ::oauth
