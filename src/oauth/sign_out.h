// Signing a merchant out: every session of it and every one-time link that was handed out ends, and
// nothing that it gave to apps does.
#pragma once

#include <cstdint>
#include <optional>

#include "base/result.h"
#include "oauth/change.h"
#include "oauth/records/records.h"

namespace writ::oauth {

enum class SignOutRefusal : std::uint8_t { kSubjectUnknown };  // or deleted

// What signing `subject` out writes. Sessions and links are proven by the secret that sealed them,
// so the new one, `fresh` (random), ends them all; one that is being made meanwhile is sealed with
// the old secret, or was asked for afterwards. A suspended subject is signed out too:
// its sessions would come back with it. Pure.
[[nodiscard]] Result<Proposal, SignOutRefusal> SignOut(const std::optional<Subject>& subject,
                                                       const SealSecret& fresh);

}  // namespace writ::oauth
