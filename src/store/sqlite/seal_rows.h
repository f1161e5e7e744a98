// The way of a store from before rows had MACs.
#pragma once

#include "base/result.h"
#include "store/log/medium.h"
#include "store/sqlite/database.h"
#include "store/sqlite/row_statement.h"

namespace writ::store::sqlite {

// Gives every row its MAC and writes the integrity row, which is what makes the store one with
// MACs: cut short, it begins anew at the next start. `observer`, which may be empty, is told how
// far it is. An Error when the disk does not take it.
[[nodiscard]] Result<void> SealRows(Database& database, RowMacs& macs,
                                    const LoadObserver& observer);

}  // namespace writ::store::sqlite
