#include "store/sqlite/row_query.h"

#include <cstddef>
#include <span>

namespace writ::store::sqlite {

namespace {

constexpr const char* kPointerType = "writ row taker";
constexpr int kAnyNumber = -1;  // of arguments

// The taker, then the columns. SQLite has them at hand as arguments, all of a row by one call;
// sqlite3_column_value is a call for each, and a start reads every row there is.
void TakeRow(sqlite3_context* context, int count, sqlite3_value** arguments) {
  const std::span<sqlite3_value* const> values(arguments, static_cast<std::size_t>(count));
  auto* const taker = static_cast<RowTaker*>(sqlite3_value_pointer(values.front(), kPointerType));
  if (taker == nullptr || !taker->Take(values.subspan(1))) {
    sqlite3_result_error_code(context, SQLITE_ABORT);
  }
}

}  // namespace

std::string QueryRows(const Table& table, const std::string& where) {
  return std::string("SELECT take_row(?,") + table.columns + ",mac) FROM " + table.name + where +
         " ORDER BY " + table.key;
}

Statement& BindTaker(Statement& query, RowTaker& taker) {
  return query.BindPointer(&taker, kPointerType);
}

void EachRow(Statement& query) {
  while (query.Step()) {
  }
}

int DefineRowFunction(sqlite3* database) {
  return sqlite3_create_function_v2(database, "take_row", kAnyNumber,
                                    SQLITE_UTF8 | SQLITE_DIRECTONLY, nullptr, TakeRow, nullptr,
                                    nullptr, nullptr);
}

}  // namespace writ::store::sqlite
