#include "oauth/token/public_id.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <thread>

#include "base/base62.h"
#include "oauth/seal_claims.h"

namespace writ::oauth {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace): the generators of this suite

constexpr MasterKey kMaster = {4, 5, 6};
constexpr MasterKey kOtherMaster = {4, 5, 7};

bool ReadsAtAll(const PublicIds& ids, std::string_view text) {
  return ids.ReadClient(text) || ids.ReadSubject(text) || ids.ReadGrant(text) ||
         ids.ReadToken(text);
}

TokenId DrawTokenId() {
  return {GrantId{DrawNumber(64) | 1U},
          *rc::gen::element(TokenKind::kAccess, TokenKind::kRefresh, TokenKind::kOrganization,
                            TokenKind::kLiveKey, TokenKind::kTestKey),
          DrawNumber(48)};
}

RC_GTEST_PROP(PublicIds, RoundTrip, ()) {
  const PublicIds ids(kMaster);
  const PublicIds again(kMaster);
  const auto small = static_cast<std::uint32_t>(DrawNumber(32) | 1U);
  const ClientId client{small};
  const SubjectId subject{small};
  const GrantId grant{DrawNumber(64) | 1U};
  const TokenId token = DrawTokenId();
  RC_ASSERT(again.ReadClient(ids.Show(client)) == client);
  RC_ASSERT(again.ReadSubject(ids.Show(subject)) == subject);
  RC_ASSERT(again.ReadGrant(ids.Show(grant)) == grant);
  RC_ASSERT(again.ReadToken(ids.Show(token)) == token);
  RC_ASSERT(ids.Show(client).starts_with("app_") && ids.Show(client).size() == 26);
  RC_ASSERT(ids.Show(subject).starts_with("org_") && ids.Show(subject).size() == 26);
  RC_ASSERT(ids.Show(grant).starts_with("grant_") && ids.Show(grant).size() == 28);
  RC_ASSERT(ids.Show(token).starts_with("token_") && ids.Show(token).size() == 28);

  std::array<char, 26> text26{};
  std::array<char, 28> text28{};
  ids.ShowInto(client, text26);
  RC_ASSERT(std::string_view(text26.data(), 26) == ids.Show(client));
  ids.ShowInto(subject, text26);
  RC_ASSERT(std::string_view(text26.data(), 26) == ids.Show(subject));
  ids.ShowInto(token, text28);
  RC_ASSERT(std::string_view(text28.data(), 28) == ids.Show(token));
}

RC_GTEST_PROP(PublicIds, NoKindPassesForAnother, ()) {
  const PublicIds ids(kMaster);
  const std::uint64_t number = DrawNumber(32) | 1U;
  const auto small = static_cast<std::uint32_t>(number);
  const std::string texts[] = {ids.Show(ClientId{small}), ids.Show(SubjectId{small}),
                               ids.Show(GrantId{number}), ids.Show(DrawTokenId())};
  const std::string prefixes[] = {"app_", "org_", "grant_", "token_", "", "access_"};
  for (const std::string& text : texts) {
    for (const std::string& prefix : prefixes) {
      if (text.starts_with(prefix) && !prefix.empty()) continue;
      RC_ASSERT(!ReadsAtAll(ids, prefix + text.substr(text.find('_') + 1)));
    }
  }
}

// A client's or subject's block has 96 bits that must be right; one bit flipped spoils them all.
RC_GTEST_PROP(PublicIds, NothingElseReads, (const std::string& raw)) {
  const PublicIds ids(kMaster);
  const PublicIds other(kOtherMaster);
  const std::string text = ids.Show(ClientId{static_cast<std::uint32_t>(DrawNumber(32) | 1U)});
  RC_ASSERT(ids.ReadClient(text));
  RC_ASSERT(!other.ReadClient(text));
  RC_ASSERT(!ReadsAtAll(ids, raw));
  RC_ASSERT(!ReadsAtAll(ids, "app_" + raw));
  RC_ASSERT(!ReadsAtAll(ids, text + "0") && !ReadsAtAll(ids, "app_0" + text.substr(4)));
  RC_ASSERT(!ReadsAtAll(ids, text.substr(0, 25)) && !ReadsAtAll(ids, " " + text));
  for (std::size_t i = 0; i < text.size(); ++i) {
    for (const char character : {'0', 'z', '-', '\0'}) {
      std::string changed = text;
      changed[i] = character;
      RC_ASSERT(changed == text || !ReadsAtAll(ids, changed));
    }
  }
  const auto block = DrawBytes<std::array<std::uint8_t, 16>>();
  for (const char* prefix : {"app_", "org_", "grant_"}) {
    RC_ASSERT(!ReadsAtAll(ids, prefix + EncodeBase62(block)));
  }
}

TEST(PublicIds, ReadsOnlyWhatNamesSomething) {
  const PublicIds ids(kMaster);
  EXPECT_FALSE(ids.ReadClient(ids.Show(ClientId::kNone)));
  EXPECT_FALSE(ids.ReadSubject(ids.Show(SubjectId::kNone)));
  EXPECT_FALSE(ids.ReadGrant(ids.Show(GrantId::kNone)));
  EXPECT_FALSE(ids.ReadToken(ids.Show(TokenId{})));
}

// A token's id has only 12 bits to spare, so that some random texts name a token of a grant that is
// not there; few do.
TEST(PublicIds, FewRandomTextsNameAToken) {
  const PublicIds ids(kMaster);
  int reads = 0;
  std::array<std::uint8_t, 16> block{};
  for (std::uint32_t i = 0; i < 100000; ++i) {
    block[0] = static_cast<std::uint8_t>(i);
    block[1] = static_cast<std::uint8_t>(i >> 8U);
    block[2] = static_cast<std::uint8_t>(i >> 16U);
    if (ids.ReadToken("token_" + EncodeBase62(block))) ++reads;
  }
  EXPECT_LT(reads, 40);  // 100000 * 5 / 65536 = 7.6 are expected
}

TEST(PublicIds, NeighboursLookUnrelated) {
  const PublicIds ids(kMaster);
  std::set<std::string> heads;
  for (std::uint32_t i = 1; i <= 100; ++i) heads.insert(ids.Show(ClientId{i}).substr(0, 12));
  EXPECT_EQ(heads.size(), 100U);
}

TEST(PublicIdsDeathTest, TokenIdsOutOfRangeAreBugs) {
  const PublicIds ids(kMaster);
  EXPECT_DEATH((void)ids.Show(TokenId{GrantId{1}, TokenKind::kAccess, std::uint64_t{1} << 48U}),
               "does not hold");
  EXPECT_DEATH((void)ids.Show(TokenId{GrantId{1}, TokenKind::kCode, 1}), "does not hold");
}

// Contexts are kept per thread: two rings on one thread and one ring on two do not mix.
TEST(PublicIds, RingsAndThreadsDoNotMix) {
  const PublicIds ids(kMaster);
  const PublicIds other(kOtherMaster);
  const std::string text = ids.Show(ClientId{7});
  EXPECT_NE(other.Show(ClientId{7}), text);
  EXPECT_EQ(ids.Show(ClientId{7}), text);
  std::string elsewhere;
  std::thread thread([&] { elsewhere = ids.Show(ClientId{7}); });
  thread.join();
  EXPECT_EQ(elsewhere, text);
}

TEST(PublicIds, SecretsAreHashedUnderTheMasterKey) {
  const PublicIds ids(kMaster);
  EXPECT_EQ(ids.HashSecret("secret"), PublicIds(kMaster).HashSecret("secret"));
  EXPECT_NE(ids.HashSecret("secret"), ids.HashSecret("secreT"));
  EXPECT_NE(ids.HashSecret("secret"), PublicIds(kOtherMaster).HashSecret("secret"));
  EXPECT_NE(ids.HashSecret(""), SecretHash{});
}

TEST(PublicIds, DerivedSecretsDependOnMasterAndLabel) {
  const PublicIds ids(kMaster);
  const std::string secret = ids.DeriveSecret("first");
  EXPECT_EQ(secret.size(), 40U);
  EXPECT_TRUE(DecodeBase62(secret));
  EXPECT_EQ(PublicIds(kMaster).DeriveSecret("first"), secret);
  EXPECT_NE(ids.DeriveSecret("second"), secret);
  EXPECT_NE(PublicIds(kOtherMaster).DeriveSecret("first"), secret);
}

}  // namespace
}  // namespace writ::oauth
