#include "store/sqlite/misfit.h"

#include <optional>

namespace writ::store::sqlite {

namespace {

// How the events name the rows of a table.
struct Traces {
  TableId table;
  const char* id;       // column of event that names the row
  const char* makes;    // condition: the event makes the row
  const char* changes;  // condition: the event is the row's changed_at, or a later one is
};

constexpr Traces kTraces[] = {
    {TableId::kClient, "client", "event.kind='make_client'",
     "event.kind IN ('make_client','change_client','delete_client','cut_client','cut_codes')"},
    {TableId::kSubject, "subject", "event.kind='make_subject'",
     "event.kind IN ('make_subject','change_subject','delete_subject','cut_subject',"
     "'end_sessions')"},
    {TableId::kConsent, "consent", "event.kind='give_consent'",
     "event.kind IN ('give_consent','cut_consent','make_grant')"},
    {TableId::kGrant, "grant_id", "event.kind='make_grant'",
     "event.kind IN ('make_grant','widen_grant','end_grant','rotate_grant','cut_grant_access')"},
    {TableId::kScope, "number", "event.kind='make_scope'", nullptr},
    {TableId::kSpentCode, "sequence",
     "event.kind='spend_code' AND event.expires > (SELECT latest_time FROM server)"
     " AND sequence > coalesce((SELECT codes_cut FROM client WHERE client.id=event.client), 0)",
     nullptr},
    {TableId::kRevokedToken, "sequence",
     "event.kind='revoke_access' AND event.expires > (SELECT latest_time FROM server)", nullptr},
};

constexpr const char* kFolded = " AND sequence <= (SELECT folded_through FROM server)";

// The two numbers of the first row.
std::optional<std::pair<std::int64_t, std::int64_t>> First(Database& database,
                                                           const std::string& sql) {
  auto row = database.Prepare(sql.c_str());
  if (!row || !row->Step()) return std::nullopt;
  const std::int64_t first = row->Integer();
  return std::pair{first, row->Integer()};
}

std::string FindTrace(Database& database, const Traces& traces) {
  const Table& table = TableOf(traces.table);
  const std::string name = ShownName(table);
  const std::string id = traces.id;
  const auto missing =
      First(database, "SELECT sequence," + id + " FROM event WHERE " + traces.makes + kFolded +
                          " AND " + id + " NOT IN (SELECT " + table.key + " FROM " + table.name +
                          ") ORDER BY sequence LIMIT 1");
  if (missing) {
    return "row " + std::to_string(missing->second) + " of table " + name + ", which event " +
           std::to_string(missing->first) + " made, is missing";
  }
  if (traces.changes == nullptr) return {};
  const auto older =
      First(database, "SELECT max(sequence), t.id FROM event JOIN " + std::string(table.name) +
                          " t ON t.id=event." + id + " WHERE " + traces.changes + kFolded +
                          " GROUP BY t.id HAVING max(sequence)>t.changed_at ORDER BY 1 LIMIT 1");
  if (!older) return {};
  return "row " + std::to_string(older->second) + " of table " + name + " is an older one: event " +
         std::to_string(older->first) + " changed it";
}

}  // namespace

std::string DescribeMisfit(Database& database, TableId table, std::uint64_t rows,
                           std::uint64_t written) {
  for (const Traces& traces : kTraces) {
    if (traces.table != table) continue;
    std::string found = FindTrace(database, traces);
    if (!found.empty()) return found;
  }
  const std::string name = ShownName(TableOf(table));
  if (rows == written) return "a row of table " + name + " is an older one";
  return "table " + name + " has " + std::to_string(rows) + " rows where " +
         std::to_string(written) + " were written";
}

}  // namespace writ::store::sqlite
