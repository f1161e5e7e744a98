// A store that cannot write says so and recovers; one that cannot know stops the process.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store/faulty_medium.h"
#include "store/random_changes.h"
#include "store/sqlite/sqlite_medium.h"

namespace writ::store {
namespace {

using oauth::CommitFailure;
using oauth::Sequence;

class FaultsTest : public testing::Test {
 protected:
  FaultsTest() {
    auto faulty = std::make_unique<FaultyMedium>(std::move(*sqlite::SqliteMedium::OpenInMemory()));
    medium_ = faulty.get();
    StoreOptions options;
    options.threaded = false;
    ledger_ = std::move(*Store::Open(std::move(faulty), std::nullopt, clock_, random_, options));
  }

  StillClock clock_;
  SeededRandom random_{1};
  FaultyMedium* medium_ = nullptr;
  std::unique_ptr<Store> ledger_;
};

TEST_F(FaultsTest, ARefusedWriteChangesNothing) {
  const Standing standing = Settle(*ledger_);
  const std::string before = Picture(*ledger_).Text();
  medium_->SetFate(WriteFate::kRefused);
  const auto refused = CommitNow(*ledger_, oauth::EndGrant{standing.grant, oauth::Cause::kClient});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error(), CommitFailure::kUnavailable);
  EXPECT_FALSE(ledger_->Writable());
  EXPECT_EQ(Picture(*ledger_).Text(), before);
  EXPECT_EQ(ledger_->Rest(), CommitQueue::kIdle) << "it will be tried again";

  medium_->SetFate(WriteFate::kDone);
  EXPECT_NE(ledger_->Rest(), CommitQueue::kIdle);
  EXPECT_TRUE(ledger_->Writable());
  // A scope list that is new in a refused batch must reach the store with the next one.
  EXPECT_TRUE(CommitNow(*ledger_, oauth::EndGrant{standing.grant, oauth::Cause::kClient}));
  EXPECT_EQ(ledger_->Known(), Sequence{5}) << "no gap";
}

TEST_F(FaultsTest, AConflictWithWhatWasRefusedIsUnavailableToo) {
  const Standing standing = Settle(*ledger_);
  medium_->SetFate(WriteFate::kRefused);
  std::vector<PendingCommit> batch;
  std::vector<std::optional<oauth::CommitResult>> answers(2);
  for (std::size_t i = 0; i < answers.size(); ++i) {
    oauth::Proposal rotate;
    rotate.preconditions.emplace_back(oauth::GrantIsAtGeneration{standing.grant, 0});
    rotate.changes.emplace_back(oauth::RotateGrant{standing.grant, 1, {}});
    batch.push_back(
        {std::move(rotate), {}, [&answers, i](const auto& result) { answers[i] = result; }});
  }
  EXPECT_TRUE(ledger_->RunBatch(batch).empty());
  EXPECT_EQ(answers[0]->error(), CommitFailure::kUnavailable);
  EXPECT_EQ(answers[1]->error(), CommitFailure::kUnavailable);
}

// Else the next start would miss changes that were never made.
TEST_F(FaultsTest, TheWatermarkDoesNotNameWhatWasRefused) {
  const TemporaryFolder folder;
  const std::string path = folder.Path() + "/watermark";
  auto faulty = std::make_unique<FaultyMedium>(std::move(*sqlite::SqliteMedium::OpenInMemory()));
  FaultyMedium* medium = faulty.get();
  StoreOptions options;
  options.threaded = false;
  auto ledger = std::move(*Store::Open(std::move(faulty), WatermarkPlace{path, std::nullopt, true},
                                       clock_, random_, options));
  const auto named = [&] {
    const auto found = Watermark::Read(path);
    return found && found->mark ? found->mark->sequence : Sequence::kNone;
  };
  ASSERT_TRUE(CommitNow(*ledger, AClient()));
  EXPECT_EQ(named(), Sequence{1});
  medium->SetFate(WriteFate::kRefused);
  ASSERT_FALSE(CommitNow(*ledger, AClient()));
  EXPECT_EQ(named(), Sequence{1});
  medium->SetFate(WriteFate::kDone);
  ASSERT_TRUE(CommitNow(*ledger, AClient()));
  EXPECT_EQ(named(), Sequence{2});
}

TEST_F(FaultsTest, AWriteOfUnknownFateStopsTheProcess) {
  medium_->SetFate(WriteFate::kUnknown);
  EXPECT_DEATH(static_cast<void>(CommitNow(*ledger_, AClient())),
               "may or may not be durable .the test's disk cannot sync");
}

}  // namespace
}  // namespace writ::store
