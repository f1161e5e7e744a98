// The tables, their version, and the way from older ones.
#pragma once

#include <cstdint>

#include "base/result.h"
#include "store/sqlite/database.h"

namespace writ::store::sqlite {

// The version that this program reads and writes, kept in user_version.
inline constexpr int kSchemaVersion = 5;

// Brings the store to kSchemaVersion, each step in a transaction of its own; an empty one too. A
// store of version 1, which was made before scopes were records, gets Mollie's, at the indexes that
// its tokens and events mean. An Error when the store is newer than this program, or is no store of
// Writ.
[[nodiscard]] Result<void> Migrate(Database& database);

// The version of the store, 0 of an empty database. An Error as Migrate's; changes nothing.
[[nodiscard]] Result<std::int64_t> VersionOf(Database& database);

}  // namespace writ::store::sqlite
