// Making an API key or organization token of a merchant.
#pragma once

#include <optional>

#include "base/clock.h"
#include "base/result.h"
#include "oauth/change.h"
#include "oauth/mint_access_token.h"
#include "oauth/records/records.h"

namespace writ::oauth {

// The grant that becomes the key; IssueApiKey makes its only token once this is committed.
// `kind` is kLiveKey, kTestKey or kOrganization. Absent scopes: all that the catalogue has
// `offered`; an absent lifetime, or 0: for ever. kSubjectUnknown, kSubjectSuspended, kScopeMissing,
// kScopeTooMany, kLifetimeInvalid.
[[nodiscard]] Result<Proposal, MintRefusal> MintApiKey(GrantKind kind,
                                                       const std::optional<Subject>& subject,
                                                       const ScopeSet& offered,
                                                       const MintWish& wish, Instant now,
                                                       const SealSecret& secret);

}  // namespace writ::oauth
