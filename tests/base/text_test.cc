// The text that everybody reads: ASCII case, hexadecimal digits, UTF-8, percent-encoding, loopback.
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/ascii.h"
#include "base/base64.h"
#include "base/hex_digit.h"
#include "base/loopback.h"
#include "base/percent.h"
#include "base/short_text.h"
#include "base/utf8.h"

namespace writ::test {
namespace {

TEST(Ascii, OnlyItsLettersHaveCase) {
  EXPECT_EQ(Lower("AZ@[`{\xC3\x89 09"), "az@[`{\xC3\x89 09");
  EXPECT_TRUE(EqualsIgnoringCase("Content-TYPE", "cONTENT-type"));
  EXPECT_FALSE(EqualsIgnoringCase("@", "`")) << "they differ by the bit of case only";
  EXPECT_FALSE(EqualsIgnoringCase("a", "ab"));
  EXPECT_TRUE(EndsIgnoringCase("a.LocalHost", ".localhost"));
  EXPECT_FALSE(EndsIgnoringCase("host", "localhost"));
}

TEST(HexDigit, IsOfEitherCaseAndNothingElse) {
  for (int c = -128; c < 128; ++c) {
    const char digit = static_cast<char>(c);
    const std::size_t lower = kLowerHexDigits.find(digit);
    const std::size_t upper = kUpperHexDigits.find(digit);
    const std::size_t place = lower == std::string_view::npos ? upper : lower;
    EXPECT_EQ(HexValue(digit), place == std::string_view::npos ? -1 : static_cast<int>(place)) << c;
  }
}

TEST(Base64, IsDecodedInPlaceAsOtherwise) {
  std::array<char, 6> room{};
  EXPECT_EQ(DecodeBase64("YWJjZGVm", room), 6U);
  EXPECT_EQ(std::string_view(room.data(), 6), "abcdef");
  EXPECT_EQ(DecodeBase64("YWI=", room), 2U);
  EXPECT_EQ(DecodeBase64("", room), 0U);
  for (const std::string_view refused : {"YWJjZGVmYQ==", "YWI", "YWJ=", "A===", "====", "YW J"}) {
    EXPECT_FALSE(DecodeBase64(refused, room)) << refused;
  }
}

TEST(Percent, EncodesAndDecodes) {
  std::string encoded;
  AppendPercentEncoded("aZ09-._~ /?&=+%\xC3\xA9", encoded);
  EXPECT_EQ(encoded, "aZ09-._~%20%2F%3F%26%3D%2B%25%C3%A9");
  std::string decoded = "x";
  EXPECT_TRUE(PercentDecode(encoded, Plus::kIsPlus, decoded));
  EXPECT_EQ(decoded, "xaZ09-._~ /?&=+%\xC3\xA9");
  std::string plus;
  EXPECT_TRUE(PercentDecode("a+b", Plus::kIsPlus, plus));
  EXPECT_EQ(plus, "a+b");
  EXPECT_FALSE(PercentDecode("%2", Plus::kIsPlus, plus));
}

TEST(Text, IsUtf8WithoutNul) {
  std::string every_byte_once;
  for (int c = 1; c < 128; ++c) every_byte_once += static_cast<char>(c);
  EXPECT_TRUE(IsText(every_byte_once));
  EXPECT_TRUE(IsText("\xF4\x8F\xBF\xBF"));
  // At every place within and beyond the eight bytes that are looked at together.
  for (std::size_t i = 0; i < 20; ++i) {
    std::string text(20, 'a');
    text[i] = '\0';
    EXPECT_FALSE(IsText(text)) << i;
    text[i] = '\x80';
    EXPECT_FALSE(IsText(text)) << i;
  }
}

TEST(Utf8, CodePointsComeOneByOne) {
  std::string_view text = "a\xC3\xA9\xE2\x82\xAC\xF4\x8F\xBF\xBF";
  std::vector<std::uint32_t> found;
  std::uint32_t code_point = 0;
  while (!text.empty() && TakeCodePoint(text, code_point)) found.push_back(code_point);
  EXPECT_EQ(found, (std::vector<std::uint32_t>{'a', 0xE9, 0x20AC, 0x10FFFF}));
  // Overlong, a surrogate, beyond the last, cut short, and a byte that continues nothing.
  for (const std::string_view bad : {"\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                                     "\xE2\x82", "\x80", "\xFF"}) {
    std::string_view rest = bad;
    EXPECT_FALSE(TakeCodePoint(rest, code_point));
    EXPECT_EQ(rest, bad);
    EXPECT_FALSE(IsText(bad));
  }
}

TEST(ShortText, HoldsWhatFitsAndCutsAtTheEndOfACharacter) {
  using Text = ShortText<5>;
  EXPECT_EQ(Text().View(), "");
  EXPECT_EQ(Text("token").View(), "token");
  EXPECT_EQ(Text("tokens").View(), "token");
  EXPECT_EQ(Text("caf\xC3\xA9").View(), "caf\xC3\xA9");
  EXPECT_EQ(Text("cafe\xC3\xA9").View(), "cafe");
  EXPECT_EQ(Text("\xF0\x9F\x8D\x8B\xF0\x9F\x8D\x8B").View(), "\xF0\x9F\x8D\x8B");
  EXPECT_EQ(Text("token"), Text("tokens"));
  EXPECT_FALSE(Text("token") == Text("toke"));
}

TEST(Loopback, IsThisMachineAlone) {
  for (const std::string_view own : {"127.0.0.1", "127.255.0.9", "::1", "0:0:0:0:0:0:0:1"}) {
    EXPECT_TRUE(IsLoopbackAddress(own)) << own;
  }
  for (const std::string_view other : {"", "126.0.0.1", "128.0.0.1", "127.1", "127.0.0.1.example",
                                       "[::1]", "::2", "localhost", "0177.0.0.1"}) {
    EXPECT_FALSE(IsLoopbackAddress(other)) << other;
  }
  EXPECT_TRUE(IsLocalhost("LocalHost"));
  EXPECT_FALSE(IsLocalhost("localhost.example"));
}

}  // namespace
}  // namespace writ::test
