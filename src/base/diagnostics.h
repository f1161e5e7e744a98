// What the process says of itself, for whoever looks after it: a line each on standard error, which
// may be a pipe that nobody reads. Saying never waits; what finds no room is dropped, and counted.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/mutex.h"

namespace writ {

// The lines that wait to be written. Thread-safe. While nobody writes (a command, before the
// server's writer runs and after it ended), a line goes straight to standard error.
class Diagnostics {
 public:
  static constexpr std::size_t kWaitingBytesMax = std::size_t{16} * 1024;

  // Says `text`, a sentence or several without a line end, as a line that begins with "writ: ".
  // Never waits for a reader while a writer is there.
  void Say(std::string_view text) EXCLUDES(mutex_);

  // From now on until EndWriting somebody calls Take over and over, and writes what it returns.
  void BeginWriting() EXCLUDES(mutex_);
  // What still waits goes straight to standard error.
  void EndWriting() EXCLUDES(mutex_);
  // The lines that wait, each with its end, and room again for others.
  [[nodiscard]] std::string Take() EXCLUDES(mutex_);
  // How many were dropped for want of room, ever.
  [[nodiscard]] std::uint64_t Dropped() const EXCLUDES(mutex_);

 private:
  mutable Mutex mutex_;
  bool writing_ GUARDED_BY(mutex_) = false;
  std::string waiting_ GUARDED_BY(mutex_);
  std::uint64_t dropped_ GUARDED_BY(mutex_) = 0;
};

// The process's own.
[[nodiscard]] Diagnostics& ProcessDiagnostics();

// For the last words before the process ends itself: `text` as a line on standard error at once.
// Waits for a reader that stalls, but for a second at most. Thread-safe.
void SayLast(std::string_view text);

}  // namespace writ
