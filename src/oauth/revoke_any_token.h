// The operator's revocation of one token, whoever it was issued to.
#pragma once

#include "base/clock.h"
#include "oauth/change.h"
#include "oauth/find_token.h"

namespace writ::oauth {

// What ends `token` for good, as EndToken has it; empty when it is dead for good already.
[[nodiscard]] Proposal RevokeAnyToken(const FoundToken& token, Instant now);

}  // namespace writ::oauth
