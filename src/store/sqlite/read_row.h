// From a row's columns, which are those of kTableList, to its record: one function a table.
#pragma once

#include "base/result.h"
#include "store/log/backend.h"
#include "store/sqlite/row.h"

namespace writ::store::sqlite {

// Each hands the record to `sink`, or returns an Error when the row makes no sense.
[[nodiscard]] Result<void> ReadScopeList(Row& row, LoadSink& sink);
[[nodiscard]] Result<void> ReadServer(Row& row, LoadSink& sink);
[[nodiscard]] Result<void> ReadKey(Row& row, LoadSink& sink);
[[nodiscard]] Result<void> ReadClient(Row& row, LoadSink& sink);
[[nodiscard]] Result<void> ReadSubject(Row& row, LoadSink& sink);
[[nodiscard]] Result<void> ReadConsent(Row& row, LoadSink& sink);
[[nodiscard]] Result<void> ReadGrant(Row& row, LoadSink& sink);
[[nodiscard]] Result<void> ReadSpentCode(Row& row, LoadSink& sink);
[[nodiscard]] Result<void> ReadRevokedToken(Row& row, LoadSink& sink);
[[nodiscard]] Result<void> ReadEvent(Row& row, LoadSink& sink);

// Of a table whose row makes no sense.
[[nodiscard]] Result<void> Damaged(const char* table);

}  // namespace writ::store::sqlite
