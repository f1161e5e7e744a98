#include "oauth/retire_key.h"

#include <algorithm>

namespace writ::oauth {

Result<ChangeKey, KeyRefusal> RetireKey(std::span<const Key> keys, std::uint64_t id,
                                        KeyState state) {
  const auto key = std::find_if(keys.begin(), keys.end(),
                                [id](const Key& candidate) { return candidate.id == id; });
  if (key == keys.end()) return Fail(KeyRefusal::kUnknown);
  if (key->state == KeyState::kIssue) return Fail(KeyRefusal::kIssues);
  if (key->state > state) return Fail(KeyRefusal::kBackward);
  return ChangeKey{key->id, state};
}

}  // namespace writ::oauth
