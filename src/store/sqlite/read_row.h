// From a row's columns, which are those of kTableList, to its record: one function a table.
#pragma once

#include "base/result.h"
#include "store/log/medium.h"
#include "store/sqlite/row.h"

namespace writ::store::sqlite {

// Each hands the record to `sink`, or returns an Error when the row makes no sense.
[[nodiscard]] Result<void> ReadScopeList(Row& row, TableSink& sink);
[[nodiscard]] Result<void> ReadServer(Row& row, TableSink& sink);
[[nodiscard]] Result<void> ReadKey(Row& row, TableSink& sink);
[[nodiscard]] Result<void> ReadClient(Row& row, TableSink& sink);
[[nodiscard]] Result<void> ReadSubject(Row& row, TableSink& sink);
[[nodiscard]] Result<void> ReadConsent(Row& row, TableSink& sink);
[[nodiscard]] Result<void> ReadGrant(Row& row, TableSink& sink);
[[nodiscard]] Result<void> ReadSpentCode(Row& row, TableSink& sink);
[[nodiscard]] Result<void> ReadRevokedToken(Row& row, TableSink& sink);
[[nodiscard]] Result<void> ReadEvent(Row& row, EventSink& sink);

// Of a table whose row makes no sense.
[[nodiscard]] Result<void> Damaged(const char* table);

}  // namespace writ::store::sqlite
