// Consents by client and subject, built at once and changed afterwards.
#include "store/state/consent_index.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <utility>
#include <vector>

namespace writ::store {
namespace {

using oauth::ClientId;
using oauth::ConsentId;
using oauth::SubjectId;

// Consent n is between these two.
ClientId ClientOf(std::uint32_t n) { return ClientId{n % 17 + 1}; }
SubjectId SubjectOf(std::uint32_t n) { return SubjectId{n / 17 + 1}; }
std::uint64_t HashOf(std::uint32_t n) { return ConsentIndex::Hash(ClientOf(n), SubjectOf(n)); }

std::vector<ConsentIndex::Entry> EntriesOf(std::uint32_t count) {
  std::vector<ConsentIndex::Entry> entries;
  for (std::uint32_t n = 1; n <= count; ++n) {
    entries.push_back({static_cast<std::uint32_t>(HashOf(n)), n});
  }
  return entries;
}

ConsentId Find(const ConsentIndex& index, std::uint32_t n) {
  return index.Find(
      ClientOf(n), SubjectOf(n),
      [](const void* /*context*/, ConsentId id, ClientId client, SubjectId subject) {
        return ClientOf(oauth::Number(id)) == client && SubjectOf(oauth::Number(id)) == subject;
      },
      nullptr);
}

bool HashOfConsent(ConsentId id, std::uint64_t& hash) {
  hash = HashOf(oauth::Number(id));
  return true;
}

TEST(ConsentIndex, FindsAllThatItWasBuiltOf) {
  for (const std::uint32_t count : {0U, 1U, 23U, 24U, 25U, 30'000U}) {
    Readers readers;
    ConsentIndex index(readers);
    index.Build(EntriesOf(count));
    for (std::uint32_t n = 1; n <= count; ++n) ASSERT_EQ(Find(index, n), ConsentId{n});
    EXPECT_EQ(Find(index, count + 1), ConsentId::kNone) << count;
  }
}

TEST(ConsentIndex, GrowsAndShrinksAfterItWasBuilt) {
  constexpr std::uint32_t kBuilt = 5'000;
  constexpr std::uint32_t kAll = 40'000;
  Readers readers;
  ConsentIndex index(readers);
  index.Build(EntriesOf(kBuilt));
  for (std::uint32_t n = kBuilt + 1; n <= kAll; ++n) {
    index.Insert(HashOf(n), ConsentId{n}, HashOfConsent);
  }
  for (std::uint32_t n = 1; n <= kAll; n += 3) index.Erase(HashOf(n), ConsentId{n});
  for (std::uint32_t n = 1; n <= kAll; ++n) {
    ASSERT_EQ(Find(index, n), n % 3 == 1 ? ConsentId::kNone : ConsentId{n});
  }
}

TEST(ConsentIndex, StaysAsSmallAsWhatIsInIt) {
  constexpr std::uint32_t kLive = 10'000;
  Readers readers;
  ConsentIndex index(readers);
  std::size_t bytes = 0;
  for (std::uint32_t n = 1; n <= 30 * kLive; ++n) {
    index.Insert(HashOf(n), ConsentId{n}, HashOfConsent);
    if (n > kLive) index.Erase(HashOf(n - kLive), ConsentId{n - kLive});
    if (n == 2 * kLive) bytes = index.Bytes();
  }
  EXPECT_LE(index.Bytes(), 2 * bytes) << "shards differ a little in how full they get";
  for (std::uint32_t n = 1; n <= 30 * kLive; ++n) {
    ASSERT_EQ(Find(index, n), n > 29 * kLive ? ConsentId{n} : ConsentId::kNone);
  }
}

}  // namespace
}  // namespace writ::store
