// POST /_sandbox/keys and /_sandbox/keys/revoke: API keys and organization tokens of a merchant.
#pragma once

#include "http/handler.h"
#include "oauth/services.h"

namespace writ::api {

// Takes {"merchant", "kind": "live" | "test" | "organization", "scope"?} and answers 201 {"token"}.
// Without a scope the key may do everything.
void SandboxMakeKey(const oauth::Services& services, http::Exchange& exchange);

// Takes {"token"} and answers 204 once the key's grant has ended; 400 for a token of another kind.
void SandboxRevokeKey(const oauth::Services& services, http::Exchange& exchange);

}  // namespace writ::api
