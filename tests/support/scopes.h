// Scopes by name for tests of what is under the catalogue: always Mollie's.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/check.h"
#include "catalogue/mollie.h"
#include "oauth/catalogue.h"

namespace writ::oauth {

inline std::optional<ScopeList> ParseScope(std::string_view text) {
  const auto list = catalogue::Mollie()->Parse(text);
  return list ? std::optional(*list) : std::nullopt;
}

inline std::string FormatScope(const ScopeSet& set) { return catalogue::Mollie()->Format(set); }
inline std::string FormatScope(const ScopeSet& set, const ScopeList& list) {
  return catalogue::Mollie()->Format(set, list);
}

inline const ScopeSet& AllScopes() { return catalogue::Mollie()->Offered(); }

}  // namespace writ::oauth
