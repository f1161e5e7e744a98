// The client credentials grant (RFC 6749 §4.4): a token of the app's own, under a grant that is
// made once and again only after a cut-off ended it, so that a mass revocation stays one write.
#pragma once

#include <cstdint>
#include <optional>

#include "oauth/change.h"
#include "oauth/records/records.h"
#include "oauth/standing.h"

namespace writ::oauth {

enum class SelfGrant : std::uint8_t {
  kLive,           // the token comes from the standing's grant; nothing to commit
  kMade,           // from the grant that the commit returns
  kScopeExceeded,  // or the client may ask for none
  kScopeTooMany,   // more than one grant can have
};

struct SelfGrantOutcome {
  SelfGrant self_grant;
  ScopeSet scopes;
};

// `standing` is that of client.self_grant, if it has one. `offered` is what the catalogue offers.
// `scope` is the parameter, if it was sent; without it the token has all that the client may ask
// for.
[[nodiscard]] Decision<SelfGrantOutcome> UseClientCredentials(
    const Client& client, const std::optional<Standing>& standing, const Server& server,
    const ScopeSet& offered, const std::optional<ScopeList>& scope, Instant now,
    const SealSecret& secret);

}  // namespace writ::oauth
