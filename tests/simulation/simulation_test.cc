// Seeded runs of clients, merchants, operators and faults against the real endpoints and ledger,
// judged by a model that knows nothing of them.
#include <gtest/gtest.h>

#include <chrono>
#include <random>

#include "run.h"

namespace writ::simulation {
namespace {

void ExpectRight(const RunOptions& options) {
  const RunResult result = PlayAndShrink(options);
  EXPECT_FALSE(result.violation.has_value()) << *result.violation;
}

TEST(Simulation, FixedSeeds) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed)
    ExpectRight({seed, 250, {}, seed % 8 == 0, false});
}

TEST(Simulation, FreshSeeds) {
  const std::uint64_t first = std::random_device{}();
  RecordProperty("first_seed", std::to_string(first));
  for (std::uint64_t seed = first; seed < first + 40; ++seed) {
    ExpectRight({seed, 250, {}, seed % 8 == 0, false});
  }
}

TEST(Simulation, PlaysTheSameEachTime) {
  const RunResult first = PlayOnce({7, 250, {}, false, false});
  const RunResult second = PlayOnce({7, 250, {}, false, false});
  EXPECT_EQ(first.facts.answers, second.facts.answers);
}

// What the runs are made of: a simulation that no longer reaches something would prove nothing.
TEST(Simulation, ReachesEverything) {
  std::map<std::string, std::size_t> answers;
  std::size_t crashes = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const RunResult result = PlayOnce({seed, 250, {}, false, false});
    crashes += result.facts.crashes;
    for (const auto& [name, count] : result.facts.answers) answers[name] += count;
  }
  for (const char* name :
       {"authorize 200", "authorize 400", "redeem 200", "redeem 400", "redeem 401", "redeem 503",
        "refresh 200", "refresh 400", "refresh 503", "client credentials 200", "introspect 200",
        "revoke 200", "revoke 204", "revoke 400", "revoke 401"}) {
    EXPECT_GT(answers[name], name == std::string("redeem 503") ? 0U : 3U) << name;
  }
  EXPECT_GT(crashes, 100U);
}

}  // namespace
}  // namespace writ::simulation
