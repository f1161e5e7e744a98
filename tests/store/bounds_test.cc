// What is short-lived, dead or old leaves by itself, and tombstones have their caps.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store/random_changes.h"
#include "store/sqlite/sqlite_backend.h"

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
    options.ledger.threaded = false;
    options.strict_watermark = true;  // an event stays as long as the watermark may name it
    options.ledger.tombstones = {.of_grant = 10, .of_client = 15};
    auto opened = OpenOnDisk(folder_.Path() + "/data", options, clock_, random_);
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
  std::unique_ptr<Ledger> ledger_;
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
  auto backend = std::move(*sqlite::SqliteBackend::OpenFile(folder_.Path() + "/data/writ.db"));
  EXPECT_EQ(backend->OldestEvent()->sequence, Sequence{5});
  backend->Close();
  backend.reset();
  Open();
  EXPECT_EQ(ledger_->Known(), Sequence{6});
}

}  // namespace
}  // namespace writ::store
