// What somebody who mistyped a word most likely meant.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace writ::cli {

// The nearest of `known`, if it is near enough to be worth naming: at most one edit for every three
// characters, and at least one. An edit inserts, drops, replaces or swaps letters.
[[nodiscard]] std::optional<std::string> Suggest(std::string_view word,
                                                 const std::vector<std::string>& known);

}  // namespace writ::cli
