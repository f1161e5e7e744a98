// Records to and from the columns of their tables.
#pragma once

#include <string>
#include <utility>

#include "store/log/medium.h"
#include "store/sqlite/database.h"
#include "store/sqlite/row_statement.h"

namespace writ::store::sqlite {

// The statements that write, prepared once. Each Put binds and runs one, with the row's MAC;
// SQLITE_OK or an extended error code.
class RowWriter {
 public:
  // `macs` must outlive it.
  [[nodiscard]] static Result<RowWriter> Prepare(Database& database, RowMacs& macs);

  // Names the scopes of what is put from now on.
  void Use(oauth::Catalogue::Pointer catalogue) { catalogue_ = std::move(catalogue); }

  [[nodiscard]] int Put(const oauth::Scope& scope);
  [[nodiscard]] int Put(const EventRow& row);
  [[nodiscard]] int Put(const NumberedScopes& scope_list);
  [[nodiscard]] int Put(const ServerRow& row);
  [[nodiscard]] int Put(const oauth::Key& key);
  [[nodiscard]] int Put(const oauth::Client& client, const oauth::ClientProfile& profile);
  [[nodiscard]] int Put(const oauth::Subject& subject, const oauth::SubjectProfile& profile);
  [[nodiscard]] int Put(const ConsentRow& row);
  [[nodiscard]] int Put(const GrantRow& row);
  [[nodiscard]] int Put(const SpentCodeRow& row);
  [[nodiscard]] int Put(const RevokedTokenRow& row);

 private:
  oauth::Catalogue::Pointer catalogue_;
  RowStatement scope_;
  RowStatement event_;
  RowStatement scope_list_;
  RowStatement server_;
  RowStatement key_;
  RowStatement client_;
  RowStatement subject_;
  RowStatement consent_;
  RowStatement grant_;
  RowStatement spent_code_;
  RowStatement revoked_token_;
};

// Reads every table but the events into `sink`, in the order that TableSink asks for, and what they
// add up to into `macs.sums`. An Error names table and key of a row that is not what was written,
// and a table that does not add up to what `row` says. `path` is the database's, to read a big one
// on two threads; empty: in memory.
[[nodiscard]] Result<void> ReadTables(Database& database, const std::string& path,
                                      const IntegrityRow& row, RowMacs& macs, TableSink& sink);
// Every event after that of `sequence`, the oldest first; an Error likewise.
[[nodiscard]] Result<void> ReadEventsAfter(Database& database, const StoreKey& key,
                                           oauth::Sequence sequence, EventSink& sink);

}  // namespace writ::store::sqlite
