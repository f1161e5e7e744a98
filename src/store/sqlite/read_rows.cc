#include <algorithm>
#include <array>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "store/log/record_json.h"
#include "store/sqlite/read_row.h"
#include "store/sqlite/rows.h"

namespace writ::store::sqlite {

namespace {

// Where the rows of one kind are, and how one is read.
struct Table {
  const char* what;
  const char* columns;  // the key first, where there may be many rows
  const char* rows;
  const char* key;
  Result<void> (*read)(Statement& row, LoadSink& sink);
};

// The keys of a table, to tell by one of them how far a reader is.
struct Extent {
  std::int64_t first = 0;
  std::uint64_t all = 0;
  bool dense = true;  // else `all` counts rows
};

auto Unreadable(const Database& database) {
  return Fail("the store cannot be read: " + database.Message() + "; restore a backup");
}

Result<Extent> ExtentOf(Database& database, const Table& table) {
  const auto select = [&table](const char* what) {
    return std::string("SELECT ") + what + "(" + table.key + ") FROM " + table.rows;
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

Result<void> ReadTable(Database& database, const Table& table, LoadSink& sink, bool reports) {
  constexpr std::uint64_t kRowsBetweenReports = 8192;
  const Extent extent = TRY(ExtentOf(database, table));
  const std::string sql =
      std::string("SELECT ") + table.columns + " FROM " + table.rows + " ORDER BY " + table.key;
  Statement row = TRY(database.Prepare(sql.c_str()));
  for (std::uint64_t count = 1; row.Step(); ++count) {
    TRY_VOID(table.read(row, sink));
    if (!reports || count % kRowsBetweenReports != 0) continue;
    const auto passed = static_cast<std::uint64_t>(row.First() - extent.first) + 1;
    sink.OnProgress({table.what, extent.dense ? passed : count, extent.all});
  }
  if (row.Failed()) return Unreadable(database);
  return {};
}

constexpr std::array<Table, 5> kFirstTables{{
    {"scope lists", "*", "scope_list", "id", ReadScopeList},
    {"servers",
     "incarnation, clock_offset, cut_all, cut_access, grant_era, folded_through, last_consent,"
     " last_grant, latest_time",
     "server", "id", ReadServer},
    {"keys", "*", "key", "id", ReadKey},
    {"clients",
     "id, deleted, made_at, changed_at, cut_all, cut_access, self_grant, codes_cut, seal_secret,"
     " record",
     "client", "id", ReadClient},
    {"subjects", "*", "subject", "id", ReadSubject},
}};
constexpr Table kConsents{"consents", "*", "consent", "id", ReadConsent};
constexpr Table kGrants{"grants", "*", "\"grant\"", "id", ReadGrant};
constexpr std::array<Table, 3> kLastTables{{
    {"spent codes", "*", "spent_code", "sequence", ReadSpentCode},
    {"revoked tokens", "*", "revoked_token", "sequence", ReadRevokedToken},
    {"events",
     "sequence, time, kind, client, subject, consent, grant_id, cause, detail, number, at, expires,"
     " serial, link, record, secret, chain, version, actor, actor_id, reason, place, scope",
     "event WHERE sequence >= (SELECT folded_through FROM server)", "sequence", ReadEvent},
}};

// Grants here, consents beside them on a connection of their own; both see the same store, since
// nobody writes to it yet.
Result<void> ReadBeside(Database& database, const std::string& path, LoadSink& sink) {
  Database other = TRY(Database::Open(path));
  Result<void> consents;
  std::thread thread([&] { consents = ReadTable(other, kConsents, sink, false); });
  Result<void> grants = ReadTable(database, kGrants, sink, true);
  thread.join();
  return consents ? grants : consents;
}

Result<void> ReadScopes(Database& database, LoadSink& sink) {
  Statement row = TRY(database.Prepare("SELECT id, record FROM scope ORDER BY id"));
  std::vector<std::shared_ptr<const oauth::Scope>> scopes;
  std::set<std::string> names;
  while (row.Step()) {
    const std::int64_t index = row.Integer();
    auto scope = std::make_shared<oauth::Scope>();
    TRY_VOID(ParseScope(row.Text(), *scope));
    const bool next = index == static_cast<std::int64_t>(scopes.size());
    if (!next || scopes.size() == oauth::kScopesMax || !names.insert(scope->name).second) {
      return Damaged("scope");
    }
    scope->index = static_cast<oauth::ScopeIndex>(index);
    scopes.push_back(std::move(scope));
  }
  if (row.Failed()) return Unreadable(database);
  sink.OnCatalogue(std::make_shared<const oauth::Catalogue>(std::move(scopes)));
  return {};
}

}  // namespace

Result<void> ReadAll(Database& database, const std::string& path, LoadSink& sink) {
  constexpr std::uint64_t kBesideMin = 50'000;
  TRY_VOID(ReadScopes(database, sink));
  for (const Table& table : kFirstTables) TRY_VOID(ReadTable(database, table, sink, true));
  const Extent grants = TRY(ExtentOf(database, kGrants));
  if (!path.empty() && grants.all >= kBesideMin) {
    TRY_VOID(ReadBeside(database, path, sink));
  } else {
    TRY_VOID(ReadTable(database, kConsents, sink, true));
    TRY_VOID(ReadTable(database, kGrants, sink, true));
  }
  for (const Table& table : kLastTables) TRY_VOID(ReadTable(database, table, sink, true));
  return {};
}

}  // namespace writ::store::sqlite
