// From a row's columns to its record: one function a table.
#pragma once

#include "base/result.h"
#include "store/log/backend.h"
#include "store/sqlite/database.h"

namespace writ::store::sqlite {

// Each hands the record to `sink`, or returns an Error when the row makes no sense.
[[nodiscard]] Result<void> ReadScopeList(Statement& row, LoadSink& sink);
[[nodiscard]] Result<void> ReadServer(Statement& row, LoadSink& sink);
[[nodiscard]] Result<void> ReadKey(Statement& row, LoadSink& sink);
[[nodiscard]] Result<void> ReadClient(Statement& row, LoadSink& sink);
[[nodiscard]] Result<void> ReadSubject(Statement& row, LoadSink& sink);
[[nodiscard]] Result<void> ReadConsent(Statement& row, LoadSink& sink);
[[nodiscard]] Result<void> ReadGrant(Statement& row, LoadSink& sink);
[[nodiscard]] Result<void> ReadSpentCode(Statement& row, LoadSink& sink);
[[nodiscard]] Result<void> ReadRevokedToken(Statement& row, LoadSink& sink);
[[nodiscard]] Result<void> ReadEvent(Statement& row, LoadSink& sink);

// Of a table whose row makes no sense.
[[nodiscard]] Result<void> Damaged(const char* table);

}  // namespace writ::store::sqlite
