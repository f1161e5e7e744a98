#include "main/address.h"

#include <gtest/gtest.h>

namespace writ {
namespace {

TEST(Address, ReadsBothFamilies) {
  const auto four = ParseAddress("127.0.0.1:8080");
  ASSERT_TRUE(four);
  EXPECT_EQ(four->host, "127.0.0.1");
  EXPECT_EQ(four->port, 8080);
  const auto six = ParseAddress("[::1]:443");
  ASSERT_TRUE(six);
  EXPECT_EQ(six->host, "::1");
  EXPECT_EQ(Authority(*six), "[::1]:443");
  EXPECT_EQ(ParseAddress("localhost:0")->host, "127.0.0.1");
}

TEST(Address, RefusesWhatIsNone) {
  for (const char* text : {"", ":", "8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536",
                           "127.0.0.1:-1", "127.0.0.1:80x", "example.com:80", "[::1]", "::1"}) {
    const auto address = ParseAddress(text);
    EXPECT_FALSE(address) << text;
  }
}

TEST(Address, KnowsWhatIsLoopback) {
  EXPECT_TRUE(IsLoopback({"127.0.0.1", 1}));
  EXPECT_TRUE(IsLoopback({"127.9.9.9", 1}));
  EXPECT_TRUE(IsLoopback({"::1", 1}));
  EXPECT_FALSE(IsLoopback({"0.0.0.0", 1}));
  EXPECT_FALSE(IsLoopback({"10.0.0.1", 1}));
  EXPECT_TRUE(IsAny({"0.0.0.0", 1}));
  EXPECT_TRUE(IsAny({"::", 1}));
  EXPECT_FALSE(IsAny({"::1", 1}));
}

}  // namespace
}  // namespace writ
