// What keeps a store from writing.
#pragma once

#include <cstdint>
#include <string>

#include "store/sqlite/database.h"

namespace writ::store::sqlite {

enum class Trouble : std::uint8_t {
  kFull,      // the disk, or a quota
  kReadOnly,  // the disk
  kDenied,    // this user may not
  kOther,
};

// By SQLite's last failure.
[[nodiscard]] Trouble TroubleOf(Database& database);
// In words, SQLite's own last.
[[nodiscard]] std::string Explain(Database& database);

}  // namespace writ::store::sqlite
