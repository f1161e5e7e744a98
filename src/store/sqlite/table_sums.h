// What each table adds up to, so that no row can be dropped, added or replaced by an older one; and
// the row that keeps it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/result.h"
#include "store/log/store_key.h"
#include "store/sqlite/database.h"
#include "store/sqlite/row_mac.h"
#include "store/sqlite/tables.h"

namespace writ::store::sqlite {

// Counts rows and adds up a keyed hash of their MACs, so that nobody without the key can tell which
// other rows would add up to the same. The events have a chain of their own instead, and here only
// the first of them. Not thread-safe, but different tables may be added to by different threads.
class TableSums {
 public:
  struct Sum {
    std::uint64_t rows = 0;
    std::uint64_t sum = 0;
    bool operator==(const Sum&) const = default;
  };

  void Add(const StoreKey& key, TableId table, std::int64_t mac);
  void Remove(const StoreKey& key, TableId table, std::int64_t mac);
  // What `other` has of the table.
  void Take(TableId table, const TableSums& other);
  [[nodiscard]] const Sum& Of(TableId table) const {
    return sums_[static_cast<std::size_t>(table)];
  }
  // The oldest event that is stored; 0 before the first.
  void SetOldestEvent(std::int64_t sequence) { oldest_event_ = sequence; }
  [[nodiscard]] std::int64_t OldestEvent() const { return oldest_event_; }
  bool operator==(const TableSums&) const = default;

 private:
  std::array<Sum, kTables> sums_{};
  std::int64_t oldest_event_ = 0;
};

// Of a key that is not the store's.
inline constexpr const char* kOtherKey =
    "the master key is not the one that this store was made with; start with that one, or "
    "nobody's tokens work";

// The row as it is stored. It holds a MAC of each sum, not the sum itself.
class IntegrityRow {
 public:
  // Nothing when the table is empty: the rows have no MACs yet. An Error when the row belongs to
  // another key or is not what was written.
  [[nodiscard]] static Result<std::optional<IntegrityRow>> Read(Database& database,
                                                                const StoreKey& key);
  // Whether a table adds up to what was written.
  [[nodiscard]] bool Fits(const StoreKey& key, TableId table, const TableSums& sums) const;
  [[nodiscard]] std::uint64_t RowsOf(TableId table) const;
  [[nodiscard]] std::int64_t OldestEvent() const { return oldest_event_; }

 private:
  std::int64_t oldest_event_ = 0;
  // Of each table: rows, MAC of the sum. A table that came later is empty in it.
  std::vector<std::uint8_t> sums_;
};

inline constexpr const char* kPutIntegrity =
    "INSERT OR REPLACE INTO integrity(id,key_check,oldest_event,sums,mac) VALUES(1,?,?,?,?)";
// Runs kPutIntegrity: SQLITE_OK or an extended error code.
[[nodiscard]] int PutIntegrity(Statement& put, const StoreKey& key, const TableSums& sums);

}  // namespace writ::store::sqlite
