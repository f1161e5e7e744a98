#include "store/sqlite/row_statement.h"

#include <algorithm>
#include <string>
#include <utility>

namespace writ::store::sqlite {

namespace {

// Events are never replaced, and have a chain in place of a sum.
bool HasSum(TableId table) { return table != TableId::kEvent; }

}  // namespace

Result<RowStatement> RowStatement::Prepare(Database& database, TableId table, RowMacs& macs) {
  const Table& spec = TableOf(table);
  const std::string columns(spec.columns);
  std::string values = "?";
  for (auto count = std::count(columns.begin(), columns.end(), ','); count >= 0; --count) {
    values += ",?";
  }
  const std::string put = std::string(HasSum(table) ? "INSERT OR REPLACE" : "INSERT") + " INTO " +
                          spec.name + "(" + columns + ",mac) VALUES(" + values + ")";
  RowStatement statement;
  statement.table_ = table;
  statement.macs_ = &macs;
  statement.put_ = TRY(database.Prepare(put.c_str()));
  if (!HasSum(table)) return statement;
  const std::string replaced =
      std::string("SELECT mac FROM ") + spec.name + " WHERE " + spec.key + "=?";
  statement.replaced_ = TRY(database.Prepare(replaced.c_str()));
  return statement;
}

RowMessage& RowStatement::Message() {
  if (!std::exchange(begun_, true)) macs_->message.Begin(table_);
  return macs_->message;
}

RowStatement& RowStatement::Bind(std::int64_t value) {
  if (!begun_) key_ = value;
  Message().Put(value);
  put_.Bind(value);
  return *this;
}

RowStatement& RowStatement::Bind(std::string_view text) {
  Message().Put(text);
  put_.Bind(text);
  return *this;
}

RowStatement& RowStatement::BindBlob(std::span<const std::uint8_t> blob) {
  Message().PutBlob(blob);
  put_.BindBlob(blob);
  return *this;
}

RowStatement& RowStatement::BindNull() {
  Message().PutNull();
  put_.BindNull();
  return *this;
}

int RowStatement::Run() {
  begun_ = false;
  const auto mac = macs_->message.Mac(macs_->key.rows);
  if (!HasSum(table_)) return put_.Bind(mac).Run();
  const bool replaces = replaced_.Bind(key_).Step();
  const std::int64_t before = replaces ? replaced_.Integer() : 0;
  if (replaces) replaced_.Reset();
  const int failure = replaced_.Outcome();
  const int code = put_.Bind(mac).Run();
  if (failure != SQLITE_OK || code != SQLITE_OK) return failure != SQLITE_OK ? failure : code;
  if (replaces) macs_->sums.Remove(macs_->key, table_, before);
  macs_->sums.Add(macs_->key, table_, mac);
  return SQLITE_OK;
}

int RunRemoval(Statement& remove, TableId table, RowMacs& macs) {
  while (remove.Step()) {
    if (HasSum(table)) macs.sums.Remove(macs.key, table, remove.Integer());
  }
  return remove.Outcome();
}

}  // namespace writ::store::sqlite
