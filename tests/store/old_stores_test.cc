// Stores that earlier programs made open, and hold what they held: see tests/store/old_stores.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/hex.h"
#include "oauth/read_token.h"
#include "oauth/records/policy.h"
#include "oauth/token/master_key.h"
#include "store/random_changes.h"

namespace writ::store {
namespace {

using oauth::TokenKind;

std::string ReadText(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string_view TextOf(const boost::json::value& value) {
  const auto& text = value.as_string();
  return {text.data(), text.size()};
}

// Says the time at which the store was stopped; the ledger adds how far its sandbox had moved it.
class OldStoresTest : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    const std::string path = std::string("tests/store/old_stores/") + GetParam();
    const std::string facts = ReadText(path + ".json");
    ASSERT_FALSE(facts.empty()) << "run from the root of the checkout";
    facts_ = boost::json::parse(facts);
    options_.trust = KeyTrust::kNamed;  // they are from before stores said whose they are
    clock_.Advance(Seconds(facts_.at("now").as_int64() - ToUnix(clock_.Now())));
    std::filesystem::create_directories(Data());
    const auto mark = DecodeHex(TextOf(facts_.at("watermark")));
    ASSERT_TRUE(mark);
    std::ofstream(Data() + "/watermark", std::ios::binary)
        .write(reinterpret_cast<const char*>(mark->data()),
               static_cast<std::streamsize>(mark->size()));
    Execute(ReadText(path + ".sql"));
  }
  void Execute(const std::string& sql) {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open((Data() + "/writ.db").c_str(), &database), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
        << sqlite3_errmsg(database);
    sqlite3_close(database);
  }
  void Open() {
    ledger_.reset();
    auto opened = OpenOnDisk(Data(), TestKey(), options_, clock_, random_);
    ASSERT_TRUE(opened) << opened.error().message;
    ledger_ = std::move(*opened);
  }
  [[nodiscard]] std::string Data() const { return folder_.Path() + "/data"; }

  [[nodiscard]] bool IsLive(std::string_view text) {
    const auto master = oauth::ParseMasterKey(TextOf(facts_.at("master_key")));
    oauth::Seal seal(std::make_shared<const oauth::KeyRing>(*master, ledger_->Keys()));
    const auto token = oauth::ReadToken(*ledger_, seal, text);
    if (!token) return false;
    const oauth::Lifetimes lifetimes;
    if (token->claims.kind == TokenKind::kRefresh) {
      return oauth::IsUsable(token->claims, token->standing, clock_.Now());
    }
    return oauth::IsActive(token->claims, token->standing, token->revoked, clock_.Now(),
                           lifetimes.clock_skew);
  }
  void ExpectEveryToken() {
    for (const auto& entry : facts_.at("tokens").as_array()) {
      EXPECT_EQ(IsLive(TextOf(entry.at("token"))), entry.at("live").as_bool())
          << TextOf(entry.at("name"));
    }
  }

  TemporaryFolder folder_;
  StillClock clock_;
  SeededRandom random_{1};
  DiskOptions options_;
  boost::json::value facts_;
  std::unique_ptr<Store> ledger_;
};

TEST_P(OldStoresTest, EveryTokenIsWhatItWas) {
  Open();
  ExpectEveryToken();
}

TEST_P(OldStoresTest, TheStoreIsTheSameWhenFoldedAndOpenedAgain) {
  Open();
  const std::string before = Picture(*ledger_).Text();
  Open();
  EXPECT_EQ(Picture(*ledger_).Text(), before);
  ledger_->Tidy();
  Open();
  EXPECT_EQ(ledger_->Replayed(), 0U);
  ExpectEveryToken();
}

TEST_P(OldStoresTest, NewChangesFollowTheOldOnes) {
  Open();
  const Standing standing = Settle(*ledger_);
  Open();
  EXPECT_TRUE(ledger_->FindGrant(standing.grant));
  ExpectEveryToken();
}

INSTANTIATE_TEST_SUITE_P(, OldStoresTest, testing::Values("unfolded", "folded"),
                         [](const auto& param) { return std::string(param.param); });

class UnfoldedTest : public OldStoresTest {};

TEST_P(UnfoldedTest, AllOfItsEventsAreReplayed) {
  Open();
  EXPECT_GT(ledger_->Replayed(), 100U);
}

TEST_P(UnfoldedTest, AnEventThatWasChangedIsFound) {
  Execute(
      "UPDATE event SET record = replace(record, 'merchant.example', 'elsewhere.example')"
      " WHERE kind = 'make_subject'");
  EXPECT_THAT(OpenOnDisk(Data(), TestKey(), options_, clock_, random_).error().message,
              testing::HasSubstr("its hash is wrong"));
}

INSTANTIATE_TEST_SUITE_P(, UnfoldedTest, testing::Values("unfolded"),
                         [](const auto& param) { return std::string(param.param); });

}  // namespace
}  // namespace writ::store
