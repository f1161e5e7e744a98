// Whether a whole store is what was written.
#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"
#include "store/open.h"

namespace writ::store {

struct CheckedStore {
  std::uint64_t events = 0;  // that are still stored
  oauth::Sequence last = oauth::Sequence::kNone;
};

// Reads everything in the folder `dir`, which no process may own: each row of each table, what the
// tables add up to, every stored event and the chain through all of them, and the watermark. It
// changes nothing, except that a store from before rows had MACs gets them, as at any first
// opening.
// An Error says what is wrong first, with table and key. `options.store.on_load` is told how far
// it is; only that, the trust and the watermark's path are looked at.
[[nodiscard]] Result<CheckedStore> CheckStore(const std::string& dir, const StoreKey& key,
                                              const DiskOptions& options);

}  // namespace writ::store
