// Readers see records whole while a writer writes; structures behave at their edges.
#include "store/state/seqlock.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <random>
#include <set>
#include <thread>

#include "store/disk/dirty_set.h"
#include "store/state/live_state.h"
#include "store/state/short_lived.h"
#include "support/scopes.h"

namespace writ::store {
namespace {

TEST(SeqlockTest, NothingWasStoredYet) {
  Seqlock<2> lock;
  Seqlock<2>::Words words{};
  EXPECT_FALSE(lock.Load(words));
}

TEST(SeqlockTest, ReadersNeverSeeAMixture) {
  Seqlock<11> lock;
  lock.Store({});
  std::atomic<bool> stop{false};
  std::atomic<std::uint64_t> mixtures{0};
  std::vector<std::thread> readers;
  for (int i = 0; i < 2; ++i) {
    readers.emplace_back([&] {
      std::uint64_t last = 0;
      while (!stop) {
        Seqlock<11>::Words words{};
        if (!lock.Load(words)) continue;
        for (const std::uint64_t word : words) mixtures += word != words[0] ? 1 : 0;
        mixtures += words[0] < last ? 1 : 0;
        last = words[0];
      }
    });
  }
  for (std::uint64_t value = 1; value < 300'000; ++value) {
    Seqlock<11>::Words words{};
    words.fill(value);
    lock.Store(words);
  }
  stop = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(mixtures, 0U);
}

TEST(SeqlockTest, NoNumberOfStoresMakesItLookUnwritten) {
  Seqlock<2> lock(0xfffffffcU);
  for (std::uint64_t value = 1; value <= 4; ++value) {
    lock.Store({value, value});
    Seqlock<2>::Words words{};
    ASSERT_TRUE(lock.Load(words)) << value;
    EXPECT_EQ(words[1], value);
  }
}

TEST(PackedTest, EveryFieldOfAGrantComesBack) {
  oauth::Grant grant;
  const std::uint64_t big = (std::uint64_t{1} << 48U) - 1;
  grant.kind = oauth::GrantKind::kOrganization;
  grant.client = oauth::ClientId{0xfffffffe};
  grant.subject = oauth::SubjectId{0xfffffffd};
  grant.consent = oauth::ConsentId{0xfffffffc};
  grant.secret = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 255};
  grant.made_at = oauth::Sequence{big};
  grant.changed_at = oauth::Sequence{big - 1};
  grant.ended_at = oauth::Sequence{big - 2};
  grant.access_cut = oauth::Sequence{big - 3};
  grant.generation_at = oauth::Sequence{big - 4};
  grant.generation = 0xfffffffb;
  grant.made_time = FromUnix(0xffffffff);
  grant.expires = FromUnix(0x123456789a);
  grant.generation_time = FromUnix(0xfffffff0);
  grant.older_in_consent = oauth::GrantId{0xfedcba9876543210};
  grant.end_cause = oauth::Cause::kDeleted;
  constexpr std::uint32_t kScopes = 0xfedcba98;
  oauth::Grant back;
  ASSERT_TRUE(Unpack(Pack(grant, kScopes), back));
  EXPECT_EQ(Pack(back, kScopes), Pack(grant, kScopes));
  EXPECT_EQ(ScopesOf(Pack(grant, kScopes)), kScopes);
  EXPECT_EQ(back.older_in_consent, grant.older_in_consent);
  EXPECT_EQ(back.expires, grant.expires);
  EXPECT_EQ(back.generation_time, grant.generation_time);
  EXPECT_EQ(back.secret, grant.secret);
  EXPECT_EQ(back.ended_at, grant.ended_at);
  EXPECT_EQ(back.access_cut, grant.access_cut);
  EXPECT_EQ(back.kind, grant.kind);
  EXPECT_EQ(back.end_cause, grant.end_cause);
  EXPECT_EQ(back.generation, grant.generation);
}

TEST(DirtySetTest, ItIsASetInOrder) {
  DirtySet dirty;
  std::set<std::uint64_t> model;
  std::mt19937_64 engine(3);
  for (int i = 0; i < 5'000; ++i) {
    const std::uint64_t id = 1 + engine() % 700 + (engine() % 3 << 32U);
    if (engine() % 3 == 0) {
      dirty.Unmark(id);
      model.erase(id);
    } else {
      dirty.Mark(id);
      model.insert(id);
    }
    const std::uint64_t after = engine() % 800 + (engine() % 4 << 32U);
    const auto next = model.upper_bound(after);
    EXPECT_EQ(dirty.NextAfter(after), next == model.end() ? std::nullopt : std::optional(*next));
    EXPECT_EQ(dirty.Count(), model.size());
  }
}

TEST(TombstonesTest, ItIsASetWithCounts) {
  Tombstones tombstones;
  std::set<std::pair<std::uint64_t, std::uint64_t>> model;
  std::mt19937_64 engine(5);
  const Instant start = FromUnix(1'000'000);
  for (int i = 0; i < 20'000; ++i) {
    const std::uint64_t grant = 1 + engine() % 40;
    const std::uint64_t serial = 1 + engine() % 200;
    const bool fresh = model.emplace(grant, serial).second;
    // The higher serials stay longer.
    EXPECT_EQ(tombstones.Insert({oauth::GrantId{grant}, oauth::TokenSerial{serial},
                                 serial <= 100 ? start : start + Seconds{60}},
                                oauth::ClientId{1}),
              fresh);
    if (engine() % 500 == 0) {
      tombstones.Drop(oauth::GrantId{grant});
      std::erase_if(model, [&](const auto& entry) { return entry.first == grant; });
    }
  }
  for (std::uint64_t grant = 1; grant <= 40; ++grant) {
    for (std::uint64_t serial = 1; serial <= 200; ++serial) {
      EXPECT_EQ(tombstones.Has(oauth::GrantId{grant}, oauth::TokenSerial{serial}),
                model.contains({grant, serial}));
    }
  }
  const auto purge = [&](Seconds after) {
    for (std::size_t i = 0; i < Tombstones::kShards; ++i) {
      static_cast<void>(
          tombstones.PurgeNext(start + kShortLivedGrace + after, oauth::Sequence::kNone, 100'000));
    }
  };
  EXPECT_EQ(tombstones.CountOf(oauth::ClientId{1}), model.size());
  purge(Seconds{1});
  std::erase_if(model, [](const auto& entry) { return entry.second <= 100; });
  EXPECT_EQ(tombstones.CountOf(oauth::ClientId{1}), model.size());
  for (std::uint64_t grant = 1; grant <= 40; ++grant) {
    EXPECT_EQ(tombstones.CountOf(oauth::GrantId{grant}),
              std::count_if(model.begin(), model.end(),
                            [&](const auto& entry) { return entry.first == grant; }));
  }
  purge(Seconds{61});
  EXPECT_EQ(tombstones.Count(), 0U);
  EXPECT_EQ(tombstones.CountOf(oauth::ClientId{1}), 0U);
}

TEST(LiveStateTest, ManyPairsAreFoundAndErased) {
  LiveState live;
  const auto put = [&](std::uint32_t id) {
    oauth::Consent consent;
    consent.id = oauth::ConsentId{id};
    consent.client = oauth::ClientId{1 + id % 7};
    consent.subject = oauth::SubjectId{id};
    consent.made_at = consent.changed_at = oauth::Sequence{id};
    consent.scopes.emplace();
    live.Put(consent);
  };
  constexpr std::uint32_t kCount = 100'000;
  for (std::uint32_t id = 1; id <= kCount; ++id) put(id);
  for (std::uint32_t id = 3; id <= kCount; id += 3) live.Erase(oauth::ConsentId{id});
  for (std::uint32_t id = 1; id <= kCount; ++id) {
    const auto found = live.Find(oauth::ClientId{1 + id % 7}, oauth::SubjectId{id});
    ASSERT_EQ(found.has_value(), id % 3 != 0) << id;
    if (found) {
      EXPECT_EQ(found->id, oauth::ConsentId{id});
    }
  }
  EXPECT_FALSE(live.Find(oauth::ClientId{99}, oauth::SubjectId{1}));
}

}  // namespace
}  // namespace writ::store
