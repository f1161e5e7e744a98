// Records to and from the columns of their tables.
#pragma once

#include <string>
#include <utility>

#include "store/log/backend.h"
#include "store/sqlite/database.h"

namespace writ::store::sqlite {

// The statements that write, prepared once. Each Put binds and runs one; SQLITE_OK or an extended
// error code.
class RowWriter {
 public:
  [[nodiscard]] static Result<RowWriter> Prepare(Database& database);

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
  Statement scope_;
  Statement event_;
  Statement scope_list_;
  Statement server_;
  Statement key_;
  Statement client_;
  Statement subject_;
  Statement consent_;
  Statement grant_;
  Statement spent_code_;
  Statement revoked_token_;
};

// Reads every table into `sink`, in the order that LoadSink asks for. `path` is the database's, to
// read a big one on two threads; empty: in memory.
[[nodiscard]] Result<void> ReadAll(Database& database, const std::string& path, LoadSink& sink);

}  // namespace writ::store::sqlite
