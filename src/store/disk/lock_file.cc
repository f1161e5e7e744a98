#include "store/disk/lock_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace writ::store {

Result<LockFile> LockFile::Acquire(const std::string& path) {
  const int descriptor = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) {
    return Fail("cannot open " + path + ": " + std::generic_category().message(errno));
  }
  LockFile lock(descriptor);
  if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    std::array<char, 32> owner{};
    const ssize_t size = pread(descriptor, owner.data(), owner.size() - 1, 0);
    std::string pid = size > 0 ? std::string(owner.data(), static_cast<std::size_t>(size)) : "?";
    while (!pid.empty() && pid.back() == '\n') pid.pop_back();
    return Fail("the data folder is in use by process " + pid + " (" + path +
                "); stop that process or name another folder");
  }
  const std::string pid = std::to_string(getpid()) + "\n";
  if (ftruncate(descriptor, 0) != 0 ||
      pwrite(descriptor, pid.data(), pid.size(), 0) != static_cast<ssize_t>(pid.size())) {
    return Fail("cannot write " + path + ": " + std::generic_category().message(errno));
  }
  return lock;
}

LockFile::~LockFile() {
  if (descriptor_ >= 0) close(descriptor_);
}

}  // namespace writ::store
