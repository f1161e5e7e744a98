// A store in one SQLite file, or in memory.
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "store/log/glance.h"
#include "store/log/medium.h"
#include "store/sqlite/checkpointer.h"
#include "store/sqlite/database.h"
#include "store/sqlite/rows.h"

namespace writ::store::sqlite {

class SqliteMedium final : public Medium {
 public:
  [[nodiscard]] static Result<std::unique_ptr<Medium>> OpenInMemory();
  // Write-ahead log, synchronous=FULL: a write that returned kDone is on the disk. A store from
  // before rows had MACs gets them, if `trust` allows it, and `observer`, which may be empty, is
  // told how far that is. An Error when the file cannot be opened, is newer than this program, is
  // damaged, or belongs to another key.
  [[nodiscard]] static Result<std::unique_ptr<Medium>> OpenFile(const std::string& path,
                                                                const StoreKey& key,
                                                                KeyTrust trust = KeyTrust::kNone,
                                                                const LoadObserver& observer = {});
  // Whether the file says that it belongs to `key`, which an empty one does; nothing when it is
  // from before stores said so. An Error when it cannot be read, is newer than this program, or no
  // store.
  [[nodiscard]] static Result<std::optional<bool>> BelongsTo(const std::string& path,
                                                             const StoreKey& key);

  // As store/open.h has it.
  [[nodiscard]] static Result<StoreGlance> GlanceAt(const std::string& path);

  [[nodiscard]] Result<void> Load(TableSink& sink) override;
  [[nodiscard]] Result<void> ReadAfter(oauth::Sequence sequence, EventSink& sink) override;
  [[nodiscard]] Result<std::optional<ChainHash>> FindChain(oauth::Sequence sequence) override;
  [[nodiscard]] WriteResult Apply(const Write& write) override;
  [[nodiscard]] bool Probe() override;
  [[nodiscard]] Result<void> Settle() override;
  [[nodiscard]] std::optional<EventStamp> OldestEvent() override;
  void Close() override;

 private:
  SqliteMedium(Database database, std::unique_ptr<RowMacs> macs, RowWriter rows)
      : database_(std::move(database)), macs_(std::move(macs)), rows_(std::move(rows)) {}
  [[nodiscard]] static Result<std::unique_ptr<SqliteMedium>> Open(Database database,
                                                                  const StoreKey& key,
                                                                  KeyTrust trust,
                                                                  const LoadObserver& observer);

  [[nodiscard]] int PutSums(const Write& write, const TableSums& before);
  [[nodiscard]] int PutAll(const Write& write);
  [[nodiscard]] int PutRows(const Write& write);
  [[nodiscard]] int Remove(const Purge& purge);
  [[nodiscard]] WriteResult Refuse(const char* what, const TableSums& before);
  [[nodiscard]] WriteResult JudgeCommit(int code, const TableSums& before);

  std::string path_;        // empty: in memory
  bool left_open_ = false;  // a log was there: its last process did not close it
  Database database_;
  std::unique_ptr<RowMacs> macs_;
  RowWriter rows_;
  Statement begin_;
  Statement commit_;
  Statement delete_grant_;
  Statement delete_consent_;
  Statement delete_scope_list_;
  Statement delete_spent_;
  Statement delete_revoked_;
  Statement delete_events_;
  Statement next_spent_;
  Statement next_revoked_;
  Statement oldest_event_;
  Statement chain_;
  Statement put_integrity_;
  std::int64_t spent_cursor_ = 0;  // the last row that a purge looked at
  std::int64_t revoked_cursor_ = 0;
  int frames_ = 0;                              // in the log after the last commit
  std::unique_ptr<Checkpointer> checkpointer_;  // of a file
};

}  // namespace writ::store::sqlite
