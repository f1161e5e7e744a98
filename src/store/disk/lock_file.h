// One process owns a data folder.
#pragma once

#include <string>
#include <utility>

#include "base/result.h"

namespace writ::store {

// Held while it lives, and let go of by the kernel however the process ends. Only the kernel's lock
// (flock) says whether a folder is owned: what a file `lock` says, and whose it is, are words for
// people, which may be left over from a process that was killed, of any user or container.
class LockFile {
 public:
  // At once; an Error that says so, with what the owner said of itself, when there is one. The lock
  // is on the folder `dir` and on the file `lock` in it.
  [[nodiscard]] static Result<LockFile> Acquire(const std::string& dir);
  LockFile(LockFile&& other) noexcept
      : folder_(std::exchange(other.folder_, -1)), file_(std::exchange(other.file_, -1)) {}
  LockFile& operator=(LockFile&&) = delete;
  LockFile(const LockFile&) = delete;
  LockFile& operator=(const LockFile&) = delete;
  ~LockFile();

 private:
  LockFile(int folder, int file) : folder_(folder), file_(file) {}
  int folder_;
  int file_;
};

}  // namespace writ::store
