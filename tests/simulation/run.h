// One seeded run, and what to say of it when it fails.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "player.h"

namespace writ::simulation {

struct RunOptions {
  std::uint64_t seed = 1;
  std::size_t steps = 250;
  // Only these steps; empty: all.
  std::vector<std::size_t> only;
  // The store in a file, read anew by each process; else in memory.
  bool on_disk = false;
  // Prints every answer.
  bool trace = false;
};

struct RunResult {
  std::optional<std::string> violation;
  PlayerFacts facts;
};

[[nodiscard]] RunResult PlayOnce(const RunOptions& options);

// As PlayOnce; a violation comes with the fewest steps found that still show one, and the command
// that plays them again.
[[nodiscard]] RunResult PlayAndShrink(const RunOptions& options);

}  // namespace writ::simulation
