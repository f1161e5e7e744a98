// Where stores come from.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "store/disk/lock_file.h"
#include "store/log/glance.h"
#include "store/store.h"

namespace writ::store {

// A store that is gone with the process.
[[nodiscard]] Result<std::unique_ptr<Store>> OpenInMemory(const Clock& clock, Random& random,
                                                          const StoreOptions& options = {});

struct DiskOptions {
  bool strict_watermark = false;     // written before each answer, not within 100 ms
  bool accept_lost_history = false;  // go on with a store that is behind its watermark
  bool accept_clock = false;         // go on by a clock that is behind the store's last change
  std::string watermark_path;        // empty: in the data folder
  std::shared_ptr<LockFile> lock;    // of OwnFolder, if the folder is owned already; is used up
  KeyTrust trust = KeyTrust::kNone;  // of a store from before it said which key is its own
  StoreOptions store;
};

// Makes this process the owner of the folder, for as long as the lock lives; an Error that says so
// when another process is.
[[nodiscard]] Result<std::shared_ptr<LockFile>> OwnFolder(const std::string& dir);

// The store in the folder `dir` under `key`. The folder is made (mode 0700) if need be: writ.db,
// the log beside it, watermark, lock. A new store has no clients and no keys. An Error, in one
// sentence that says what to do, when another process owns the folder, the store is newer than this
// program, damaged, belongs to another key, or has lost history.
[[nodiscard]] Result<std::unique_ptr<Store>> OpenOnDisk(const std::string& dir, const StoreKey& key,
                                                        const DiskOptions& options,
                                                        const Clock& clock, Random& random);

// Whether the store in the folder `dir` says that it belongs to `key`, which an empty one does;
// nothing when it is from before stores said so. An Error when it cannot be read, is newer than
// this program, or no store. Does not own the folder and changes nothing.
[[nodiscard]] Result<std::optional<bool>> BelongsTo(const std::string& dir, const StoreKey& key);

// What the folder's store says at a glance, without its MACs being looked at; an Error as above.
[[nodiscard]] Result<StoreGlance> GlanceAt(const std::string& dir);

// Whether that store would be opened with the watermark `path`, as far as can be told without
// reading it: an Error when the file is something else or, unless `accept_lost_history`, is missing
// or damaged. Changes nothing.
[[nodiscard]] Result<void> CheckWatermark(const std::string& path, const StoreGlance& glance,
                                          bool accept_lost_history);

}  // namespace writ::store
