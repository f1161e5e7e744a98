// SQLite's connection and statements, closed by themselves.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"

namespace writ::store::sqlite {

// A prepared statement: bind from left to right, run or step, then it is ready to be bound again.
// The first failing call decides what Run returns. Not thread-safe.
class Statement {
 public:
  Statement() = default;
  explicit Statement(sqlite3_stmt* statement) : statement_(statement) {}

  Statement& Bind(std::int64_t value);
  // NULL for 0, which takes no room.
  Statement& BindOrNull(std::int64_t value) { return value == 0 ? BindNull() : Bind(value); }
  Statement& Bind(std::string_view text);
  // NULL for an empty text.
  Statement& BindOrNull(std::string_view text) { return text.empty() ? BindNull() : Bind(text); }
  Statement& BindBlob(std::span<const std::uint8_t> blob);
  // For a function of our own; `type` names what it is (sqlite3_bind_pointer).
  Statement& BindPointer(void* pointer, const char* type);
  Statement& BindNull() {
    const bool is_null = bound_ < 63 && (values_ >> (bound_ + 1) & 1U) == 0;
    if (!is_null) return ReplaceByNull();
    ++bound_;
    return *this;
  }
  // Bound values must live until Run or the last Step returns.

  // SQLITE_OK, or SQLite's extended error code; resets the statement.
  [[nodiscard]] int Run();
  // True with a row; false at the end or on a failure, which Failed tells; then it is reset.
  [[nodiscard]] bool Step();
  [[nodiscard]] bool Failed() const { return code_ != SQLITE_OK; }
  // What Failed tells of, or SQLITE_OK; then it is ready to be bound again.
  [[nodiscard]] int Outcome() { return std::exchange(code_, SQLITE_OK); }
  // Ends before the last row.
  void Reset();

  // The next column of the row, from the left.
  [[nodiscard]] std::int64_t Integer();
  [[nodiscard]] std::string_view Text();  // until the next Step
  [[nodiscard]] std::span<const std::uint8_t> Blob();

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  Statement& ReplaceByNull();
  // The next parameter, which will hold a value.
  [[nodiscard]] int NextValue() {
    if (++bound_ < 64) values_ |= std::uint64_t{1} << bound_;
    return bound_;
  }

  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  // By position, from bit 1: the first 63 parameters that hold a value. The others are NULL as they
  // are, and binding one to NULL again would cost as much as to a value.
  std::uint64_t values_ = 0;
  int bound_ = 0;
  int read_ = 0;
  int code_ = SQLITE_OK;
};

// One connection. Not thread-safe.
class Database {
 public:
  // Opens or creates; ":memory:" is a database of its own in memory.
  [[nodiscard]] static Result<Database> Open(const std::string& path);

  [[nodiscard]] Result<Statement> Prepare(const char* sql);
  // Runs all statements of `sql`; SQLITE_OK or the extended error code.
  [[nodiscard]] int Execute(const char* sql);
  [[nodiscard]] Result<void> Require(const char* sql);
  [[nodiscard]] Result<std::int64_t> Integer(const char* sql);
  [[nodiscard]] std::string Message() const { return sqlite3_errmsg(database_.get()); }
  [[nodiscard]] bool InTransaction() const { return sqlite3_get_autocommit(database_.get()) == 0; }
  [[nodiscard]] sqlite3* Raw() { return database_.get(); }

 private:
  struct Close {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
  };
  explicit Database(sqlite3* database) : database_(database) {}
  std::unique_ptr<sqlite3, Close> database_;
};

}  // namespace writ::store::sqlite
