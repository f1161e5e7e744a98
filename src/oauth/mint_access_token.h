// Giving an app tokens for a merchant without a page: the operator's way, and the sandbox's. It is
// the merchant's yes, whose code is redeemed at once.
#pragma once

#include <cstdint>
#include <optional>

#include "base/clock.h"
#include "base/result.h"
#include "oauth/records/policy.h"
#include "oauth/records/records.h"
#include "oauth/token/token.h"

namespace writ::oauth {

// The longest lifetime that a token can be given; it is sealed in 24 bits of seconds.
inline constexpr Seconds kMintedLifetimeMax{(1 << 24) - 1};

enum class MintRefusal : std::uint8_t {
  kClientUnknown,  // or deleted
  kClientSuspended,
  kSubjectUnknown,  // or deleted
  kSubjectSuspended,
  kScopeMissing,
  kScopeExceeded,    // beyond what the app is registered for
  kScopeTooMany,     // more than one grant can have
  kLifetimeInvalid,  // not 1 to kMintedLifetimeMax
};

// What is asked for; absent: all that the app is registered for, and the usual lifetime.
struct MintWish {
  std::optional<ScopeList> scopes;
  std::optional<Seconds> lifetime;
};

struct MintTerms {
  ClientId client = ClientId::kNone;
  SubjectId subject = SubjectId::kNone;
  ScopeList scopes;
  Seconds lifetime{0};  // of the access token
};

// What may be made of `wish` for these two, of what the catalogue has `offered`, or why nothing
// may. A record that was not found is absent.
[[nodiscard]] Result<MintTerms, MintRefusal> CheckMint(const std::optional<Client>& client,
                                                       const std::optional<Subject>& subject,
                                                       const ScopeSet& offered,
                                                       const MintWish& wish,
                                                       const Lifetimes& lifetimes);

// The code to redeem at once (RedeemCode, without redirect URI and verifier). `known` was read
// before the records were.
[[nodiscard]] CodeClaims MintCode(const MintTerms& terms, Sequence known,
                                  const Lifetimes& lifetimes, Instant now, CodeSerial serial);

// What `wish` names, or without that all of `allowed`: kScopeMissing, kScopeTooMany.
[[nodiscard]] Result<ScopeList, MintRefusal> ScopesOf(const MintWish& wish,
                                                      const ScopeSet& allowed);

// Whether `subject` may be given anything: kSubjectUnknown, kSubjectSuspended.
[[nodiscard]] Result<void, MintRefusal> CheckMintFor(const std::optional<Subject>& subject);

}  // namespace writ::oauth
