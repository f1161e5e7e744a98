// Whether what is printed can arrive.
#pragma once

#include <optional>
#include <string>

namespace writ::cli {

// Why a few kilobytes written to `descriptor` would be lost, as far as can be known beforehand: it
// is closed, nobody reads the other end of the pipe, the device or the disk is full. Nothing for
// -1, and where nothing speaks against it. Writes nothing and does not block.
[[nodiscard]] std::optional<std::string> WhyUnwritable(int descriptor);

}  // namespace writ::cli
