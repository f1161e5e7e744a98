#include "store/sqlite/database.h"

#include "store/sqlite/row_query.h"
#include "store/sqlite/trouble.h"

namespace writ::store::sqlite {

Statement& Statement::Bind(std::int64_t value) {
  const int code = sqlite3_bind_int64(statement_.get(), NextValue(), value);
  if (code_ == SQLITE_OK) code_ = code;
  return *this;
}

Statement& Statement::Bind(std::string_view text) {
  const int code = sqlite3_bind_text64(statement_.get(), NextValue(), text.data(), text.size(),
                                       SQLITE_STATIC, SQLITE_UTF8);
  if (code_ == SQLITE_OK) code_ = code;
  return *this;
}

Statement& Statement::BindBlob(std::span<const std::uint8_t> blob) {
  const int code =
      sqlite3_bind_blob64(statement_.get(), NextValue(), blob.data(), blob.size(), SQLITE_STATIC);
  if (code_ == SQLITE_OK) code_ = code;
  return *this;
}

Statement& Statement::BindPointer(void* pointer, const char* type) {
  const int code = sqlite3_bind_pointer(statement_.get(), NextValue(), pointer, type, nullptr);
  if (code_ == SQLITE_OK) code_ = code;
  return *this;
}

Statement& Statement::ReplaceByNull() {
  if (++bound_ < 64) values_ &= ~(std::uint64_t{1} << bound_);
  const int code = sqlite3_bind_null(statement_.get(), bound_);
  if (code_ == SQLITE_OK) code_ = code;
  return *this;
}

int Statement::Run() {
  while (Step()) {
  }
  const int code = code_;
  code_ = SQLITE_OK;
  return code;
}

bool Statement::Step() {
  read_ = 0;
  if (code_ == SQLITE_OK) {
    const int code = sqlite3_step(statement_.get());
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) code_ = code;
  }
  const int code = code_;
  Reset();
  code_ = code;
  return false;
}

void Statement::Reset() {
  sqlite3_reset(statement_.get());
  bound_ = read_ = 0;
  code_ = SQLITE_OK;
}

std::int64_t Statement::Integer() { return sqlite3_column_int64(statement_.get(), read_++); }

std::string_view Statement::Text() {
  const int column = read_++;
  const unsigned char* text = sqlite3_column_text(statement_.get(), column);
  if (text == nullptr) return {};
  return {reinterpret_cast<const char*>(text),
          static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

std::span<const std::uint8_t> Statement::Blob() {
  const int column = read_++;
  const void* blob = sqlite3_column_blob(statement_.get(), column);
  if (blob == nullptr) return {};
  return {static_cast<const std::uint8_t*>(blob),
          static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

Result<Database> Database::Open(const std::string& path) {
  sqlite3* raw = nullptr;
  const int code =
      sqlite3_open_v2(path.c_str(), &raw,
                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
  Database database(raw);
  if (code != SQLITE_OK) {
    return Fail("cannot open the store " + path + ": " +
                (raw == nullptr ? "out of memory" : Explain(database)));
  }
  if (DefineRowFunction(raw) != SQLITE_OK) return Fail("SQLite is out of memory");
  sqlite3_extended_result_codes(raw, 1);
  sqlite3_busy_timeout(raw, 5000);
  // A store that turns out not to be served keeps its log, the only copy of what may be saved yet.
  sqlite3_db_config(raw, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  return database;
}

Result<Statement> Database::Prepare(const char* sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v3(database_.get(), sql, -1, SQLITE_PREPARE_PERSISTENT, &statement,
                         nullptr) != SQLITE_OK) {
    return Fail("the store refuses a statement: " + Explain(*this));
  }
  return Statement(statement);
}

int Database::Execute(const char* sql) {
  return sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr);
}

Result<void> Database::Require(const char* sql) {
  if (Execute(sql) != SQLITE_OK) return Fail("the store cannot be used: " + Explain(*this));
  return {};
}

Result<std::int64_t> Database::Integer(const char* sql) {
  Statement statement = TRY(Prepare(sql));
  if (!statement.Step()) return Fail("the store cannot be read: " + Explain(*this));
  return statement.Integer();
}

}  // namespace writ::store::sqlite
