// A token's whole life, shown once with the real requests and answers against a running sandbox.
#pragma once

#include <iosfwd>
#include <string>

#include "base/result.h"

namespace writ::cli {

// Authorizes for `scope`, redeems, uses, checks, refreshes and revokes at the sandbox at `url`, and
// prints each step to `out`. Fails at the first answer that is not what the life of a token
// promises.
[[nodiscard]] Result<void> Demonstrate(std::ostream& out, const std::string& url,
                                       const std::string& scope, bool colour);

}  // namespace writ::cli
