// Those who change the same record at once: each gets their turn, in the order in which they came.
#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <vector>

#include "bench.h"
#include "store/commit_queue.h"
#include "store/open.h"
#include "support/fixed_clock.h"
#include "support/seeded_random.h"

namespace writ::store {
namespace {

using oauth::CommitFailure;
using oauth::Proposal;

// Waits until `count` have come to an end.
class Tally {
 public:
  void Add() {
    const std::lock_guard lock(mutex_);
    ++count_;
    changed_.notify_all();
  }
  void Await(std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return count_ >= count; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t count_ = 0;
};

// Each commits on the ground of the consent's latest grant and makes a new one, so that all but the
// first of every batch meet a conflict.
TEST(Contention, ManyAtOneRecordAllSucceed) {
  StillClock clock;
  SeededRandom random{1};
  StoreOptions options;
  options.threaded = true;
  auto ledger = OpenInMemory(clock, random, options);
  ASSERT_TRUE(ledger);
  const Standing standing = Settle(**ledger);
  const auto decide = [&ledger = **ledger, standing] {
    Proposal proposal;
    proposal.preconditions.emplace_back(oauth::LatestGrantIs{
        standing.client, standing.subject, ledger.FindConsent(standing.consent)->latest_grant});
    oauth::Grant grant;
    grant.client = standing.client;
    grant.subject = standing.subject;
    proposal.changes.emplace_back(
        oauth::MakeGrant{grant, *ledger.FindGrant(standing.grant)->scopes});
    return proposal;
  };
  constexpr std::size_t kMany = 64;
  Tally tally;
  std::atomic<int> refused{0};
  for (std::size_t i = 0; i < kMany; ++i) {
    (*ledger)->Commit(decide(), decide, [&](const oauth::CommitResult& result) {
      if (!result) ++refused;
      tally.Add();
    });
  }
  tally.Await(kMany);
  EXPECT_EQ(refused, 0);
  EXPECT_EQ((*ledger)->ListGrants(oauth::GrantId::kNone, 1'000).size(), kMany + 1);
}

TEST(Contention, ADecisionThatAlwaysConflictsComesToAnEnd) {
  StillClock clock;
  SeededRandom random{1};
  StoreOptions options;
  options.threaded = false;
  auto ledger = OpenInMemory(clock, random, options);
  ASSERT_TRUE(ledger);
  const auto impossible = [] {
    return Proposal{{}, {oauth::EndGrant{oauth::GrantId{77}, oauth::Cause::kClient}}};
  };
  std::optional<oauth::CommitResult> answer;
  (*ledger)->Commit(impossible(), impossible, [&answer](const auto& result) { answer = result; });
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->error(), CommitFailure::kContended);
}

// A batch that leaves everybody but its first to try again, while more than one batch waits behind.
TEST(Contention, WhoWaitedLongestGoesFirst) {
  constexpr int kMany = 1'100;
  std::mutex mutex;
  std::vector<int> order;
  Tally tally;
  std::atomic<bool> all_queued{false};
  CommitQueue committer(
      [&](std::span<PendingCommit> batch) {
        while (!all_queued) std::this_thread::yield();
        std::vector<PendingCommit> again;
        batch[0].completion(oauth::Committed{});
        for (PendingCommit& pending : batch.subspan(1)) again.push_back(std::move(pending));
        return again;
      },
      [] { return CommitQueue::kForever; });
  for (int i = 0; i < kMany; ++i) {
    PendingCommit pending;
    pending.completion = [&, i](const oauth::CommitResult&) {
      const std::lock_guard lock(mutex);
      order.push_back(i);
      tally.Add();
    };
    ASSERT_TRUE(committer.Enqueue(pending));
  }
  all_queued = true;
  tally.Await(kMany);
  committer.Stop();
  for (int i = 0; i < kMany; ++i) EXPECT_EQ(order.at(static_cast<std::size_t>(i)), i);
}

}  // namespace
}  // namespace writ::store
