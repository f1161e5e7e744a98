// Reading the root of all keys from the text that an operator keeps it in.
#pragma once

#include <string_view>

#include "base/result.h"
#include "oauth/token/seal.h"

namespace writ::oauth {

// `text` is 64 hexadecimal digits, or base64 of either alphabet with or without padding, or 32 raw
// bytes that are not all printable (those would be a password, too weak for a key). White space
// around the first two is ignored. The error says what is expected and never repeats the text.
// Thread-safe.
[[nodiscard]] Result<MasterKey> ParseMasterKey(std::string_view text);

}  // namespace writ::oauth
