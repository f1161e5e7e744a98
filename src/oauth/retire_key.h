// The end of an old sealing key.
#pragma once

#include <cstdint>
#include <span>

#include "base/result.h"
#include "oauth/change.h"
#include "oauth/records/records.h"

namespace writ::oauth {

enum class KeyRefusal : std::uint8_t {
  kUnknown,  // there is no such key
  kIssues,   // it issues tokens: another must first
  kBackward  // it is further than that already; a state only moves forward
};

// The key numbered `id` moves on to `state`: kOpenRefreshOnly or kDead.
[[nodiscard]] Result<ChangeKey, KeyRefusal> RetireKey(std::span<const Key> keys, std::uint64_t id,
                                                      KeyState state);

}  // namespace writ::oauth
