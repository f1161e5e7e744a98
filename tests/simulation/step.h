// A run is a list of steps, made from a seed before it starts. A step holds dice and not names, so
// that it means something in any state: steps can be left out and the rest still run.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace writ::simulation {

enum class StepKind : std::uint8_t {
  kAuthorize,
  kRedeem,
  kRefresh,
  kClientCredentials,
  kIntrospect,
  kRevoke,
  kCut,      // an operator's or merchant's cut-off, at any level, of any reach
  kSuspend,  // or the end of a suspension
  kDelete,
  kAgain,  // one of the last requests, once more
  kRun,    // all that waits is committed in one batch
  kClock,
  kSlow,  // time passes while requests wait for the disk
  kRestart,
  // Before the next write, or after it and before its answers: the two things that a failed sync
  // may come to, since it stops the process.
  kCrash,
  kDisk,  // full, or empty again
  kTidy,
  kKey,
};
[[nodiscard]] std::string_view NameOf(StepKind kind);

struct Step {
  StepKind kind;
  std::array<std::uint32_t, 10> dice;
  std::size_t number;  // in the whole run
};

[[nodiscard]] std::vector<Step> StepsOf(std::uint64_t seed, std::size_t count);

}  // namespace writ::simulation
