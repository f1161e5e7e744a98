#include "store/sqlite/checkpointer.h"

namespace writ::store::sqlite {

Result<std::unique_ptr<Checkpointer>> Checkpointer::Start(const std::string& path) {
  Database database = TRY(Database::Open(path));
  // Until it has read, a connection does not know of the log, and its checkpoints do nothing.
  static_cast<void>(TRY(database.Integer("SELECT count(*) FROM sqlite_schema")));
  std::unique_ptr<Checkpointer> checkpointer(new Checkpointer(std::move(database)));
  checkpointer->thread_ = std::thread([raw = checkpointer.get()] { raw->Loop(); });
  return checkpointer;
}

Checkpointer::~Checkpointer() {
  {
    const MutexLock lock(mutex_);
    stop_ = true;
  }
  wake_.NotifyOne();
  thread_.join();
}

void Checkpointer::Run(sqlite3* database) {
  if (complete_.load()) return;
  int frames = -1;
  int moved = -1;
  const int code =
      sqlite3_wal_checkpoint_v2(database, nullptr, SQLITE_CHECKPOINT_PASSIVE, &frames, &moved);
  if (code == SQLITE_OK && frames >= 0 && frames == moved) complete_.store(true);
}

void Checkpointer::OnCommit(int frames, Database& writer) {
  if (frames < kFrames) {
    complete_.store(false);
    return;
  }
  if (frames >= 2 * kFrames && running_.TryLock()) {
    complete_.store(false);
    Run(writer.Raw());
    running_.Unlock();
    return;
  }
  complete_.store(false);
  {
    const MutexLock lock(mutex_);
    wanted_ = true;
  }
  wake_.NotifyOne();
}

void Checkpointer::Loop() {
  for (;;) {
    {
      const MutexLock lock(mutex_);
      while (!wanted_ && !stop_) wake_.Wait(mutex_);
      if (stop_) return;
      wanted_ = false;
    }
    const MutexLock lock(running_);
    Run(database_.Raw());
  }
}

}  // namespace writ::store::sqlite
