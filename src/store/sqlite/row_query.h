// Queries that hand over whole rows.
#pragma once

#include <sqlite3.h>

#include <functional>
#include <span>
#include <string>
#include <utility>

#include "store/sqlite/database.h"
#include "store/sqlite/row.h"
#include "store/sqlite/tables.h"

namespace writ::store::sqlite {

// Is handed each row while SQLite has it.
class RowTaker {
 public:
  // `take` may keep nothing of the row and must not use its connection; false ends the reading.
  explicit RowTaker(std::function<bool(Row&)> take) : take_(std::move(take)) {}

  [[nodiscard]] bool Take(std::span<sqlite3_value* const> values) {
    row_.Take(values);
    return take_(row_);
  }

 private:
  std::function<bool(Row&)> take_;
  Row row_;
};

// The SQL that hands the rows of `table` to a taker, in key order. `where` follows FROM and may
// have parameters.
[[nodiscard]] std::string QueryRows(const Table& table, const std::string& where);

// The first parameter of QueryRows; `taker` must live until the last Step.
Statement& BindTaker(Statement& query, RowTaker& taker);

// Steps to the end, or to the row that the taker ends the reading with: Outcome tells of it then,
// as of any failure.
void EachRow(Statement& query);

// Makes the connection know the function that QueryRows calls: SQLITE_OK or an error code.
[[nodiscard]] int DefineRowFunction(sqlite3* database);

}  // namespace writ::store::sqlite
