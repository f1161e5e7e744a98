#include "store/disk/lock_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

namespace writ::store {

namespace {

bool IsTaken(int descriptor) {
  return flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
}

// A process number means something only on the host, or in the container, that gave it.
std::string Self() {
  utsname host{};
  uname(&host);
  return std::to_string(getpid()) + " on " + host.nodename + "\n";
}

Error InUse(const std::string& dir, const std::string& path) {
  std::string owner;
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file >= 0) {
    std::array<char, 128> text{};
    const ssize_t size = pread(file, text.data(), text.size(), 0);
    if (size > 0) owner.assign(text.data(), static_cast<std::size_t>(size));
    owner.resize(std::min(owner.size(), owner.find('\n')));
    close(file);
  }
  return {"the data folder " + dir + " is in use by another process" +
          (owner.empty() ? std::string() : ", which calls itself " + owner) +
          "; stop it, or name another folder"};
}

// The file, made anew if somebody left one that we may not open.
int OpenWords(const std::string& path) {
  constexpr int kFlags = O_RDWR | O_CREAT | O_CLOEXEC;
  const int file = open(path.c_str(), kFlags, 0600);
  if (file >= 0 || (errno != EACCES && errno != EPERM)) return file;
  unlink(path.c_str());
  return open(path.c_str(), kFlags, 0600);
}

}  // namespace

Result<LockFile> LockFile::Acquire(const std::string& dir) {
  const std::string path = dir + "/lock";
  LockFile lock(open(dir.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC), -1);
  if (lock.folder_ < 0) {
    return Fail("cannot open " + dir + ": " + std::generic_category().message(errno));
  }
  // Some network file systems lock files only, and earlier versions of this program did.
  if (IsTaken(lock.folder_)) return Fail(InUse(dir, path));
  lock.file_ = OpenWords(path);
  if (lock.file_ < 0) {
    return Fail("cannot open " + path + ": " + std::generic_category().message(errno));
  }
  if (flock(lock.file_, LOCK_EX | LOCK_NB) != 0) {
    if (errno == EWOULDBLOCK) return Fail(InUse(dir, path));
    return Fail("cannot lock " + path + ": " + std::generic_category().message(errno));
  }
  // On a full disk there may be no room for the words; the locks hold without them.
  const std::string self = Self();
  if (ftruncate(lock.file_, 0) == 0) {
    static_cast<void>(!pwrite(lock.file_, self.data(), self.size(), 0));
  }
  return lock;
}

LockFile::~LockFile() {
  if (file_ >= 0) close(file_);
  if (folder_ >= 0) close(folder_);
}

}  // namespace writ::store
