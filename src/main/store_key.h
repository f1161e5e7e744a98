// The keys that a store is handed, from the master key that it never sees.
#pragma once

#include <string>

#include "base/result.h"
#include "oauth/token/seal.h"
#include "store/log/store_key.h"

namespace writ {

// Thread-safe.
[[nodiscard]] store::StoreKey StoreKeyOf(const oauth::MasterKey& master);

// What the file master.id, which is beside a store from before stores said it themselves, says of
// the key. `by_operator`: the operator says that it is the right one; the file is believed more.
[[nodiscard]] store::KeyTrust TrustOf(const std::string& data, const oauth::MasterKey& master,
                                      bool by_operator);

// Whether the store in `data` belongs to the key, or may be trusted to, as TrustOf; an Error in
// words when not, or when it is no store. Changes nothing.
[[nodiscard]] Result<void> CheckMasterKey(const std::string& data, const oauth::MasterKey& master,
                                          bool by_operator);

// The store says it now: the file goes. That it cannot is no failure.
void ForgetMasterId(const std::string& data);

}  // namespace writ
