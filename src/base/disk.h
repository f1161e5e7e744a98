// What keeps a folder from being written to, in words.
#pragma once

#include <optional>
#include <string>

namespace writ {

// That its disk is full, its file system read-only, or that this process has no permission; a
// clause such as "the disk of /var/lib/writ is full". Nothing if none of these is so now. Writes
// nothing.
[[nodiscard]] std::optional<std::string> DiskTrouble(const std::string& folder);

}  // namespace writ
