#include "store/sqlite/row.h"

#include "base/check.h"

namespace writ::store::sqlite {

void Row::Take(const Statement& statement) {
  sqlite3_stmt* const raw = statement.Raw();
  const int columns = sqlite3_column_count(raw);
  CHECK(columns > 0 && static_cast<std::size_t>(columns) <= cells_.size());
  count_ = static_cast<std::size_t>(columns) - 1;
  read_ = 0;
  for (int i = 0; i < columns; ++i) {
    // One call that looks the column up, where sqlite3_column_type and _int64 would be two. Such a
    // value is not protected from other threads; there are none.
    sqlite3_value* const value = sqlite3_column_value(raw, i);
    Cell& cell = cells_[static_cast<std::size_t>(i)];
    cell.type = sqlite3_value_type(value);
    cell.size = 0;
    cell.number = cell.type == SQLITE_INTEGER ? sqlite3_value_int64(value) : 0;
    if (cell.type == SQLITE_INTEGER || cell.type == SQLITE_NULL) continue;
    cell.content = static_cast<const std::uint8_t*>(sqlite3_value_blob(value));
    cell.size = static_cast<std::size_t>(sqlite3_value_bytes(value));
  }
}

}  // namespace writ::store::sqlite
