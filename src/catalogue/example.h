// What somebody who tries a server could ask for.
#pragma once

#include <cstddef>
#include <string>

#include "oauth/catalogue.h"

namespace writ::catalogue {

// The `scope` of a request that `catalogue` allows, with at most `most` names: Mollie's
// payments.read and organizations.read where they are offered, else the first that people see.
// Empty when nothing is offered. Thread-safe.
[[nodiscard]] std::string ExampleScope(const oauth::Catalogue& catalogue, std::size_t most);

}  // namespace writ::catalogue
