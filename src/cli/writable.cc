#include "cli/writable.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace writ::cli {

namespace {

constexpr off_t kRoomBytes = 8192;

// A full disk shows when room is asked for; a file system that cannot reserve room says nothing.
int RoomError(int descriptor, off_t end) {
  if (::fallocate(descriptor, FALLOC_FL_KEEP_SIZE, end, kRoomBytes) == 0) return 0;
  return errno == ENOSPC || errno == EDQUOT || errno == EFBIG ? errno : 0;
}

}  // namespace

std::optional<std::string> WhyUnwritable(int descriptor) {
  if (descriptor < 0) return std::nullopt;
  const int flags = ::fcntl(descriptor, F_GETFL);
  if (flags < 0 || (flags & O_ACCMODE) == O_RDONLY) return "it is closed";
  pollfd asked{descriptor, POLLOUT, 0};
  if (::poll(&asked, 1, 0) == 1 && (asked.revents & (POLLERR | POLLNVAL)) != 0) {
    return "nobody reads it";
  }
  if (::write(descriptor, "", 0) != 0) return std::strerror(errno);
  struct stat found {};
  if (::fstat(descriptor, &found) == 0 && S_ISREG(found.st_mode)) {
    const int error = RoomError(descriptor, found.st_size);
    if (error != 0) return std::strerror(error);
  }
  return std::nullopt;
}

}  // namespace writ::cli
