#include "oauth/rotate_key.h"

namespace writ::oauth {

std::optional<MakeKey> RotateKey(std::span<const Key> keys, Instant now) {
  if (keys.size() >= kKeysMax) return std::nullopt;
  Key key;
  key.state = KeyState::kIssue;
  key.made_time = now;
  return MakeKey{key};
}

}  // namespace writ::oauth
