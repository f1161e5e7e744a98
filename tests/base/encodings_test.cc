// Hex, base64 and base62: vectors, and that every value has exactly one text.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/base62.h"
#include "base/base64.h"
#include "base/hex.h"

namespace writ {
namespace {

using Bytes = std::vector<std::uint8_t>;

TEST(Hex, EncodesAndDecodes) {
  const Bytes bytes = {0x00, 0x0f, 0xa5, 0xff};
  EXPECT_EQ(EncodeHex(bytes), "000fa5ff");
  EXPECT_EQ(DecodeHex("000FA5ff"), bytes);
  EXPECT_EQ(DecodeHex(""), Bytes());
  EXPECT_EQ(DecodeHex("0"), std::nullopt);
  EXPECT_EQ(DecodeHex("0g"), std::nullopt);
  EXPECT_EQ(DecodeHex("g0"), std::nullopt);
  EXPECT_EQ(DecodeHex("0x"), std::nullopt);
}

// RFC 4648 §10.
TEST(Base64, Vectors) {
  const std::vector<std::pair<std::string, std::string>> vectors = {{"", ""},
                                                                    {"f", "Zg=="},
                                                                    {"fo", "Zm8="},
                                                                    {"foo", "Zm9v"},
                                                                    {"foob", "Zm9vYg=="},
                                                                    {"fooba", "Zm9vYmE="},
                                                                    {"foobar", "Zm9vYmFy"}};
  for (const auto& [plain, text] : vectors) {
    EXPECT_EQ(EncodeBase64(plain), text);
    EXPECT_EQ(DecodeBase64(text), plain);
    const std::string url = text.substr(0, text.find('='));
    EXPECT_EQ(EncodeBase64Url(plain), url);
    EXPECT_EQ(DecodeBase64Url(url), plain);
  }
  EXPECT_EQ(EncodeBase64(std::string("\xfb\xff", 2)), "+/8=");
  EXPECT_EQ(EncodeBase64Url(std::string("\xfb\xff", 2)), "-_8");
}

TEST(Base64, RefusesOtherSpellings) {
  for (const char* text : {"Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Z===", "====", "Zg==Zg==",
                           "Zm9v\n", " Zm9v", "-_8=", "Zm=v", "=Zm9", "Zm9v====", "Z"}) {
    EXPECT_EQ(DecodeBase64(text), std::nullopt) << text;
  }
  for (const char* text : {"Zg==", "Zh", "Zm9", "+/8", "Z", "Zm9vY", "Zg "}) {
    EXPECT_EQ(DecodeBase64Url(text), std::nullopt) << text;
  }
}

RC_GTEST_PROP(Base64, RoundTrips, (const std::string& plain)) {
  RC_ASSERT(DecodeBase64(EncodeBase64(plain)) == plain);
  RC_ASSERT(DecodeBase64Url(EncodeBase64Url(plain)) == plain);
}

RC_GTEST_PROP(Base64, WhatDecodesIsCanonical, (const Bytes& raw)) {
  static constexpr std::string_view kCharacters = "AQgwZz09+/-_=";
  std::string text;
  for (const std::uint8_t byte : raw) text.push_back(kCharacters[byte % kCharacters.size()]);
  if (const auto plain = DecodeBase64(text)) RC_ASSERT(EncodeBase64(*plain) == text);
  if (const auto plain = DecodeBase64Url(text)) RC_ASSERT(EncodeBase64Url(*plain) == text);
}

TEST(Base62, Vectors) {
  EXPECT_EQ(EncodeBase62(Bytes{}), "");
  EXPECT_EQ(EncodeBase62(Bytes{0}), "00");
  EXPECT_EQ(EncodeBase62(Bytes{61}), "0z");
  EXPECT_EQ(EncodeBase62(Bytes{62}), "10");
  EXPECT_EQ(EncodeBase62(Bytes{255}), "47");
  // 2^112 - 1, by an independent big-number calculation.
  EXPECT_EQ(EncodeBase62(Bytes(14, 255)), "SKiCQOM5vAG3pNoyji3");
  EXPECT_EQ(EncodeBase62(Bytes(15, 0)), std::string(21, '0'));
}

TEST(Base62, SizesOfTokens) {
  EXPECT_EQ(Base62Size(48), 66U);
  EXPECT_EQ(Base62Size(53), 72U);
  EXPECT_EQ(Base62Size(16), 22U);
}

TEST(Base62, RefusesOtherSpellings) {
  EXPECT_EQ(DecodeBase62("47"), Bytes{255});
  EXPECT_EQ(DecodeBase62("48"), std::nullopt);    // 256
  EXPECT_EQ(DecodeBase62("zz"), std::nullopt);    // more than a byte
  EXPECT_EQ(DecodeBase62("7"), std::nullopt);     // no byte has one digit
  EXPECT_EQ(DecodeBase62("0047"), std::nullopt);  // nor has any number of them four
  EXPECT_EQ(DecodeBase62("4-"), std::nullopt);
  EXPECT_EQ(DecodeBase62(std::string_view("4\0", 2)), std::nullopt);
  EXPECT_EQ(DecodeBase62("4\xff"), std::nullopt);
  EXPECT_EQ(DecodeBase62(std::string(19, 'z')), std::nullopt);
}

// A character of no value must not pass for a small one.
TEST(Base62, RefusesEveryOtherCharacterEverywhere) {
  for (const std::size_t size : {1U, 5U, 14U, 20U}) {
    const std::string zeros = EncodeBase62(Bytes(size, 0));
    for (std::size_t i = 0; i < zeros.size(); ++i) {
      for (int code = -128; code < 128; ++code) {
        const auto character = static_cast<char>(code);
        std::string text = zeros;
        text[i] = character;
        const auto bytes = DecodeBase62(text);
        const bool digit = (character >= '0' && character <= '9') ||
                           (character >= 'A' && character <= 'Z') ||
                           (character >= 'a' && character <= 'z');
        ASSERT_TRUE(digit || !bytes) << i << " " << code;
        ASSERT_TRUE(!bytes || EncodeBase62(*bytes) == text) << text;
      }
    }
  }
}

TEST(Base62, EveryLengthHasItsOwnNumberOfDigits) {
  for (std::size_t size = 0; size < 200; ++size) {
    EXPECT_LT(Base62Size(size), Base62Size(size + 1));
    const Bytes top(size, 255);
    const std::string text = EncodeBase62(top);
    ASSERT_EQ(text.size(), Base62Size(size));
    EXPECT_EQ(DecodeBase62(text), top);
    if (size == 0) continue;
    // One more than the most that the bytes hold.
    std::string over = EncodeBase62(top);
    std::size_t i = over.size();
    while (over[i - 1] == 'z') over[--i] = '0';
    over[i - 1] = over[i - 1] == '9'   ? 'A'
                  : over[i - 1] == 'Z' ? 'a'
                                       : static_cast<char>(over[i - 1] + 1);
    EXPECT_EQ(DecodeBase62(over), std::nullopt) << size;
  }
}

TEST(Base62, DecodesOnlyWhatFits) {
  std::array<std::uint8_t, 2> two{};
  EXPECT_EQ(DecodeBase62Into("000", two), 2U);
  EXPECT_EQ(DecodeBase62Into("00000", two), std::nullopt);
}

RC_GTEST_PROP(Base62, RoundTrips, (const Bytes& bytes)) {
  RC_ASSERT(DecodeBase62(EncodeBase62(bytes)) == bytes);
}

RC_GTEST_PROP(Base62, WhatDecodesIsCanonical, (const Bytes& raw)) {
  static constexpr std::string_view kCharacters = "0019AZaz";
  std::string text;
  for (const std::uint8_t byte : raw) text.push_back(kCharacters[byte % kCharacters.size()]);
  if (const auto bytes = DecodeBase62(text)) RC_ASSERT(EncodeBase62(*bytes) == text);
}

}  // namespace
}  // namespace writ
