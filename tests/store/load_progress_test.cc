// How far the reading of a big store is, as its observer is told.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include "store/disk/recovery.h"
#include "store/sqlite/sqlite_medium.h"
#include "support/scopes.h"

namespace writ::store {
namespace {

using Told = std::tuple<std::string, std::uint64_t, std::uint64_t>;

// What the observer of a store with grants of these ids, and nothing else of note, is told.
std::vector<Told> ToldOf(const std::vector<std::uint64_t>& ids) {
  const auto medium = std::move(sqlite::SqliteMedium::OpenInMemory()).value();
  Write write;
  write.rows.catalogue = catalogue::Mollie();
  write.rows.scopes = {write.rows.catalogue->All().begin(), write.rows.catalogue->All().end()};
  write.rows.scope_lists.push_back({1, *catalogue::Mollie()->Parse("payments.read")});
  write.rows.server.emplace();
  for (const std::uint64_t id : ids) {
    oauth::Grant grant;
    grant.id = oauth::GrantId{id};
    grant.made_at = oauth::Sequence{1};
    write.rows.grants.push_back({grant, 1});
  }
  EXPECT_EQ(medium->Apply(write).fate, WriteFate::kDone);
  std::vector<Told> told;
  const LoadObserver observer = [&told](const LoadProgress& progress) {
    told.emplace_back(progress.what, progress.done, progress.all);
  };
  Sweep sweep;
  const auto replica = std::make_unique<Replica>(sweep);
  Recovery recovery(*replica, sweep, observer);
  EXPECT_TRUE(recovery.Run(*medium));
  EXPECT_TRUE(replica->Live().Find(oauth::GrantId{ids.back()}));
  return told;
}

TEST(LoadProgress, IsCountedByIdsSoThatNothingNeedsCounting) {
  std::vector<std::uint64_t> ids;
  for (std::uint64_t i = 0; i < 20'000; ++i) ids.push_back(1001 + 3 * i);
  EXPECT_THAT(ToldOf(ids), testing::ElementsAre(Told("grants", 8191 * 3 + 1, 19'999 * 3 + 1),
                                                Told("grants", 16'383 * 3 + 1, 19'999 * 3 + 1)));
}

TEST(LoadProgress, IsCountedByRowsWhereHistoryWasLost) {
  std::vector<std::uint64_t> ids;
  for (const std::uint64_t era : {0U, 3U}) {
    for (std::uint64_t i = 1; i <= 9'000; ++i) ids.push_back((era << 32U) + i);
  }
  EXPECT_THAT(ToldOf(ids),
              testing::ElementsAre(Told("grants", 8192, 18'000), Told("grants", 16'384, 18'000)));
}

TEST(LoadProgress, IsNotToldOfASmallStore) {
  std::vector<std::uint64_t> ids;
  for (std::uint64_t i = 1; i <= 8'000; ++i) ids.push_back(i);
  EXPECT_THAT(ToldOf(ids), testing::IsEmpty());
}

}  // namespace
}  // namespace writ::store
