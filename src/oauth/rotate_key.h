// A new sealing key.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "base/clock.h"
#include "oauth/change.h"
#include "oauth/records/records.h"

namespace writ::oauth {

// Sealed tokens carry a key's number in seven bits, and none is used twice.
inline constexpr std::size_t kKeysMax = 127;

// The key that becomes the issuing one; nothing once kKeysMax were made.
[[nodiscard]] std::optional<MakeKey> RotateKey(std::span<const Key> keys, Instant now);

}  // namespace writ::oauth
