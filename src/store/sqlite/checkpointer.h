// The one checkpointer of a write-ahead log: it keeps the log short and off the answers' path.
#pragma once

#include <atomic>
#include <string>
#include <thread>

#include "base/mutex.h"
#include "store/sqlite/database.h"

namespace writ::store::sqlite {

// SQLite before 3.51.3 can lose commits when a checkpoint runs beside a writer that restarts the
// log. So there is one checkpointer at a time, and it starts only when finished commits have left
// frames since the last complete checkpoint: never right after one, when the next commit restarts
// the log.
class Checkpointer {
 public:
  // The log may grow to about twice this many pages.
  static constexpr int kFrames = 4096;

  // Checkpoints the database at `path` by a thread and a connection of its own.
  [[nodiscard]] static Result<std::unique_ptr<Checkpointer>> Start(const std::string& path);
  ~Checkpointer();
  Checkpointer(const Checkpointer&) = delete;
  Checkpointer& operator=(const Checkpointer&) = delete;

  // The writer's, after each commit, outside of a transaction: `frames` are in the log. When the
  // thread cannot keep up with the writer, the writer finishes for it.
  void OnCommit(int frames, Database& writer);

 private:
  explicit Checkpointer(Database database) : database_(std::move(database)) {}
  void Loop();
  // PASSIVE: never waits for the writer, nor makes it wait.
  void Run(sqlite3* database) REQUIRES(running_);

  Database database_;                  // only the thread
  Mutex running_;                      // held while a checkpoint runs
  std::atomic<bool> complete_{false};  // nothing was committed since the last complete checkpoint
  Mutex mutex_;
  Condition wake_;
  bool wanted_ GUARDED_BY(mutex_) = false;
  bool stop_ GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace writ::store::sqlite
