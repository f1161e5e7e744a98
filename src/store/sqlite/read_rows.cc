#include <algorithm>
#include <array>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "store/log/record_json.h"
#include "store/sqlite/rows.h"

namespace writ::store::sqlite {

namespace {

using oauth::KeyState;
using oauth::Sequence;

template <typename Id>
Id Read(Statement& row) {
  return static_cast<Id>(row.Integer());
}
Instant ReadInstant(Statement& row) { return FromUnix(row.Integer()); }

std::optional<KeyState> ParseKeyState(std::string_view name) {
  for (const KeyState state :
       {KeyState::kIssue, KeyState::kOpen, KeyState::kOpenRefreshOnly, KeyState::kDead}) {
    if (oauth::NameOf(state) == name) return state;
  }
  return std::nullopt;
}

template <std::size_t N>
bool ReadBlob(Statement& row, std::array<std::uint8_t, N>& bytes) {
  const auto blob = row.Blob();
  if (blob.size() != N) return false;
  std::copy(blob.begin(), blob.end(), bytes.begin());
  return true;
}

Result<void> Damaged(const char* table) {
  return Fail(std::string("the store is damaged: a row of table ") + table +
              " makes no sense; restore a backup");
}

Result<void> ReadScopeList(Statement& row, LoadSink& sink) {
  const auto number = static_cast<std::uint32_t>(row.Integer());
  const auto list = sink.FindCatalogue()->ParseKnown(row.Text());
  if (!list || !sink.OnScopeList(number, *list)) return Damaged("scope_list");
  return {};
}

Result<void> ReadServer(Statement& row, LoadSink& sink) {
  ServerRow server;
  server.record.server.incarnation = static_cast<std::uint64_t>(row.Integer());
  server.record.server.clock_offset = Seconds(row.Integer());
  server.record.server.cut.all = Read<Sequence>(row);
  server.record.server.cut.access = Read<Sequence>(row);
  server.record.grant_era = static_cast<std::uint64_t>(row.Integer());
  server.folded_through = Read<Sequence>(row);
  server.last_consent = Read<oauth::ConsentId>(row);
  server.last_grant = Read<oauth::GrantId>(row);
  server.latest_time = ReadInstant(row);
  sink.OnServer(server);
  return {};
}

Result<void> ReadKey(Statement& row, LoadSink& sink) {
  oauth::Key key;
  key.id = static_cast<std::uint8_t>(row.Integer());
  const auto state = ParseKeyState(row.Text());
  if (!state) return Damaged("key");
  key.state = *state;
  key.made_time = ReadInstant(row);
  sink.OnKey(key);
  return {};
}

Result<void> ReadClient(Statement& row, LoadSink& sink) {
  oauth::Client client;
  auto profile = std::make_shared<oauth::ClientProfile>();
  client.id = Read<oauth::ClientId>(row);
  client.deleted = row.Integer() != 0;
  client.made_at = Read<Sequence>(row);
  client.changed_at = Read<Sequence>(row);
  client.cut.all = Read<Sequence>(row);
  client.cut.access = Read<Sequence>(row);
  client.self_grant = Read<oauth::GrantId>(row);
  client.codes_cut = Read<Sequence>(row);
  if (!ReadBlob(row, client.seal_secret)) return Damaged("client");
  TRY_VOID(ParseClient(row.Text(), *sink.FindCatalogue(), client, *profile));
  client.scopes = oauth::Settled(client.scopes);
  sink.OnClient(client, std::move(profile));
  return {};
}

Result<void> ReadSubject(Statement& row, LoadSink& sink) {
  oauth::Subject subject;
  auto profile = std::make_shared<oauth::SubjectProfile>();
  subject.id = Read<oauth::SubjectId>(row);
  subject.deleted = row.Integer() != 0;
  subject.made_at = Read<Sequence>(row);
  subject.changed_at = Read<Sequence>(row);
  subject.cut.all = Read<Sequence>(row);
  subject.cut.access = Read<Sequence>(row);
  if (!ReadBlob(row, subject.seal_secret)) return Damaged("subject");
  TRY_VOID(ParseSubject(row.Text(), subject, *profile));
  sink.OnSubject(subject, std::move(profile));
  return {};
}

Result<void> ReadConsent(Statement& row, LoadSink& sink) {
  ConsentRow result;
  oauth::Consent& consent = result.consent;
  consent.id = Read<oauth::ConsentId>(row);
  consent.client = Read<oauth::ClientId>(row);
  consent.subject = Read<oauth::SubjectId>(row);
  result.scopes = static_cast<std::uint32_t>(row.Integer());
  if (sink.FindScopeList(result.scopes) == nullptr) return Damaged("consent");
  consent.made_at = Read<Sequence>(row);
  consent.changed_at = Read<Sequence>(row);
  consent.made_time = ReadInstant(row);
  consent.cut.all = Read<Sequence>(row);
  consent.cut.access = Read<Sequence>(row);
  consent.latest_grant = Read<oauth::GrantId>(row);
  sink.OnConsent(result);
  return {};
}

Result<void> ReadGrant(Statement& row, LoadSink& sink) {
  GrantRow result;
  oauth::Grant& grant = result.grant;
  grant.id = Read<oauth::GrantId>(row);
  grant.kind = Read<oauth::GrantKind>(row);
  grant.client = Read<oauth::ClientId>(row);
  grant.subject = Read<oauth::SubjectId>(row);
  grant.consent = Read<oauth::ConsentId>(row);
  result.scopes = static_cast<std::uint32_t>(row.Integer());
  if (sink.FindScopeList(result.scopes) == nullptr) return Damaged("grant");
  grant.made_at = Read<Sequence>(row);
  grant.changed_at = Read<Sequence>(row);
  grant.made_time = ReadInstant(row);
  grant.expires = ReadInstant(row);
  grant.ended_at = Read<Sequence>(row);
  const auto cause = oauth::ParseCause(row.Text());
  if (!cause) return Damaged("grant");
  grant.end_cause = *cause;
  grant.access_cut = Read<Sequence>(row);
  grant.generation = static_cast<std::uint32_t>(row.Integer());
  grant.generation_at = Read<Sequence>(row);
  grant.generation_time = ReadInstant(row);
  grant.older_in_consent = Read<oauth::GrantId>(row);
  if (!ReadBlob(row, grant.secret)) return Damaged("grant");
  sink.OnGrant(result);
  return {};
}

Result<void> ReadSpentCode(Statement& row, LoadSink& sink) {
  SpentCodeRow spent{};
  spent.sequence = Read<Sequence>(row);
  spent.code.serial = Read<oauth::CodeSerial>(row);
  spent.code.client = Read<oauth::ClientId>(row);
  spent.code.grant = Read<oauth::GrantId>(row);
  spent.code.made_grant = row.Integer() != 0;
  spent.code.spent_time = ReadInstant(row);
  spent.code.expires = ReadInstant(row);
  spent.code.spent_at = spent.sequence;
  sink.OnSpentCode(spent);
  return {};
}

Result<void> ReadRevokedToken(Statement& row, LoadSink& sink) {
  RevokedTokenRow revoked{};
  revoked.sequence = Read<Sequence>(row);
  revoked.token.grant = Read<oauth::GrantId>(row);
  revoked.token.serial = Read<oauth::TokenSerial>(row);
  revoked.token.expires = ReadInstant(row);
  sink.OnRevokedToken(revoked);
  return {};
}

Result<void> ReadEvent(Statement& row, LoadSink& sink) {
  EventRow event;
  event.sequence = Read<std::uint64_t>(row);
  event.time = row.Integer();
  event.kind = row.Text();
  for (std::uint64_t* column : {&event.client, &event.subject, &event.consent, &event.grant}) {
    *column = Read<std::uint64_t>(row);
  }
  event.cause = row.Text();
  event.detail = Read<std::uint64_t>(row);
  event.number = Read<std::uint64_t>(row);
  event.at = row.Integer();
  event.expires = row.Integer();
  event.serial = Read<std::uint64_t>(row);
  event.link = Read<std::uint64_t>(row);
  event.record = row.Text();
  const auto secret = row.Blob();
  if (secret.size() == event.secret.size()) {
    std::copy(secret.begin(), secret.end(), event.secret.begin());
  }
  if (!ReadBlob(row, event.chain)) return Damaged("event");
  event.version = Read<std::uint32_t>(row);
  event.actor = row.Text();
  event.actor_id = Read<std::uint64_t>(row);
  event.reason = row.Text();
  event.place = row.Text();
  event.scope = row.Text();
  return sink.OnEvent(event);
}

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
