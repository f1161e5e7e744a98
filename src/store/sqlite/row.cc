#include "store/sqlite/row.h"

#include "base/check.h"

namespace writ::store::sqlite {

void Row::Take(std::span<sqlite3_value* const> values) {
  CHECK(!values.empty() && values.size() <= cells_.size());
  count_ = values.size() - 1;
  read_ = 0;
  Cell* next = cells_.data();
  for (sqlite3_value* const value : values) {
    Cell& cell = *next++;
    cell.type = sqlite3_value_type(value);
    cell.size = 0;
    cell.number = cell.type == SQLITE_INTEGER ? sqlite3_value_int64(value) : 0;
    if (cell.type == SQLITE_INTEGER || cell.type == SQLITE_NULL) continue;
    cell.content = static_cast<const std::uint8_t*>(sqlite3_value_blob(value));
    cell.size = static_cast<std::size_t>(sqlite3_value_bytes(value));
  }
}

}  // namespace writ::store::sqlite
