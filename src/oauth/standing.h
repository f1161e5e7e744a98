// Where a grant stands: the grant with everything above it that can end it, and what follows for
// its tokens.
#pragma once

#include <optional>

#include "base/clock.h"
#include "oauth/ledger.h"
#include "oauth/records/records.h"
#include "oauth/token/token.h"

namespace writ::oauth {

struct Standing {
  Server server;
  std::optional<Client> client;  // absent for API keys and organization tokens, or when it is gone
  std::optional<Subject> subject;  // absent for client credentials, or when it is gone
  std::optional<Consent> consent;  // of kAuthorization
  Grant grant;
};

// The grant and what is above it, or nothing if there is no such grant.
[[nodiscard]] std::optional<Standing> LoadStanding(const Ledger& ledger, GrantId id);
// The same for a grant that was just read.
[[nodiscard]] Standing LoadStanding(const Ledger& ledger, const Grant& grant);

// Whether the grant is over for good: it was ended, or made before an `all` cut-off above it.
// Neither the end of a suspension nor a clock that is set back brings it to life again.
[[nodiscard]] bool IsOver(const Standing& standing);

// Whether the grant lives: not ended, not expired, its client and subject there and enabled, and
// made later than every `all` cut-off above it.
[[nodiscard]] bool IsLive(const Standing& standing, Instant now);

// Whether a proven access token, organization token or API key is active: its grant is live, it has
// not expired, was not issued in the future beyond `skew`, knows every `access` cut-off above it,
// and `revoked` (a tombstone names it) is false.
[[nodiscard]] bool IsActive(const TokenClaims& claims, const Standing& standing, bool revoked,
                            Instant now, Seconds skew);

// Whether a refresh with this proven refresh token would be answered: its grant is live, and it is
// the present generation, or the one before and IsInGrace.
[[nodiscard]] bool IsUsable(const TokenClaims& refresh_token, const Standing& standing,
                            Instant now);

// Whether it is of the generation before the grant's, within the app's rotation_grace. The
// successor's first use makes a further generation, so the window closes by itself then, and never
// slides.
[[nodiscard]] bool IsInGrace(const TokenClaims& refresh_token, const Standing& standing,
                             Instant now);

// Whether the token knows every `access` cut-off above it.
[[nodiscard]] bool KnowsAccessCuts(const TokenClaims& claims, const Standing& standing);

// What the token may do: what it carries and its grant still has.
[[nodiscard]] ScopeSet EffectiveScope(const TokenClaims& claims, const Grant& grant);

// Whether something that was known at `seen` has since been cut off for the pair: a code, or a
// consent page.
[[nodiscard]] bool IsCutOff(Sequence seen, const Server& server, const Client& client,
                            const Subject& subject, const std::optional<Consent>& consent);

// Whether the consent lives: made later than its own `all` cut-off.
[[nodiscard]] bool IsLive(const Consent& consent);

// Whether a live grant of the pair covers `scopes`, so that `auto` need not ask. The newest
// kGrantsLookedAt are looked at: an app may have any number, and asking once more is no harm.
inline constexpr int kGrantsLookedAt = 32;
[[nodiscard]] bool HasCoveringGrant(const Ledger& ledger, const Client& client,
                                    const Subject& subject, const ScopeSet& scopes, Instant now);

}  // namespace writ::oauth
