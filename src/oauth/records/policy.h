// What differs from client to client and from server to server.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/clock.h"

namespace writ::oauth {

// Which rules a client lives by. `mollie` imitates Mollie Connect; `oauth21` follows the OAuth 2.1
// draft.
enum class Preset : std::uint8_t { kMollie = 1, kOauth21 = 2 };

[[nodiscard]] std::optional<Preset> ParsePreset(std::string_view name);
[[nodiscard]] std::string_view NameOf(Preset preset);

struct Policy {
  bool rotates_refresh_tokens;  // each refresh makes a successor (invariant 5)
  bool requires_pkce;           // a code challenge is mandatory (RFC 7636)
  bool requires_state;          // as Mollie documents
  bool one_grant_per_consent;   // Mollie's "authorization"; otherwise one grant per redemption
  bool repeats_codes;           // a lost answer is given again (invariant 4)
  bool expires_unused_grants;   // as RFC 9700 §4.14.2 wants; Mollie's never expire
};

[[nodiscard]] constexpr Policy PolicyOf(Preset preset) {
  if (preset == Preset::kOauth21) return {true, true, false, false, false, true};
  return {false, false, true, true, true, false};
}

// How long after a rotation the refresh token before is still answered, since the answer with its
// successor may have been lost: a time, or until somebody refreshes with the successor.
inline constexpr Seconds kRotationGrace{10};  // unless the app has another
inline constexpr Seconds kRotationGraceMax{24L * 3600};
inline constexpr Seconds kUntilUsed = Seconds::max();
// 0 (none) to kRotationGraceMax, or kUntilUsed.
[[nodiscard]] constexpr bool IsRotationGrace(Seconds grace) {
  return (grace >= Seconds{0} && grace <= kRotationGraceMax) || grace == kUntilUsed;
}
inline constexpr std::string_view kUntilUsedName = "until-used";

// How long things live; all are configurable.
struct Lifetimes {
  Seconds code{30};
  Seconds access_token{3600};
  Seconds code_repeat{10};  // for a code without PKCE; with it, the code's own life
  Seconds refresh_token_unused{90L * 24 * 3600};  // between refreshes, where grants expire unused
  Seconds consent_page{1800};
  Seconds login_link{600};
  Seconds session{3600};
  Seconds clock_skew{60};  // how far in the future a token's issue may lie
};

// When a grant that is made or refreshed now expires unless it is refreshed again; the epoch:
// never.
[[nodiscard]] constexpr Instant ExpiryUnused(const Policy& policy, const Lifetimes& lifetimes,
                                             Instant now) {
  return policy.expires_unused_grants ? now + lifetimes.refresh_token_unused : Instant{};
}

}  // namespace writ::oauth
