#include "base/disk.h"

#include <sys/statvfs.h>
#include <unistd.h>

namespace writ {

std::optional<std::string> DiskTrouble(const std::string& folder) {
  struct statvfs disk {};
  if (::statvfs(folder.c_str(), &disk) != 0) return std::nullopt;
  if ((disk.f_flag & ST_RDONLY) != 0) return "the file system of " + folder + " is read-only";
  if (disk.f_bavail == 0 && disk.f_blocks != 0) return "the disk of " + folder + " is full";
  if (disk.f_favail == 0 && disk.f_files != 0) {
    return "the disk of " + folder + " has no room for another file";
  }
  if (::access(folder.c_str(), W_OK | X_OK) != 0) {
    return "this user has no permission to write in " + folder;
  }
  return std::nullopt;
}

}  // namespace writ
