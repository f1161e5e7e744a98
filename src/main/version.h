// Which Writ this is.
#pragma once

namespace writ {

inline constexpr const char* kVersion = WRIT_VERSION;

}  // namespace writ
