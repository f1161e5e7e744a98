// What was taken away is freed, but never under a reader.
#include "store/state/readers.h"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <thread>
#include <vector>

#include "store/random_changes.h"
#include "store/state/live_state.h"

namespace writ::store {
namespace {

TEST(Readers, FreesNothingBeforeWhoMayHaveFoundItHasEnded) {
  Readers readers;
  bool freed = false;
  {
    const Readers::Reading reading = readers.Enter();
    readers.Retire([&freed] { freed = true; });
    for (int i = 0; i < 5; ++i) readers.Collect();
    EXPECT_FALSE(freed);
  }
  for (int i = 0; i < 2; ++i) readers.Collect();
  EXPECT_TRUE(freed);
}

TEST(Readers, FreesAlthoughThereAlwaysIsAReader) {
  Readers readers;
  bool freed = false;
  std::unique_ptr<Readers::Reading> first(new Readers::Reading(readers.Enter()));
  readers.Retire([&freed] { freed = true; });
  readers.Collect();
  for (int i = 0; i < 4 && !freed; ++i) {
    std::unique_ptr<Readers::Reading> next(new Readers::Reading(readers.Enter()));
    first.swap(next);
    next.reset();
    readers.Collect();
  }
  EXPECT_TRUE(freed);
}

TEST(Readers, FreesTheRestAtTheEnd) {
  bool freed = false;
  {
    Readers readers;
    readers.Retire([&freed] { freed = true; });
  }
  EXPECT_TRUE(freed);
}

// Under the thread and address sanitizers this is what shows a use after free.
TEST(Readers, NeverFreesWhatIsRead) {
  Readers readers;
  std::atomic<const int*> current{new int(1)};
  std::atomic<bool> stop{false};
  std::atomic<std::uint64_t> wrong{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 3; ++i) {
    threads.emplace_back([&] {
      while (!stop) {
        const Readers::Reading reading = readers.Enter();
        const int* const found = current.load(std::memory_order_seq_cst);
        wrong += *found == 1 ? 0 : 1;
      }
    });
  }
  for (int i = 0; i < 20'000; ++i) {
    const int* const old = current.exchange(new int(1));
    readers.Retire([old] { delete old; });
    readers.Collect();
  }
  stop = true;
  for (auto& thread : threads) thread.join();
  delete current.load();
  EXPECT_EQ(wrong, 0U);
}

oauth::Grant GrantOf(std::uint64_t id) {
  oauth::Grant grant;
  grant.id = oauth::GrantId{id};
  grant.client = oauth::ClientId{1};
  grant.subject = oauth::SubjectId{static_cast<std::uint32_t>(id)};
  grant.made_at = grant.changed_at = oauth::Sequence{id};
  // Ever other lists, whose numbers are given again and again.
  grant.scopes.emplace();
  grant.scopes->size = 2;
  grant.scopes->indexes[0] = static_cast<std::uint8_t>(id % 61);
  grant.scopes->indexes[1] = static_cast<std::uint8_t>(id / 61 % 61);
  return grant;
}

// Grants and consents come and go while others read them: what is found is whole and its own.
TEST(LiveStateTest, WhatGoesIsFreedUnderReaders) {
  const auto live = std::make_unique<LiveState>();
  std::atomic<std::uint64_t> newest{0};
  std::atomic<bool> stop{false};
  std::atomic<std::uint64_t> wrong{0};
  std::vector<std::thread> readers;
  for (int i = 0; i < 2; ++i) {
    readers.emplace_back([&] {
      for (std::uint64_t step = 0; !stop; ++step) {
        const std::uint64_t last = newest.load();
        if (last == 0) continue;
        const std::uint64_t id = last - step * 37 % 700 % last;
        if (const auto grant = live->Find(oauth::GrantId{id})) {
          wrong += *grant->scopes == *GrantOf(id).scopes ? 0 : 1;
        }
        const oauth::SubjectId subject{static_cast<std::uint32_t>(id)};
        if (const auto consent = live->Find(oauth::ClientId{1}, subject)) {
          wrong += consent->subject == subject ? 0 : 1;
        }
      }
    });
  }
  constexpr std::uint64_t kLive = 500;
  for (std::uint64_t id = 1; id <= 150'000; ++id) {
    const oauth::Grant grant = GrantOf(id);
    live->Put(grant);
    oauth::Consent consent;
    consent.id = oauth::ConsentId{static_cast<std::uint32_t>(id)};
    consent.client = grant.client;
    consent.subject = grant.subject;
    consent.made_at = consent.changed_at = grant.made_at;
    consent.scopes = grant.scopes;
    live->Put(consent);
    if (id > kLive) {
      live->Erase(oauth::GrantId{id - kLive});
      live->Erase(oauth::ConsentId{static_cast<std::uint32_t>(id - kLive)});
    }
    live->Publish(oauth::Sequence{id});
    newest = id;
    if (id % 100 == 0) live->Lists().Remove(live->Lists().Removable(oauth::Sequence{id}, 1'000));
  }
  stop = true;
  for (auto& reader : readers) reader.join();
  EXPECT_EQ(wrong, 0U);
  EXPECT_LE(live->Lists().Count(), kLive + 200);
  EXPECT_EQ(live->NextGrant(oauth::GrantId::kNone), oauth::GrantId{2 * 65'536})
      << "two chunks of grants have gone";
  EXPECT_EQ(live->NextConsent(oauth::ConsentId::kNone), oauth::ConsentId{4 * 32'768});
  EXPECT_FALSE(live->Find(oauth::GrantId{7}));
  EXPECT_TRUE(live->Find(oauth::GrantId{150'000}));
}

TEST(ScopeLists, AListThatIsLoosenedTwiceIsRemovedOnce) {
  Readers readers;
  ScopeLists lists(readers);
  oauth::ScopeList list;
  list.size = 1;
  const std::uint32_t number = lists.Intern(list);
  lists.Hold(ScopeLists::User::kGrant, number);
  lists.Release(ScopeLists::User::kGrant, number);
  EXPECT_EQ(lists.Intern(list), number);
  lists.Settle(oauth::Sequence{1});
  lists.Settle(oauth::Sequence{2});
  EXPECT_EQ(lists.Removable(oauth::Sequence{9}, 10), std::vector<std::uint32_t>{number});
  readers.End();
}

}  // namespace
}  // namespace writ::store
