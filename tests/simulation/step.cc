#include "step.h"

#include <random>

namespace writ::simulation {

namespace {

struct Weight {
  StepKind kind;
  std::string_view name;
  unsigned weight;
};

constexpr std::array kWeights{
    Weight{StepKind::kAuthorize, "authorize", 28},
    Weight{StepKind::kRedeem, "redeem", 36},
    Weight{StepKind::kRefresh, "refresh", 44},
    Weight{StepKind::kClientCredentials, "client credentials", 8},
    Weight{StepKind::kIntrospect, "introspect", 6},
    Weight{StepKind::kRevoke, "revoke", 10},
    Weight{StepKind::kCut, "cut", 5},
    Weight{StepKind::kSuspend, "suspend or resume", 5},
    Weight{StepKind::kDelete, "delete", 1},
    Weight{StepKind::kAgain, "again", 20},
    Weight{StepKind::kRun, "run what waits", 14},
    Weight{StepKind::kClock, "clock", 14},
    Weight{StepKind::kSlow, "slow disk", 6},
    Weight{StepKind::kRestart, "restart", 3},
    Weight{StepKind::kCrash, "crash", 6},
    Weight{StepKind::kDisk, "disk full or empty", 3},
    Weight{StepKind::kTidy, "tidy", 1},
    Weight{StepKind::kKey, "new sealing key", 1},
};

}  // namespace

std::string_view NameOf(StepKind kind) {
  for (const Weight& row : kWeights) {
    if (row.kind == kind) return row.name;
  }
  return "unknown";
}

std::vector<Step> StepsOf(std::uint64_t seed, std::size_t count) {
  std::mt19937_64 engine(seed * 0x9E3779B97F4A7C15U + 1);
  unsigned total = 0;
  for (const Weight& row : kWeights) total += row.weight;
  std::vector<Step> steps;
  for (std::size_t number = 0; number < count; ++number) {
    unsigned roll = static_cast<unsigned>(engine() % total);
    Step step{StepKind::kRun, {}, number};
    for (const Weight& row : kWeights) {
      step.kind = row.kind;
      if (roll < row.weight) break;
      roll -= row.weight;
    }
    for (auto& die : step.dice) die = static_cast<std::uint32_t>(engine());
    steps.push_back(step);
  }
  return steps;
}

}  // namespace writ::simulation
