#include "store/state/consent_index.h"

#include <algorithm>
#include <limits>

#include "base/check.h"

namespace writ::store {

namespace {

constexpr std::uint32_t kErased = std::numeric_limits<std::uint32_t>::max();

}  // namespace

std::uint64_t ConsentIndex::Hash(oauth::ClientId client, oauth::SubjectId subject) {
  // The finaliser of MurmurHash3: ids are ours, dense, and nobody's to choose.
  std::uint64_t hash = std::uint64_t{oauth::Number(client)} << 32U | oauth::Number(subject);
  hash ^= hash >> 33U;
  hash *= 0xff51afd7ed558ccdULL;
  hash ^= hash >> 33U;
  hash *= 0xc4ceb9fe1a85ec53ULL;
  return hash ^ hash >> 33U;
}

oauth::ConsentId ConsentIndex::Find(oauth::ClientId client, oauth::SubjectId subject,
                                    Matches matches, const void* context) const {
  const std::uint64_t hash = Hash(client, subject);
  const Table* table = shards_[hash % kShards].current.load(std::memory_order_seq_cst);
  if (table == nullptr) return oauth::ConsentId::kNone;
  for (std::size_t i = Home(*table, hash);; i = (i + 1) & table->mask) {
    const std::uint32_t id = table->ids[i].load(std::memory_order_acquire);
    if (id == 0) return oauth::ConsentId::kNone;
    if (id != kErased && matches(context, oauth::ConsentId{id}, client, subject)) {
      return oauth::ConsentId{id};
    }
  }
}

bool ConsentIndex::Place(Table& table, std::uint64_t hash, std::uint32_t id) {
  std::size_t i = Home(table, hash);
  std::uint32_t there = 0;
  for (;; i = (i + 1) & table.mask) {
    there = table.ids[i].load(std::memory_order_relaxed);
    if (there == 0 || there == kErased) break;
  }
  table.ids[i].store(id, std::memory_order_release);
  return there == 0;
}

void ConsentIndex::Grow(Shard& shard, const HashOfConsent& hash_of) {
  std::vector<std::pair<std::uint64_t, std::uint32_t>> kept;
  if (shard.table != nullptr) {
    for (const auto& entry : shard.table->ids) {
      const std::uint32_t id = entry.load(std::memory_order_relaxed);
      std::uint64_t hash = 0;
      if (id == 0 || id == kErased || !hash_of(oauth::ConsentId{id}, hash)) continue;
      kept.emplace_back(hash, id);
    }
  }
  std::size_t size = 8;
  while (size < kept.size() * 2 + 2) size *= 2;
  auto table = std::make_unique<Table>(size);
  for (const auto& [hash, id] : kept) static_cast<void>(Place(*table, hash, id));
  shard.used = kept.size();
  Adopt(shard, std::move(table));
}

void ConsentIndex::Adopt(Shard& shard, std::unique_ptr<Table> table) {
  shard.current.store(table.get(), std::memory_order_seq_cst);
  shard.table.swap(table);
  if (table == nullptr) return;
  readers_.Retire([outgrown = std::shared_ptr<const Table>(std::move(table))] {});
}

void ConsentIndex::Build(std::span<const Entry> entries) {
  for (const Entry& entry : entries) ++shards_[entry.hash % kShards].used;
  for (Shard& shard : shards_) {
    CHECK(shard.table == nullptr);
    if (shard.used == 0) continue;
    std::size_t size = 8;
    // Room for the next one, by the rule of Insert. The low half of a hash reaches this far.
    while ((shard.used + 1) * 4 > size * 3) size *= 2;
    CHECK(size <= std::size_t{1} << 24U);
    Adopt(shard, std::make_unique<Table>(size));
  }
  // Each place is a cache miss, so that they are asked for well ahead.
  constexpr std::size_t kAhead = 24;
  for (std::size_t i = 0; i < entries.size() + kAhead; ++i) {
    if (i < entries.size()) {
      const Table& table = *shards_[entries[i].hash % kShards].table;
      __builtin_prefetch(&table.ids[Home(table, entries[i].hash)], 1);
    }
    if (i < kAhead) continue;
    const Entry& entry = entries[i - kAhead];
    static_cast<void>(Place(*shards_[entry.hash % kShards].table, entry.hash, entry.id));
  }
}

void ConsentIndex::Insert(std::uint64_t hash, oauth::ConsentId id, const HashOfConsent& hash_of) {
  Shard& shard = shards_[hash % kShards];
  if (shard.table == nullptr || (shard.used + 1) * 4 > (shard.table->mask + 1) * 3) {
    Grow(shard, hash_of);
  }
  if (Place(*shard.table, hash, oauth::Number(id))) ++shard.used;
}

void ConsentIndex::Erase(std::uint64_t hash, oauth::ConsentId id) {
  Shard& shard = shards_[hash % kShards];
  CHECK(shard.table != nullptr);
  Table& table = *shard.table;
  std::size_t i = Home(table, hash);
  while (table.ids[i].load(std::memory_order_relaxed) != oauth::Number(id)) {
    CHECK(table.ids[i].load(std::memory_order_relaxed) != 0);
    i = (i + 1) & table.mask;
  }
  table.ids[i].store(kErased, std::memory_order_release);
}

std::size_t ConsentIndex::Bytes() const {
  std::size_t bytes = 0;
  for (const Shard& shard : shards_) {
    if (shard.table != nullptr) bytes += shard.table->ids.size() * sizeof(std::uint32_t);
  }
  return bytes;
}

}  // namespace writ::store
