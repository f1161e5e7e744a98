#include "store/sqlite/sqlite_medium.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "base/check.h"
#include "base/constant_time.h"
#include "store/sqlite/schema.h"
#include "store/sqlite/seal_rows.h"
#include "store/sqlite/trouble.h"
#include "store/state/scope_lists.h"

namespace writ::store::sqlite {

namespace {

using oauth::Number;

// A sweep touches a page of the tables once a round, so a large cache would keep what is not asked
// for again; and SQLite walks through all of it at each commit that has split a page.
constexpr const char* kPragmas =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0;"
    "PRAGMA cache_size=-8192; PRAGMA foreign_keys=OFF; PRAGMA temp_store=MEMORY;"
    "PRAGMA journal_size_limit=67108864;";

// After a commit that failed in one of these ways no commit frame is in the log: SQLite writes it
// last, and syncs after it.
bool LeavesNothing(int code) {
  switch (code & 0xff) {
    case SQLITE_FULL:
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_NOMEM:
      return true;
    default:
      return code == SQLITE_IOERR_WRITE || code == SQLITE_IOERR_NOMEM;
  }
}

// A running sum of SQLite's codes: the first failure stays.
class Codes {
 public:
  template <typename Step>
  void Then(Step step) {
    if (code_ == SQLITE_OK) code_ = step();
  }
  [[nodiscard]] int Get() const { return code_; }

 private:
  int code_ = SQLITE_OK;
};

Result<bool> IsFilled(Database& database) {
  return TRY(database.Integer("SELECT EXISTS(SELECT 1 FROM server) OR"
                              " EXISTS(SELECT 1 FROM event)")) != 0;
}

// A store from before rows had MACs takes the key that it is trusted to belong to.
Result<void> TakeKey(Database& database, RowMacs& macs, KeyTrust trust,
                     const LoadObserver& observer) {
  if (TRY(IntegrityRow::Read(database, macs.key))) return {};
  const bool filled = TRY(IsFilled(database));
  if (filled && trust == KeyTrust::kOther) return Fail(kOtherKey);
  if (filled && trust == KeyTrust::kNone) {
    return Fail(
        "nothing says which master key this store belongs to: it is from before stores said so, "
        "and its file master.id is missing. If the key is the right one, start once with "
        "--trust-this-key");
  }
  return SealRows(database, macs, observer);
}

}  // namespace

Result<std::unique_ptr<SqliteMedium>> SqliteMedium::Open(Database database, const StoreKey& key,
                                                         KeyTrust trust,
                                                         const LoadObserver& observer) {
  TRY_VOID(Migrate(database));
  if (TRY(database.Integer(
          "SELECT count(*) FROM sqlite_schema WHERE type IN ('trigger','view')")) != 0) {
    return Fail(
        "the store is damaged: it has a trigger or a view, and Writ makes none; restore a backup");
  }
  auto macs = std::make_unique<RowMacs>(key);
  TRY_VOID(TakeKey(database, *macs, trust, observer));
  RowWriter rows = TRY(RowWriter::Prepare(database, *macs));
  std::unique_ptr<SqliteMedium> medium(
      new SqliteMedium(std::move(database), std::move(macs), std::move(rows)));
  struct Prepared {
    Statement SqliteMedium::*statement;
    const char* sql;
  };
  // NOLINTNEXTLINE(readability-identifier-naming): a constant of the function
  const std::array<Prepared, 13> kStatements{{
      {&SqliteMedium::begin_, "BEGIN IMMEDIATE"},
      {&SqliteMedium::commit_, "COMMIT"},
      {&SqliteMedium::delete_grant_, "DELETE FROM \"grant\" WHERE id=? RETURNING mac"},
      {&SqliteMedium::delete_consent_, "DELETE FROM consent WHERE id=? RETURNING mac"},
      {&SqliteMedium::delete_scope_list_, "DELETE FROM scope_list WHERE id=? RETURNING mac"},
      {&SqliteMedium::delete_spent_,
       "DELETE FROM spent_code WHERE sequence>? AND sequence<=? AND (expires<? OR"
       " sequence<=(SELECT codes_cut FROM client WHERE client.id=spent_code.client))"
       " RETURNING mac"},
      {&SqliteMedium::delete_revoked_,
       "DELETE FROM revoked_token WHERE sequence>? AND sequence<=? AND expires<? RETURNING mac"},
      {&SqliteMedium::delete_events_,
       "DELETE FROM event WHERE sequence<=min(?1, coalesce((SELECT sequence-1 FROM"
       " (SELECT sequence,time FROM event ORDER BY sequence LIMIT ?2) WHERE time>=?3"
       " ORDER BY sequence LIMIT 1),"
       " (SELECT max(sequence) FROM (SELECT sequence FROM event ORDER BY sequence LIMIT ?2))))"},
      {&SqliteMedium::next_spent_,
       "SELECT max(sequence), count(*) FROM"
       " (SELECT sequence FROM spent_code WHERE sequence>? ORDER BY sequence LIMIT ?)"},
      {&SqliteMedium::next_revoked_,
       "SELECT max(sequence), count(*) FROM"
       " (SELECT sequence FROM revoked_token WHERE sequence>? ORDER BY sequence LIMIT ?)"},
      {&SqliteMedium::oldest_event_, "SELECT sequence, time FROM event ORDER BY sequence LIMIT 1"},
      {&SqliteMedium::chain_, "SELECT chain FROM event WHERE sequence=?"},
      {&SqliteMedium::put_integrity_, kPutIntegrity},
  }};
  for (const Prepared& prepared : kStatements) {
    *medium.*prepared.statement = TRY(medium->database_.Prepare(prepared.sql));
  }
  return medium;
}

Result<std::unique_ptr<Medium>> SqliteMedium::OpenInMemory() {
  // Nobody else can reach its rows, and they are never read back by another process.
  const StoreKey key({}, {}, {});
  Database database = TRY(Database::Open(":memory:"));
  return TRY(Open(std::move(database), key, KeyTrust::kNone, {}));
}

Result<std::unique_ptr<Medium>> SqliteMedium::OpenFile(const std::string& path, const StoreKey& key,
                                                       KeyTrust trust,
                                                       const LoadObserver& observer) {
  std::error_code none;
  const auto log_size = std::filesystem::file_size(path + "-wal", none);
  const bool left_open = !none && log_size > 0;
  Database database = TRY(Database::Open(path));
  TRY_VOID(database.Require(kPragmas));
  std::unique_ptr<SqliteMedium> medium = TRY(Open(std::move(database), key, trust, observer));
  medium->path_ = path;
  medium->left_open_ = left_open;
  medium->checkpointer_ = TRY(Checkpointer::Start(path));
  sqlite3_wal_hook(
      medium->database_.Raw(),
      [](void* self, sqlite3*, const char*, int frames) {
        static_cast<SqliteMedium*>(self)->frames_ = frames;
        return SQLITE_OK;
      },
      medium.get());
  return medium;
}

Result<std::optional<bool>> SqliteMedium::BelongsTo(const std::string& path, const StoreKey& key) {
  Database database = TRY(Database::Open(path));
  if (TRY(VersionOf(database)) == 0) return std::optional<bool>(true);
  if (TRY(database.Integer("SELECT count(*) FROM sqlite_schema WHERE name='integrity'")) != 0) {
    Statement row = TRY(database.Prepare("SELECT key_check FROM integrity WHERE id=1"));
    if (row.Step()) return std::optional<bool>(EqualInConstantTime(row.Blob(), key.check));
    if (row.Failed()) return Fail("the store cannot be read: " + Explain(database));
  }
  if (!TRY(IsFilled(database))) return std::optional<bool>(true);
  return std::optional<bool>();
}

Result<StoreGlance> SqliteMedium::GlanceAt(const std::string& path) {
  StoreGlance glance;
  Database database = TRY(Database::Open(path));
  if (TRY(VersionOf(database)) == 0) return glance;
  glance.has_changes =
      TRY(database.Integer("SELECT count(*) FROM (SELECT 1 FROM event LIMIT 1)")) != 0;
  // Where the tables do not have it yet, its event has.
  Statement first = TRY(database.Prepare(
      "SELECT record FROM client WHERE id=1 UNION ALL SELECT record FROM"
      " (SELECT record FROM event WHERE client=1 AND record IS NOT NULL ORDER BY sequence LIMIT 1)"
      " LIMIT 1"));
  if (first.Step()) glance.first_client = first.Text();
  if (first.Failed()) return Fail("the store cannot be read: " + Explain(database));
  return glance;
}

Result<void> SqliteMedium::Load(TableSink& sink) {
  const auto row = TRY(IntegrityRow::Read(database_, macs_->key));
  CHECK(row.has_value());  // Open saw to it
  TRY_VOID(ReadTables(database_, path_, *row, *macs_, sink));
  const auto oldest = OldestEvent();
  const std::int64_t first = oldest ? static_cast<std::int64_t>(Number(oldest->sequence)) : 0;
  if (row->OldestEvent() != first) {
    const bool missing = row->OldestEvent() != 0 && (first == 0 || row->OldestEvent() < first);
    return Fail("the store is damaged: row " +
                std::to_string(missing ? row->OldestEvent() : first) + " of table event " +
                (missing ? "is missing" : "had left") + "; restore a backup");
  }
  macs_->sums.SetOldestEvent(row->OldestEvent());
  return {};
}

Result<void> SqliteMedium::ReadAfter(oauth::Sequence sequence, EventSink& sink) {
  return ReadEventsAfter(database_, macs_->key, sequence, sink);
}

Result<std::optional<ChainHash>> SqliteMedium::FindChain(oauth::Sequence sequence) {
  std::optional<ChainHash> chain;
  chain_.Bind(static_cast<std::int64_t>(Number(sequence)));
  if (chain_.Step()) {
    const auto blob = chain_.Blob();
    chain.emplace();
    if (blob.size() != chain->size()) return Fail("the store is damaged: a chain hash is cut off");
    std::copy(blob.begin(), blob.end(), chain->begin());
    chain_.Reset();
  } else if (chain_.Failed()) {
    return Fail("the store cannot be read: " + Explain(database_));
  }
  return chain;
}

int SqliteMedium::PutRows(const Write& write) {
  Codes codes;
  for (const auto& key : write.rows.keys) codes.Then([&] { return rows_.Put(key); });
  for (const auto& [client, profile] : write.rows.clients) {
    codes.Then([&, &client = client, &profile = profile] { return rows_.Put(client, *profile); });
  }
  for (const auto& [subject, profile] : write.rows.subjects) {
    codes.Then(
        [&, &subject = subject, &profile = profile] { return rows_.Put(subject, *profile); });
  }
  for (const auto& consent : write.rows.consents) codes.Then([&] { return rows_.Put(consent); });
  for (const auto& grant : write.rows.grants) codes.Then([&] { return rows_.Put(grant); });
  for (const auto& row : write.rows.spent_codes) codes.Then([&] { return rows_.Put(row); });
  for (const auto& row : write.rows.revoked_tokens) codes.Then([&] { return rows_.Put(row); });
  for (const auto& grant : write.purge.relinked_grants)
    codes.Then([&] { return rows_.Put(grant); });
  for (const auto& consent : write.purge.relinked_consents) {
    codes.Then([&] { return rows_.Put(consent); });
  }
  if (write.rows.server) codes.Then([&] { return rows_.Put(*write.rows.server); });
  return codes.Get();
}

int SqliteMedium::Remove(const Purge& purge) {
  Codes codes;
  for (const auto id : purge.grants) {
    codes.Then([&] {
      return RunRemoval(delete_grant_.Bind(static_cast<std::int64_t>(Number(id))), TableId::kGrant,
                        *macs_);
    });
  }
  for (const auto id : purge.consents) {
    codes.Then([&] {
      return RunRemoval(delete_consent_.Bind(std::int64_t{Number(id)}), TableId::kConsent, *macs_);
    });
  }
  for (const auto number : purge.scope_lists) {
    codes.Then([&] {
      return RunRemoval(delete_scope_list_.Bind(std::int64_t{number}), TableId::kScopeList, *macs_);
    });
  }
  const auto short_lived = [&](TableId table, Statement& next, Statement& remove,
                               std::int64_t& cursor) {
    next.Bind(cursor).Bind(purge.rows);
    if (!next.Step()) return SQLITE_IOERR;
    const std::int64_t last = next.Integer();
    const std::int64_t count = next.Integer();
    next.Reset();
    const std::int64_t first = cursor;
    cursor = count < purge.rows ? 0 : last;
    remove.Bind(first).Bind(last).Bind(ToUnix(*purge.short_lived_before));
    return RunRemoval(remove, table, *macs_);
  };
  if (purge.short_lived_before) {
    codes.Then([&] {
      return short_lived(TableId::kSpentCode, next_spent_, delete_spent_, spent_cursor_);
    });
    codes.Then([&] {
      return short_lived(TableId::kRevokedToken, next_revoked_, delete_revoked_, revoked_cursor_);
    });
  }
  if (purge.events_before) {
    codes.Then([&] {
      return delete_events_.Bind(static_cast<std::int64_t>(Number(purge.events_through)))
          .Bind(purge.rows)
          .Bind(ToUnix(*purge.events_before))
          .Run();
    });
  }
  return codes.Get();
}

int SqliteMedium::PutAll(const Write& write) {
  Codes codes;
  rows_.Use(write.rows.catalogue);
  for (const auto& scope : write.rows.scopes) codes.Then([&] { return rows_.Put(*scope); });
  for (const auto& list : write.rows.scope_lists) codes.Then([&] { return rows_.Put(list); });
  for (const EventRow& row : write.append.events) codes.Then([&] { return rows_.Put(row); });
  codes.Then([&] { return PutRows(write); });
  codes.Then([&] { return Remove(write.purge); });
  return codes.Get();
}

int SqliteMedium::PutSums(const Write& write, const TableSums& before) {
  const bool first = macs_->sums.OldestEvent() == 0 && !write.append.events.empty();
  if (write.purge.events_before || first) {
    const auto oldest = OldestEvent();
    macs_->sums.SetOldestEvent(oldest ? static_cast<std::int64_t>(Number(oldest->sequence)) : 0);
  }
  if (macs_->sums == before) return SQLITE_OK;
  return PutIntegrity(put_integrity_, macs_->key, macs_->sums);
}

WriteResult SqliteMedium::Refuse(const char* what, const TableSums& before) {
  WriteResult result;
  result.message = std::string(what) + ": " + Explain(database_);
  macs_->sums = before;
  if (database_.InTransaction()) static_cast<void>(database_.Execute("ROLLBACK"));
  // A transaction that can neither be finished nor undone leaves no way on.
  result.fate = database_.InTransaction() ? WriteFate::kUnknown : WriteFate::kRefused;
  return result;
}

WriteResult SqliteMedium::JudgeCommit(int code, const TableSums& before) {
  WriteResult result = Refuse("the store could not finish a write", before);
  if (!LeavesNothing(code)) result.fate = WriteFate::kUnknown;
  return result;
}

WriteResult SqliteMedium::Apply(const Write& write) {
  const TableSums before = macs_->sums;
  if (begin_.Run() != SQLITE_OK) return Refuse("the store could not begin a write", before);
  int code = PutAll(write);
  // Only an event is never put in another's place.
  const bool behind = (code & 0xff) == SQLITE_CONSTRAINT;
  if (code == SQLITE_OK) code = PutSums(write, before);
  if (code != SQLITE_OK) {
    WriteResult result = Refuse("the store could not write", before);
    if (!behind || result.fate != WriteFate::kRefused) return result;
    return {WriteFate::kBehind, "another process has written to the store"};
  }
  code = commit_.Run();
  if (code != SQLITE_OK) return JudgeCommit(code, before);
  if (checkpointer_) checkpointer_->OnCommit(frames_, database_);
  return {};
}

Result<void> SqliteMedium::Settle() {
  if (!left_open_) return {};
  const int code = sqlite3_wal_checkpoint_v2(database_.Raw(), nullptr, SQLITE_CHECKPOINT_TRUNCATE,
                                             nullptr, nullptr);
  if (code == SQLITE_OK || TroubleOf(database_) == Trouble::kFull) return {};
  return Fail("the log that the last process left cannot be brought into the store: " +
              Explain(database_));
}

bool SqliteMedium::Probe() {
  // The same value, written again: that needs the room and the sync of a real write.
  if (database_.Execute("BEGIN IMMEDIATE; UPDATE server SET id=id; COMMIT") == SQLITE_OK) {
    return true;
  }
  static_cast<void>(Refuse("probe", macs_->sums));
  return false;
}

std::optional<EventStamp> SqliteMedium::OldestEvent() {
  if (!oldest_event_.Step()) return std::nullopt;
  EventStamp stamp;
  stamp.sequence = static_cast<oauth::Sequence>(oldest_event_.Integer());
  stamp.time = FromUnix(oldest_event_.Integer());
  oldest_event_.Reset();
  return stamp;
}

void SqliteMedium::Close() {
  // Alone now: the last connection to close checkpoints and removes the log.
  checkpointer_.reset();
  sqlite3_db_config(database_.Raw(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
}

}  // namespace writ::store::sqlite
