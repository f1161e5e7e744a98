// Where the root of all keys comes from. It is never in the store, never in a log and never in an
// error.
#pragma once

#include <string>

#include "base/environment.h"
#include "base/random.h"
#include "base/result.h"
#include "oauth/token/seal.h"

namespace writ {

// The first there is: `file` if not empty (of the flag or WRIT_MASTER_KEY_FILE, or else of the
// settings file where WRIT_MASTER_KEY is not set), WRIT_MASTER_KEY (the key itself), systemd's
// credential "master-key", DATA/master.key. The error says which was tried and what to do.
[[nodiscard]] Result<oauth::MasterKey> LoadMasterKey(const std::string& data,
                                                     const std::string& file,
                                                     const Environment& environment);

// As LoadMasterKey, but where nothing is said and DATA/master.key does not exist, makes it: mode
// 0600. `data` must exist.
[[nodiscard]] Result<oauth::MasterKey> LoadOrMakeMasterKey(const std::string& data,
                                                           const std::string& file,
                                                           const Environment& environment,
                                                           Random& random);

}  // namespace writ
