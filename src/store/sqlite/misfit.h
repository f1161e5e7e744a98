// What to say of a table that does not add up.
#pragma once

#include <string>

#include "store/sqlite/database.h"
#include "store/sqlite/table_sums.h"

namespace writ::store::sqlite {

// In one sentence: which row is missing or older than what was written, by the oldest stored event
// that tells, or else how many rows there are and should be. Every row of the table has its MAC.
[[nodiscard]] std::string DescribeMisfit(Database& database, TableId table, std::uint64_t rows,
                                         std::uint64_t written);

}  // namespace writ::store::sqlite
