// Changing the catalogue: what a platform wants it to be becomes the changes that make it so.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "oauth/catalogue.h"
#include "oauth/change.h"

namespace writ::oauth {

struct ScopesApplied {
  std::vector<std::string> made;
  std::vector<std::string> changed;
  std::vector<std::string> retired;
  std::size_t unchanged = 0;  // of those wanted
};

// Makes those that are new, at the next indexes in their order, and changes the others to what is
// wanted; scopes that nobody mentions stay as they are. The error is one sentence: a scope that
// CheckScope refuses, a name twice, or more than kScopesMax.
[[nodiscard]] Result<Decision<ScopesApplied>> ApplyScopes(const Catalogue& catalogue,
                                                          std::span<const WantedScope> wanted);

// Retires the scope with this name; nothing to commit when it is retired already. Nothing when
// there is no such scope.
[[nodiscard]] std::optional<Proposal> RetireByName(const Catalogue& catalogue,
                                                   std::string_view name);

}  // namespace writ::oauth
