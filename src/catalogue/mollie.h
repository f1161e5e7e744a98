// Mollie's catalogue, which a server has unless its operator gave it another.
#pragma once

#include <string_view>

#include "oauth/catalogue.h"

namespace writ::catalogue {

// The file mollie.toml, as it was when this was built.
[[nodiscard]] std::string_view MollieText();

// What it says, by index. Read once; thread-safe.
[[nodiscard]] const oauth::Catalogue::Pointer& Mollie();

}  // namespace writ::catalogue
