#include "cli/suggest.h"

#include <gtest/gtest.h>

namespace writ::cli {
namespace {

const std::vector<std::string> kKnown = {"app", "merchant", "grant", "token",
                                         "access_token_lifetime"};

TEST(Suggest, NamesTheNearestWord) {
  EXPECT_EQ(Suggest("ap", kKnown), "app");
  EXPECT_EQ(Suggest("merchnat", kKnown), "merchant");
  EXPECT_EQ(Suggest("tokne", kKnown), "token");
  EXPECT_EQ(Suggest("acces_token_lifetime", kKnown), "access_token_lifetime");
}

TEST(Suggest, IsSilentWhenNothingIsNear) {
  EXPECT_EQ(Suggest("zebra", kKnown), std::nullopt);
  EXPECT_EQ(Suggest("x", kKnown), std::nullopt);
  EXPECT_EQ(Suggest("app", {}), std::nullopt);
}

}  // namespace
}  // namespace writ::cli
