#include "store/sqlite/table_sums.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <span>

#include "base/constant_time.h"
#include "store/sqlite/trouble.h"

namespace writ::store::sqlite {

namespace {

// No table has this number: the MAC of the row itself.
constexpr TableId kIntegrity{255};

// The hash of a few words under the key of sums, whose first says what they are.
template <typename... Words>
std::uint64_t Hash(const StoreKey& key, Words... words) {
  static_assert(std::endian::native == std::endian::little);
  const std::array<std::uint64_t, sizeof...(words)> all{static_cast<std::uint64_t>(words)...};
  std::array<std::uint8_t, sizeof(all)> bytes;
  std::memcpy(bytes.data(), all.data(), sizeof(all));
  return SipHash24(key.sums, bytes);
}

std::uint64_t Element(const StoreKey& key, TableId table, std::int64_t mac) {
  // One word holds both: a MAC has 48 bits.
  return Hash(key, static_cast<std::uint64_t>(table) << 56U |
                       (static_cast<std::uint64_t>(mac) & 0xffffffffffffU));
}

std::uint64_t SealOf(const StoreKey& key, TableId table, const TableSums::Sum& sum) {
  return Hash(key, table, sum.rows, sum.sum);
}

using SumBytes = std::array<std::uint8_t, 16 * kTables>;

SumBytes Format(const StoreKey& key, const TableSums& sums) {
  SumBytes bytes{};
  for (const Table& table : kTableList) {
    const auto at = static_cast<std::size_t>(table.id) * 16;
    const std::uint64_t rows = sums.Of(table.id).rows;
    const std::uint64_t seal = SealOf(key, table.id, sums.Of(table.id));
    std::memcpy(bytes.data() + at, &rows, sizeof(rows));
    std::memcpy(bytes.data() + at + 8, &seal, sizeof(seal));
  }
  return bytes;
}

std::int64_t MacOf(const StoreKey& key, std::int64_t oldest_event,
                   std::span<const std::uint8_t> sums) {
  RowMessage message;
  message.Begin(kIntegrity);
  message.PutBlob(key.check);
  message.Put(oldest_event);
  message.PutBlob(sums);
  return message.Mac(key.rows);
}

}  // namespace

void TableSums::Add(const StoreKey& key, TableId table, std::int64_t mac) {
  Sum& sum = sums_[static_cast<std::size_t>(table)];
  ++sum.rows;
  sum.sum += Element(key, table, mac);
}

void TableSums::Remove(const StoreKey& key, TableId table, std::int64_t mac) {
  Sum& sum = sums_[static_cast<std::size_t>(table)];
  --sum.rows;
  sum.sum -= Element(key, table, mac);
}

void TableSums::Take(TableId table, const TableSums& other) {
  sums_[static_cast<std::size_t>(table)] = other.Of(table);
}

Result<std::optional<IntegrityRow>> IntegrityRow::Read(Database& database, const StoreKey& key) {
  Statement row =
      TRY(database.Prepare("SELECT key_check,oldest_event,sums,mac FROM integrity WHERE id=1"));
  if (!row.Step()) {
    if (row.Failed()) return Fail("the store cannot be read: " + Explain(database));
    return std::optional<IntegrityRow>();
  }
  const auto check = row.Blob();
  if (check.size() != key.check.size() || !EqualInConstantTime(check, key.check)) {
    return Fail(kOtherKey);
  }
  IntegrityRow read;
  read.oldest_event_ = row.Integer();
  const auto sums = row.Blob();
  read.sums_.assign(sums.begin(), sums.end());
  if (row.Integer() != MacOf(key, read.oldest_event_, read.sums_)) {
    return Fail(
        "the store is damaged: row 1 of table integrity is not what was written; restore a backup");
  }
  return std::optional<IntegrityRow>(read);
}

bool IntegrityRow::Fits(const StoreKey& key, TableId table, const TableSums& sums) const {
  const auto at = static_cast<std::size_t>(table) * 16;
  if (at >= sums_.size()) return sums.Of(table) == TableSums::Sum();
  std::uint64_t seal = 0;
  std::memcpy(&seal, sums_.data() + at + 8, sizeof(seal));
  return seal == SealOf(key, table, sums.Of(table));
}

std::uint64_t IntegrityRow::RowsOf(TableId table) const {
  const auto at = static_cast<std::size_t>(table) * 16;
  std::uint64_t rows = 0;
  if (at < sums_.size()) std::memcpy(&rows, sums_.data() + at, sizeof(rows));
  return rows;
}

int PutIntegrity(Statement& put, const StoreKey& key, const TableSums& sums) {
  const SumBytes bytes = Format(key, sums);
  return put.BindBlob(key.check)
      .Bind(sums.OldestEvent())
      .BindBlob(bytes)
      .Bind(MacOf(key, sums.OldestEvent(), bytes))
      .Run();
}

}  // namespace writ::store::sqlite
