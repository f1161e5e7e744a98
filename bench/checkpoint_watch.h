// Tells whether SQLite copies its write-ahead log into the database just now.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace writ::bench {

// What the log's index said at one moment. It is shared memory, NAME-shm, in which a checkpoint
// says how far it means to come before it copies, and how far it came once the database is synced.
struct CheckpointState {
  std::uint32_t frames = 0;     // in the log
  std::uint32_t restarts = 0;   // changes when the log begins anew
  std::uint32_t attempted = 0;  // frames that are, or are being, copied
  std::uint32_t copied = 0;

  [[nodiscard]] bool IsRunning() const { return attempted > copied; }
};

// Whether a checkpoint ended between the two.
[[nodiscard]] bool Ended(const CheckpointState& before, const CheckpointState& after);

class CheckpointWatch {
 public:
  // Without a path there is never a checkpoint. Ends the program if the file is no log's index.
  explicit CheckpointWatch(const std::string& path);
  ~CheckpointWatch();
  CheckpointWatch(const CheckpointWatch&) = delete;
  CheckpointWatch& operator=(const CheckpointWatch&) = delete;

  [[nodiscard]] bool Watches() const { return words_ != nullptr; }
  [[nodiscard]] CheckpointState Read();
  // That ended between the first reading and the last.
  [[nodiscard]] std::uint64_t Count() const { return count_; }

 private:
  const volatile std::uint32_t* words_ = nullptr;
  CheckpointState last_;
  std::uint64_t count_ = 0;
};

}  // namespace writ::bench
