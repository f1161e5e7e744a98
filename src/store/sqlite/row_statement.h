// Statements that write or remove rows, and keep what their table adds up to.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "base/result.h"
#include "store/sqlite/row_mac.h"
#include "store/sqlite/table_sums.h"

namespace writ::store::sqlite {

// What the MACs of one store are made with, and where its tables stand.
struct RowMacs {
  explicit RowMacs(const StoreKey& of_store) : key(of_store) {}

  StoreKey key;
  TableSums sums;
  RowMessage message;
};

// Puts a row with its MAC in place of the one of the same key. Bind every column from left to
// right, the key first, then Run. Not thread-safe.
class RowStatement {
 public:
  RowStatement() = default;
  // `macs` must outlive it.
  [[nodiscard]] static Result<RowStatement> Prepare(Database& database, TableId table,
                                                    RowMacs& macs);

  RowStatement& Bind(std::int64_t value);
  // NULL for 0, which takes no room.
  RowStatement& BindOrNull(std::int64_t value) { return value == 0 ? BindNull() : Bind(value); }
  RowStatement& Bind(std::string_view text);
  // NULL for an empty text.
  RowStatement& BindOrNull(std::string_view text) { return text.empty() ? BindNull() : Bind(text); }
  RowStatement& BindBlob(std::span<const std::uint8_t> blob);
  RowStatement& BindNull();
  // Bound texts and blobs must live until Run returns.

  // SQLITE_OK, or SQLite's extended error code; then it is ready to be bound again.
  [[nodiscard]] int Run();

 private:
  RowMessage& Message();

  TableId table_ = TableId::kEvent;
  RowMacs* macs_ = nullptr;
  Statement put_;
  Statement replaced_;  // the MAC of the row that is replaced
  std::int64_t key_ = 0;
  bool begun_ = false;
};

// Runs `remove`, which returns the MAC of each row that leaves.
[[nodiscard]] int RunRemoval(Statement& remove, TableId table, RowMacs& macs);

}  // namespace writ::store::sqlite
