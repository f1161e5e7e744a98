// SHA-256 and comparing in constant time.
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/constant_time.h"
#include "base/hex.h"
#include "base/sha256.h"
#include "base/wipe.h"

namespace writ {
namespace {

// FIPS 180-2 Appendix B.
TEST(Sha256, Vectors) {
  EXPECT_EQ(EncodeHex(Sha256(std::string_view(""))),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(EncodeHex(Sha256(std::string_view("abc"))),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(EncodeHex(Sha256(std::string(1000000, 'a'))),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  EXPECT_EQ(Sha256(std::vector<std::uint8_t>{'a', 'b', 'c'}), Sha256(std::string_view("abc")));
}

TEST(EqualInConstantTime, ComparesAllBytes) {
  const std::vector<std::uint8_t> bytes = {1, 2, 3};
  EXPECT_TRUE(EqualInConstantTime(bytes, bytes));
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    std::vector<std::uint8_t> other = bytes;
    other[i] ^= 0x80U;
    EXPECT_FALSE(EqualInConstantTime(bytes, other));
  }
  EXPECT_TRUE(EqualInConstantTime(std::string_view(), std::string_view("")));
  EXPECT_TRUE(EqualInConstantTime("abc", "abc"));
  EXPECT_FALSE(EqualInConstantTime("abc", "abd"));
  EXPECT_FALSE(EqualInConstantTime("abc", "ab"));
  EXPECT_FALSE(EqualInConstantTime("ab", "abc"));
}

TEST(Wipe, Overwrites) {
  std::vector<std::uint8_t> secret = {1, 2, 3};
  Wipe(secret);
  EXPECT_EQ(secret, std::vector<std::uint8_t>(3, 0));
}

}  // namespace
}  // namespace writ
