// What is short-lived, dead or old leaves by itself, and tombstones have their caps.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "oauth/standing.h"
#include "store/random_changes.h"
#include "store/sqlite/sqlite_medium.h"

namespace writ::store {
namespace {

using oauth::GrantId;
using oauth::Sequence;

constexpr Seconds kDay{24 * 3600};

class BoundsTest : public testing::Test {
 protected:
  void Open() {
    ledger_.reset();
    DiskOptions options;
    options.store.threaded = false;
    options.strict_watermark = true;  // an event stays as long as the watermark may name it
    options.store.short_lived = {
        .tombstones_of_grant = 10, .tombstones_of_client = 15, .codes_of_client = 32};
    auto opened = OpenOnDisk(folder_.Path() + "/data", TestKey(), options, clock_, random_);
    ASSERT_TRUE(opened) << opened.error().message;
    ledger_ = std::move(*opened);
  }
  BoundsTest() { Open(); }

  // Time passes only with events: they are what the store judges by.
  void PassAndTidy(Seconds time) {
    clock_.Advance(time);
    ASSERT_TRUE(CommitNow(*ledger_, oauth::AdvanceClock{Seconds{0}}));
    ledger_->Tidy();
  }
  void Revoke(GrantId grant, std::uint64_t serial) {
    ASSERT_TRUE(CommitNow(*ledger_, oauth::RevokeAccessToken{{grant, oauth::TokenSerial{serial},
                                                              clock_.Now() + Seconds{3600}}}));
  }

  TemporaryFolder folder_;
  StillClock clock_;
  SeededRandom random_{1};
  std::unique_ptr<Store> ledger_;
};

TEST_F(BoundsTest, TombstonesAndSpentCodesLeaveADayAfterTheyExpire) {
  const Standing standing = Settle(*ledger_);
  Revoke(standing.grant, 1);
  const oauth::CodeSerial code{9};
  ASSERT_TRUE(CommitNow(*ledger_, oauth::SpendCode{{code, standing.client, standing.grant, true,
                                                    clock_.Now(), clock_.Now() + Seconds{30}}}));
  PassAndTidy(kDay);
  EXPECT_TRUE(ledger_->IsRevoked(standing.grant, oauth::TokenSerial{1}));
  EXPECT_TRUE(ledger_->FindSpentCode(code));
  PassAndTidy(Seconds{3600});
  EXPECT_FALSE(ledger_->FindSpentCode(code));
  PassAndTidy(Seconds{1});
  EXPECT_FALSE(ledger_->IsRevoked(standing.grant, oauth::TokenSerial{1}));
  Open();
  EXPECT_FALSE(ledger_->IsRevoked(standing.grant, oauth::TokenSerial{1}));
  EXPECT_FALSE(ledger_->FindSpentCode(code));
}

TEST_F(BoundsTest, TooManyTombstonesOfAGrantBecomeACutOff) {
  const Standing standing = Settle(*ledger_);
  for (std::uint64_t serial = 1; serial <= 10; ++serial) Revoke(standing.grant, serial);
  EXPECT_EQ(ledger_->FindGrant(standing.grant)->access_cut, Sequence::kNone);
  EXPECT_TRUE(ledger_->IsRevoked(standing.grant, oauth::TokenSerial{10}));
  Revoke(standing.grant, 11);
  EXPECT_EQ(ledger_->FindGrant(standing.grant)->access_cut, ledger_->Known());
  EXPECT_FALSE(ledger_->IsRevoked(standing.grant, oauth::TokenSerial{10})) << "needless now";
  Revoke(standing.grant, 12);
  EXPECT_TRUE(ledger_->IsRevoked(standing.grant, oauth::TokenSerial{12}));
  const std::string before = Picture(*ledger_).Text();
  ledger_->Tidy();
  Open();
  EXPECT_EQ(Picture(*ledger_).Text(), before);
}

TEST_F(BoundsTest, TooManyTombstonesOfAClientBecomeACutOff) {
  const Standing standing = Settle(*ledger_);
  const auto other = CommitNow(*ledger_, AGrant(standing.client, standing.subject))->grant->id;
  for (std::uint64_t serial = 1; serial <= 9; ++serial) Revoke(standing.grant, serial);
  for (std::uint64_t serial = 1; serial <= 6; ++serial) Revoke(other, serial);
  EXPECT_EQ(ledger_->FindGrant(other)->access_cut, Sequence::kNone);
  Revoke(other, 7);
  EXPECT_EQ(ledger_->FindGrant(other)->access_cut, ledger_->Known());
  EXPECT_TRUE(ledger_->IsRevoked(standing.grant, oauth::TokenSerial{1}))
      << "the other grant's stay";
}

TEST_F(BoundsTest, DeadGrantsLeaveTheirListWhole) {
  const Standing standing = Settle(*ledger_);
  std::vector<GrantId> grants{standing.grant};
  for (int i = 0; i < 5; ++i) {
    grants.push_back(CommitNow(*ledger_, AGrant(standing.client, standing.subject))->grant->id);
  }
  for (const std::size_t dead : {1U, 2U, 5U}) {
    ASSERT_TRUE(CommitNow(*ledger_, oauth::EndGrant{grants[dead], oauth::Cause::kClient}));
  }
  PassAndTidy(kDay * 29);
  EXPECT_EQ(ledger_->ListGrants(GrantId::kNone, 99).size(), 6U);
  PassAndTidy(kDay * 2);
  PassAndTidy(Seconds{1});
  const auto walk = [this, &standing] {
    std::vector<GrantId> ids;
    GrantId next = ledger_->FindConsent(standing.consent)->latest_grant;
    while (next != GrantId::kNone) {
      ids.push_back(next);
      next = ledger_->FindGrant(next)->older_in_consent;
    }
    return ids;
  };
  EXPECT_THAT(walk(), testing::ElementsAre(grants[4], grants[3], grants[0]));
  EXPECT_EQ(ledger_->ListGrants(GrantId::kNone, 99).size(), 3U);
  const std::string before = Picture(*ledger_).Text();
  Open();
  EXPECT_EQ(Picture(*ledger_).Text(), before);
  const auto next = CommitNow(*ledger_, AGrant(standing.client, standing.subject));
  EXPECT_EQ(next->grant->id, GrantId{7}) << "the id of the last one, which left, is not used again";
}

TEST_F(BoundsTest, DeadConsentsLeaveTheIndex) {
  const Standing standing = Settle(*ledger_);
  const oauth::SubjectId other = CommitNow(*ledger_, ASubject())->subject;
  ASSERT_TRUE(CommitNow(*ledger_, ConsentAndGrant(standing.client, other)));
  ASSERT_TRUE(CommitNow(
      *ledger_, oauth::CutConsent{standing.consent, oauth::Reach::kAll, oauth::Cause::kMerchant}));
  PassAndTidy(kDay * 31);
  PassAndTidy(Seconds{1});
  EXPECT_FALSE(ledger_->FindGrant(standing.grant));
  PassAndTidy(Seconds{1});
  EXPECT_FALSE(ledger_->FindConsent(standing.consent));
  EXPECT_FALSE(ledger_->FindConsent(standing.client, standing.subject));
  EXPECT_TRUE(ledger_->ListConsentsOf(standing.subject).empty());
  EXPECT_TRUE(ledger_->FindConsent(standing.client, other));
  Open();
  EXPECT_FALSE(ledger_->FindConsent(standing.client, standing.subject));
  const auto again = CommitNow(*ledger_, ConsentAndGrant(standing.client, standing.subject));
  EXPECT_EQ(again->grant->consent, oauth::ConsentId{3});
}

TEST_F(BoundsTest, EventsLeaveAfterTheirRetentionButTheLast) {
  Settle(*ledger_);
  PassAndTidy(kDay * 31);
  ASSERT_TRUE(CommitNow(*ledger_, AClient()));
  ledger_->Tidy();
  ledger_.reset();
  auto medium =
      std::move(*sqlite::SqliteMedium::OpenFile(folder_.Path() + "/data/writ.db", TestKey()));
  EXPECT_EQ(medium->OldestEvent()->sequence, Sequence{5});
  medium->Close();
  medium.reset();
  Open();
  EXPECT_EQ(ledger_->Known(), Sequence{6});
}

// A list that differs from others by its order, for each `number` below 61 * 60.
oauth::ScopeList Shuffled(std::uint32_t number) {
  oauth::ScopeList list;
  list.size = 2;
  list.indexes[0] = static_cast<std::uint8_t>(number % 61);
  list.indexes[1] = static_cast<std::uint8_t>((number % 61 + 1 + number / 61) % 61);
  return list;
}

std::int64_t CountIn(const std::string& data, const std::string& table) {
  auto database = std::move(sqlite::Database::Open(data + "/writ.db")).value();
  return database.Integer(("SELECT count(*) FROM " + table).c_str()).value();
}

TEST_F(BoundsTest, ScopeListsLeaveWithTheLastThatNamesThem) {
  const Standing standing = Settle(*ledger_);
  constexpr std::uint32_t kOrders = 300;
  for (std::uint32_t i = 0; i < kOrders; ++i) {
    oauth::MakeGrant make = AGrant(standing.client, standing.subject);
    make.scopes = Shuffled(i);
    const auto grant = CommitNow(*ledger_, make)->grant->id;
    ASSERT_TRUE(CommitNow(*ledger_, oauth::EndGrant{grant, oauth::Cause::kClient}));
  }
  ledger_->Tidy();
  ledger_.reset();
  EXPECT_GE(CountIn(folder_.Path() + "/data", "scope_list"), std::int64_t{kOrders});
  Open();
  // First the events and the grants, and then, when no event of their time is left, the lists.
  for (int i = 0; i < 2; ++i) {
    PassAndTidy(kDay * 31);
    PassAndTidy(Seconds{1});
  }
  const std::string before = Picture(*ledger_).Text();
  ledger_.reset();
  EXPECT_EQ(CountIn(folder_.Path() + "/data", "scope_list"), 1);
  Open();
  EXPECT_EQ(Picture(*ledger_).Text(), before);
  // Numbers are given again, and no record takes another's list.
  std::vector<GrantId> grants;
  for (std::uint32_t i = 0; i < 20; ++i) {
    oauth::MakeGrant make = AGrant(standing.client, standing.subject);
    make.scopes = Shuffled(1'000 + i);
    grants.push_back(CommitNow(*ledger_, make)->grant->id);
  }
  Open();
  for (std::uint32_t i = 0; i < 20; ++i) {
    EXPECT_EQ(*ledger_->FindGrant(grants[i])->scopes, Shuffled(1'000 + i));
  }
  EXPECT_EQ(*ledger_->FindGrant(standing.grant)->scopes, Scopes("payments.read"));
}

TEST_F(BoundsTest, TooManySpentCodesCutTheOlderOnes) {
  const Standing standing = Settle(*ledger_);
  std::vector<Sequence> spent_at;
  const auto spend = [&](std::uint64_t serial) {
    spent_at.push_back(
        CommitNow(*ledger_,
                  oauth::SpendCode{{oauth::CodeSerial{serial}, standing.client, standing.grant,
                                    true, clock_.Now(), clock_.Now() + Seconds{30}}})
            ->sequence);
  };
  for (std::uint64_t serial = 1; serial <= 32; ++serial) spend(serial);
  EXPECT_EQ(ledger_->FindClient(standing.client)->codes_cut, Sequence::kNone);
  spend(33);
  const Sequence cut = ledger_->FindClient(standing.client)->codes_cut;
  EXPECT_EQ(cut, spent_at[4]) << "an eighth, in one step";
  // What is not remembered any more was spent at or before the cut, and its code knew less.
  ledger_->Tidy();
  for (std::uint64_t serial = 1; serial <= 33; ++serial) {
    EXPECT_EQ(ledger_->FindSpentCode(oauth::CodeSerial{serial}).has_value(),
              spent_at[serial - 1] > cut)
        << serial;
  }
  const std::string before = Picture(*ledger_).Text();
  Open();
  EXPECT_EQ(Picture(*ledger_).Text(), before);
  for (std::uint64_t serial = 34; serial <= 500; ++serial) spend(serial);
  ledger_->Tidy();
  ledger_.reset();
  EXPECT_LE(CountIn(folder_.Path() + "/data", "spent_code"), 32);
  Open();
  EXPECT_GT(ledger_->FindClient(standing.client)->codes_cut, spent_at[460]);
  EXPECT_TRUE(ledger_->FindSpentCode(oauth::CodeSerial{500}));
}

TEST_F(BoundsTest, ARotationMovesTheGrantsEnd) {
  const Standing standing = Settle(*ledger_);
  const Instant end = clock_.Now() + kDay;
  ASSERT_TRUE(CommitNow(*ledger_, oauth::RotateGrant{standing.grant, 1, clock_.Now(), end}));
  Open();
  EXPECT_EQ(ledger_->FindGrant(standing.grant)->expires, end);
  ASSERT_TRUE(CommitNow(*ledger_, oauth::RotateGrant{standing.grant, 2, clock_.Now()}));
  EXPECT_EQ(ledger_->FindGrant(standing.grant)->expires, end) << "without one it stays";
}

TEST_F(BoundsTest, AutoLooksAtTheNewestGrantsOnly) {
  const Standing standing = Settle(*ledger_);
  const auto covers = [&] {
    return oauth::HasCoveringGrant(*ledger_, *ledger_->FindClient(standing.client),
                                   *ledger_->FindSubject(standing.subject),
                                   Scopes("payments.read").Set(), clock_.Now());
  };
  for (int i = 1; i < oauth::kGrantsLookedAt; ++i) {
    const auto made =
        CommitNow(*ledger_, AGrant(standing.client, standing.subject, "refunds.read"));
    ASSERT_TRUE(made);
  }
  EXPECT_TRUE(covers()) << "by the oldest";
  ASSERT_TRUE(CommitNow(*ledger_, AGrant(standing.client, standing.subject, "refunds.read")));
  EXPECT_FALSE(covers()) << "so that the merchant is asked once more";
}

// Longer than a bite looks at.
TEST_F(BoundsTest, ALongListIsPurgedInBites) {
  const Standing standing = Settle(*ledger_);
  constexpr int kGrants = 12'000;
  oauth::Proposal make;
  for (int i = 0; i < kGrants; ++i) {
    make.changes.emplace_back(AGrant(standing.client, standing.subject));
  }
  ASSERT_TRUE(CommitNow(*ledger_, make));
  oauth::Proposal end;
  for (std::uint64_t id = 2; id <= kGrants; ++id) {
    if (id % 1'000 != 0)
      end.changes.emplace_back(oauth::EndGrant{GrantId{id}, oauth::Cause::kClient});
  }
  ASSERT_TRUE(CommitNow(*ledger_, end));
  PassAndTidy(kDay * 31);
  PassAndTidy(Seconds{1});
  std::size_t listed = 0;
  for (auto next = ledger_->FindConsent(standing.consent)->latest_grant; next != GrantId::kNone;
       next = ledger_->FindGrant(next)->older_in_consent) {
    ++listed;
  }
  EXPECT_EQ(listed, 14U) << "each thousandth, the first and the last";
  EXPECT_EQ(ledger_->ListGrants(GrantId::kNone, 99).size(), 14U);
}

// The committer purges by itself, and does not stop when there are no more commits.
TEST(IdlePurge, GoesOnUntilNothingIsDead) {
  const TemporaryFolder folder;
  StillClock clock;
  SeededRandom random{1};
  DiskOptions options;
  options.strict_watermark = true;
  auto ledger =
      std::move(OpenOnDisk(folder.Path() + "/data", TestKey(), options, clock, random)).value();
  const Standing standing = Settle(*ledger);
  oauth::Proposal make;
  oauth::Proposal end;
  constexpr std::uint64_t kDead = 9'000;
  for (std::uint64_t id = 2; id <= kDead + 1; ++id) {
    make.changes.emplace_back(AGrant(standing.client, standing.subject));
    end.changes.emplace_back(oauth::EndGrant{GrantId{id}, oauth::Cause::kClient});
  }
  ASSERT_TRUE(CommitNow(*ledger, make));
  ASSERT_TRUE(CommitNow(*ledger, end));
  clock.Advance(kDay * 31);
  ASSERT_TRUE(CommitNow(*ledger, oauth::AdvanceClock{Seconds{0}}));
  while (ledger->ListGrants(GrantId::kNone, 9).size() > 1) std::this_thread::yield();
  EXPECT_TRUE(ledger->FindGrant(standing.grant));
}

}  // namespace
}  // namespace writ::store
