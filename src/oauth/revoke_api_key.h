// A merchant's revocation of its own API key or organization token.
#pragma once

#include <cstdint>

#include "base/clock.h"
#include "oauth/change.h"
#include "oauth/read_token.h"

namespace writ::oauth {

enum class ApiKeyRevocation : std::uint8_t {
  kRevoked,      // once the proposal is committed
  kAlreadyDead,  // success without a change
  kNotAnApiKey,  // an app's token: refused, and it lives
};

// Ends the grant of the API key or organization token `token`.
[[nodiscard]] Decision<ApiKeyRevocation> RevokeApiKey(const ProvenToken& token, Instant now);

}  // namespace writ::oauth
