#include "base/diagnostics.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <utility>

namespace writ {
namespace {

constexpr int kLastMilliseconds = 1000;

std::string LineOf(std::string_view text) { return "writ: " + std::string(text) + "\n"; }

// Gives up where the reader takes nothing for as long as said; -1 waits for ever.
void WriteStandardError(std::string_view bytes, int milliseconds) {
  while (!bytes.empty()) {
    pollfd ready{STDERR_FILENO, POLLOUT, 0};
    const int polled = ::poll(&ready, 1, milliseconds);
    if (polled < 0 && errno == EINTR) continue;
    if (polled <= 0) return;
    // A pipe that poll calls writable takes this much without waiting for its reader.
    const ssize_t size =
        ::write(STDERR_FILENO, bytes.data(), std::min<std::size_t>(bytes.size(), PIPE_BUF));
    if (size >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(size));
    } else if (errno != EINTR && errno != EAGAIN) {
      return;
    }
  }
}

}  // namespace

void Diagnostics::Say(std::string_view text) {
  const std::string line = LineOf(text);
  {
    const MutexLock lock(mutex_);
    if (writing_) {
      if (waiting_.size() + line.size() > kWaitingBytesMax) {
        ++dropped_;
      } else {
        waiting_ += line;
      }
      return;
    }
  }
  WriteStandardError(line, -1);
}

void Diagnostics::BeginWriting() {
  const MutexLock lock(mutex_);
  writing_ = true;
}

void Diagnostics::EndWriting() {
  std::string rest;
  {
    const MutexLock lock(mutex_);
    writing_ = false;
    rest = std::exchange(waiting_, {});
  }
  WriteStandardError(rest, kLastMilliseconds);
}

std::string Diagnostics::Take() {
  const MutexLock lock(mutex_);
  return std::exchange(waiting_, {});
}

std::uint64_t Diagnostics::Dropped() const {
  const MutexLock lock(mutex_);
  return dropped_;
}

Diagnostics& ProcessDiagnostics() {
  static Diagnostics diagnostics;
  return diagnostics;
}

void SayLast(std::string_view text) { WriteStandardError(LineOf(text), kLastMilliseconds); }

}  // namespace writ
