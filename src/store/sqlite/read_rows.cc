#include <algorithm>
#include <array>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "store/log/record_json.h"
#include "store/sqlite/misfit.h"
#include "store/sqlite/read_row.h"
#include "store/sqlite/row.h"
#include "store/sqlite/row_query.h"
#include "store/sqlite/rows.h"
#include "store/sqlite/trouble.h"

namespace writ::store::sqlite {

namespace {

// Which rows are read.
struct Chosen {
  TableId table;
  const char* what;
  const char* where;
};

// And how.
struct Reading {
  Chosen rows;
  Result<void> (*read)(Row& row, TableSink& sink);
};

// The keys of a table, to tell by one of them how far a reader is.
struct Extent {
  std::int64_t first = 0;
  std::uint64_t all = 0;
  bool dense = true;  // else `all` counts rows
};

auto Unreadable(Database& database) {
  const bool may_be_damaged = TroubleOf(database) == Trouble::kOther;
  return Fail("the store cannot be read: " + Explain(database) +
              (may_be_damaged ? "; restore a backup" : ""));
}

std::string NameOf(const Chosen& rows) {
  return std::string(TableOf(rows.table).name) + rows.where;
}

Result<Extent> ExtentOf(Database& database, const Chosen& rows) {
  const auto select = [&rows](const char* what) {
    return std::string("SELECT ") + what + "(" + TableOf(rows.table).key + ") FROM " + NameOf(rows);
  };
  Statement bounds =
      TRY(database.Prepare(("SELECT (" + select("min") + "), (" + select("max") + ")").c_str()));
  if (!bounds.Step()) return Unreadable(database);
  Extent extent;
  extent.first = bounds.Integer();
  const auto span = static_cast<std::uint64_t>(bounds.Integer() - extent.first);
  extent.all = span + 1;
  // Lost history leaves a gap of 2^32, which no percentage survives; counting takes a little.
  extent.dense = span < std::uint64_t{1} << 32U;
  if (extent.dense) return extent;
  extent.all = static_cast<std::uint64_t>(TRY(database.Integer(select("count").c_str())));
  return extent;
}

// Whether the row is what was written. Its MAC is the last column.
bool IsGenuine(const Row& row, TableId table, const StoreKey& key, RowMessage& message) {
  message.Begin(table);
  message.PutColumns(row);
  return row.Mac().type == SQLITE_INTEGER && row.Mac().number == message.Mac(key.rows);
}

// What a reader is given besides the rows.
struct Expected {
  const StoreKey& key;
  const IntegrityRow* row = nullptr;  // what tables must add up to; null: not looked at
};

// Has `read` read each row, and tells `told`, if there is one, how far it is. `sums` gets what they
// add up to.
template <typename Read>
Result<void> ReadRows(Database& database, const Chosen& rows, const Expected& expected,
                      TableSums& sums, Read read_row, ProgressSink* told) {
  constexpr std::uint64_t kRowsBetweenReports = 8192;
  const Table& table = TableOf(rows.table);
  const Extent extent = TRY(ExtentOf(database, rows));
  Statement query = TRY(database.Prepare(QueryRows(table, rows.where).c_str()));
  RowMessage message;
  TableSums read;  // not shared with another thread
  std::uint64_t count = 0;
  Result<void> outcome;
  RowTaker taker([&](Row& row) {
    if (!IsGenuine(row, table.id, expected.key, message)) {
      outcome = Fail("the store is damaged: row " + std::to_string(row.Key()) + " of table " +
                     ShownName(table) + " is not what was written; restore a backup");
      return false;
    }
    read.Add(expected.key, table.id, row.Mac().number);
    outcome = read_row(row);
    if (told == nullptr || ++count % kRowsBetweenReports != 0) return outcome.has_value();
    const auto passed = static_cast<std::uint64_t>(row.Key() - extent.first) + 1;
    told->OnProgress({rows.what, extent.dense ? passed : count, extent.all});
    return outcome.has_value();
  });
  BindTaker(query, taker);
  EachRow(query);
  if (!outcome) return outcome;
  if (query.Failed()) return Unreadable(database);
  if (expected.row != nullptr && !expected.row->Fits(expected.key, table.id, read)) {
    return Fail(
        "the store is damaged: " +
        DescribeMisfit(database, table.id, read.Of(table.id).rows, expected.row->RowsOf(table.id)) +
        "; restore a backup");
  }
  sums.Take(table.id, read);
  return {};
}

Result<void> ReadTable(Database& database, const Reading& reading, const Expected& expected,
                       TableSums& sums, TableSink& sink, bool reports = true) {
  const auto read = [&](Row& row) { return reading.read(row, sink); };
  return ReadRows(database, reading.rows, expected, sums, read, reports ? &sink : nullptr);
}

constexpr std::array<Reading, 5> kFirst{{
    {{TableId::kScopeList, "scope lists", ""}, ReadScopeList},
    {{TableId::kServer, "servers", ""}, ReadServer},
    {{TableId::kKey, "keys", ""}, ReadKey},
    {{TableId::kClient, "clients", ""}, ReadClient},
    {{TableId::kSubject, "subjects", ""}, ReadSubject},
}};
constexpr Reading kConsents{{TableId::kConsent, "consents", ""}, ReadConsent};
constexpr Reading kGrants{{TableId::kGrant, "grants", ""}, ReadGrant};
constexpr std::array<Reading, 2> kShortLived{{
    {{TableId::kSpentCode, "spent codes", ""}, ReadSpentCode},
    {{TableId::kRevokedToken, "revoked tokens", ""}, ReadRevokedToken},
}};
// Grants here, consents beside them on a connection of their own; both see the same store, since
// nobody writes to it yet.
Result<void> ReadBeside(Database& database, const std::string& path, const Expected& expected,
                        TableSums& sums, TableSink& sink) {
  Database other = TRY(Database::Open(path));
  TableSums beside;
  Result<void> consents;
  std::thread thread(
      [&] { consents = ReadTable(other, kConsents, expected, beside, sink, false); });
  Result<void> grants = ReadTable(database, kGrants, expected, sums, sink);
  thread.join();
  sums.Take(TableId::kConsent, beside);
  return consents ? grants : consents;
}

// The catalogue is known when all of it has come.
Result<void> ReadCatalogue(Database& database, const Expected& expected, TableSums& sums,
                           TableSink& sink) {
  std::vector<std::shared_ptr<const oauth::Scope>> scopes;
  std::set<std::string> names;
  const auto read = [&](Row& row) -> Result<void> {
    const std::int64_t index = row.Integer();
    auto scope = std::make_shared<oauth::Scope>();
    TRY_VOID(ParseScope(row.Text(), *scope));
    const bool next = index == static_cast<std::int64_t>(scopes.size());
    if (!next || scopes.size() == oauth::kScopesMax || !names.insert(scope->name).second) {
      return Damaged("scope");
    }
    scope->index = static_cast<oauth::ScopeIndex>(index);
    scopes.push_back(std::move(scope));
    return {};
  };
  TRY_VOID(ReadRows(database, {TableId::kScope, "scopes", ""}, expected, sums, read, nullptr));
  sink.OnCatalogue(std::make_shared<const oauth::Catalogue>(std::move(scopes)));
  return {};
}

}  // namespace

Result<void> ReadTables(Database& database, const std::string& path, const IntegrityRow& row,
                        RowMacs& macs, TableSink& sink) {
  constexpr std::uint64_t kBesideMin = 50'000;
  const Expected expected{macs.key, &row};
  TRY_VOID(ReadCatalogue(database, expected, macs.sums, sink));
  const auto read = [&](const Reading& reading) {
    return ReadTable(database, reading, expected, macs.sums, sink);
  };
  for (const Reading& reading : kFirst) TRY_VOID(read(reading));
  const Extent grants = TRY(ExtentOf(database, kGrants.rows));
  if (!path.empty() && grants.all >= kBesideMin) {
    TRY_VOID(ReadBeside(database, path, expected, macs.sums, sink));
  } else {
    TRY_VOID(read(kConsents));
    TRY_VOID(read(kGrants));
  }
  for (const Reading& reading : kShortLived) TRY_VOID(read(reading));
  return {};
}

Result<void> ReadEventsAfter(Database& database, const StoreKey& key, oauth::Sequence sequence,
                             EventSink& sink) {
  const std::string where = " WHERE sequence > " + std::to_string(oauth::Number(sequence));
  TableSums none;
  const auto read = [&](Row& row) { return ReadEvent(row, sink); };
  return ReadRows(database, {TableId::kEvent, "events", where.c_str()}, {key}, none, read, &sink);
}

}  // namespace writ::store::sqlite
