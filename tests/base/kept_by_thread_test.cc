#include "base/kept_by_thread.h"

#include <gtest/gtest.h>

namespace writ {
namespace {

TEST(KeptByThread, EveryOwnerHasItsOwnUntilTooManyWereUsedAfterIt) {
  KeptByThread<int, 2> kept;
  int made = 0;
  const auto make = [&] { return std::make_unique<int>(++made); };
  EXPECT_EQ(kept.Get(7, make), 1);
  EXPECT_EQ(kept.Get(8, make), 2);
  EXPECT_EQ(kept.Get(7, make), 1);
  EXPECT_EQ(kept.Get(9, make), 3) << "the least used, 8, is let go";
  EXPECT_EQ(kept.Get(7, make), 1);
  EXPECT_EQ(kept.Get(8, make), 4);
}

TEST(KeptByThread, StaysWhereItIsWhileOthersCome) {
  KeptByThread<int, 3> kept;
  const auto make = [] { return std::make_unique<int>(5); };
  const int& first = kept.Get(1, make);
  for (const std::uint64_t owner : {2U, 3U, 2U, 1U}) static_cast<void>(kept.Get(owner, make));
  EXPECT_EQ(&kept.Get(1, make), &first);
}

TEST(KeptByThread, NumbersOfOwnersAreNeverGivenTwice) {
  EXPECT_NE(NextOwnerNumber(), NextOwnerNumber());
}

}  // namespace
}  // namespace writ
