// One process owns a data folder.
#pragma once

#include <string>
#include <utility>

#include "base/result.h"

namespace writ::store {

// Held while it lives, and let go of by the kernel however the process ends.
class LockFile {
 public:
  // At once; an Error that names the owner's process id when there is one.
  [[nodiscard]] static Result<LockFile> Acquire(const std::string& path);
  LockFile(LockFile&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  LockFile& operator=(LockFile&&) = delete;
  LockFile(const LockFile&) = delete;
  LockFile& operator=(const LockFile&) = delete;
  ~LockFile();

 private:
  explicit LockFile(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace writ::store
