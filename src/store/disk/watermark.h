// A second, small file that says how far the store had come, so that lost history is noticed.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "base/mutex.h"
#include "base/result.h"
#include "oauth/records/ids.h"
#include "store/log/event_row.h"

namespace writ::store {

// A commit that was durable.
struct Mark {
  oauth::Sequence sequence = oauth::Sequence::kNone;
  ChainHash chain{};
  std::uint64_t incarnation = 0;
};

// Two checksummed slots, written in turn, so that a torn write leaves the one before. Thread-safe.
class Watermark {
 public:
  // At most this long passes between a commit and its mark.
  static constexpr int kBehindMilliseconds = 100;

  struct Found {
    std::optional<Mark> mark;  // of the later slot; nothing when there is no file
    bool damaged = false;      // a watermark, but neither slot is whole
  };
  // What the file says. An Error when it cannot be read, or is something else than a watermark,
  // which nobody may write over.
  [[nodiscard]] static Result<Found> Read(const std::string& path);

  // Opens for writing, with `mark` in both slots, on the disk. `strict`: Note writes at once.
  [[nodiscard]] static Result<std::unique_ptr<Watermark>> Start(const std::string& path,
                                                                const Mark& mark, bool strict);
  ~Watermark();  // as Close
  Watermark(const Watermark&) = delete;
  Watermark& operator=(const Watermark&) = delete;

  // `mark` is durable in the store. When strict it is in the file when this returns, or the process
  // stops: the commit could be neither answered nor taken back.
  void Note(const Mark& mark);
  // Writes the last mark and ends the thread. Nothing may be noted after it.
  void Close();
  // The oldest commit that the file may name: the next start looks for its event.
  [[nodiscard]] oauth::Sequence Written() const { return written_.load(); }

 private:
  Watermark(int descriptor, bool strict) : descriptor_(descriptor), strict_(strict) {}
  void Loop();
  [[nodiscard]] bool Write(const Mark& mark);

  const int descriptor_;
  const bool strict_;
  unsigned slot_ = 0;  // the next one; of the thread, or of Note when strict
  std::atomic<oauth::Sequence> written_{oauth::Sequence::kNone};
  Mutex mutex_;
  Condition wake_;
  std::optional<Mark> wanted_ GUARDED_BY(mutex_);
  bool stop_ GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace writ::store
