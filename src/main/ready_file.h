// The file by which a server says that it answers.
#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "store/open.h"

namespace writ {

// The first step of a start, before anything slow: owns the data folder and removes the ready file
// that an earlier process left behind, since it says of another one that it answers. Neither file
// nor folder is touched when another process owns the folder, which is an Error. `data` empty, or
// without a store: nobody can own it, and there is no lock. `ready_file` may be empty.
[[nodiscard]] Result<std::shared_ptr<store::LockFile>> TakeFolder(const std::string& data,
                                                                  const std::string& ready_file);

// Removes the file; no error if there is none.
[[nodiscard]] Result<void> RemoveReadyFile(const std::string& ready_file);

}  // namespace writ
