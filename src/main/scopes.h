// Which scopes a new server has: the value of --scopes.
#pragma once

#include <string>

#include "base/result.h"
#include "oauth/catalogue.h"

namespace writ {

// "mollie" (and an empty text), "none", or the path of a file as catalogue/read_catalogue.h reads
// it.
[[nodiscard]] Result<oauth::Catalogue::Pointer> LoadScopes(const std::string& choice);

}  // namespace writ
