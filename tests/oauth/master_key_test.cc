#include "oauth/token/master_key.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>

#include "base/base64.h"
#include "base/hex.h"

namespace writ::oauth {
namespace {

// Bytes whose base64 has characters of both alphabets.
MasterKey Sample() {
  MasterKey key{};
  for (std::size_t i = 0; i < key.size(); ++i) key[i] = static_cast<std::uint8_t>(0xff - i);
  return key;
}

std::string Raw(const MasterKey& key) { return std::string(key.begin(), key.end()); }

TEST(ParseMasterKey, ReadsEverySpelling) {
  const MasterKey key = Sample();
  const std::string standard = EncodeBase64(key);
  const std::string url = EncodeBase64Url(key);
  for (const std::string& text :
       {EncodeHex(key), EncodeHex(key) + "\n", "  " + EncodeHex(key) + "\r\n", standard,
        standard + "\n", standard.substr(0, 43), url, url + "=", Raw(key)}) {
    const auto read = ParseMasterKey(text);
    ASSERT_TRUE(read) << text;
    EXPECT_EQ(*read, key);
  }
}

TEST(ParseMasterKey, RawBytesAreNotTrimmed) {
  MasterKey key = Sample();
  key.front() = '\n';
  key.back() = ' ';
  const auto read = ParseMasterKey(Raw(key));
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, key);
}

TEST(ParseMasterKey, RefusesAllElseWithoutRepeatingIt) {
  const MasterKey key = Sample();
  const std::string hex = EncodeHex(key);
  const std::string base64 = EncodeBase64(key);
  for (const std::string& text :
       {std::string(), std::string("\n"), hex.substr(1), hex + "0", "0x" + hex, hex.substr(0, 32),
        std::string("a password of thirty-two letters"), base64 + "=", base64.substr(1),
        Raw(key) + "\n", Raw(key).substr(1), std::string(64, 'g'), std::string(32, '\0'),
        std::string(64, '0')}) {
    const auto read = ParseMasterKey(text);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(text.size() > 8 ? read.error().message.find(text.substr(0, 8)) : std::string::npos,
              std::string::npos);
  }
}

}  // namespace
}  // namespace writ::oauth
