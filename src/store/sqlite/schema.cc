#include "store/sqlite/schema.h"

#include <array>
#include <string>

#include "catalogue/mollie.h"
#include "store/log/record_json.h"

namespace writ::store::sqlite {

namespace {

// "Writ" in ASCII.
constexpr std::int64_t kApplicationId = 0x57726974;

// Step n brings version n to n + 1. Append only.
constexpr std::array<const char*, kSchemaVersion> kSteps{R"sql(
CREATE TABLE event(
  sequence INTEGER PRIMARY KEY,
  time INTEGER NOT NULL,
  kind TEXT NOT NULL,
  client INTEGER, subject INTEGER, consent INTEGER, grant_id INTEGER,
  cause TEXT,
  detail INTEGER,
  number INTEGER,
  at INTEGER,
  expires INTEGER,
  serial INTEGER,
  link INTEGER,
  scopes INTEGER,       -- scope_list
  record TEXT,          -- JSON
  secret BLOB,
  chain BLOB NOT NULL
) STRICT;
CREATE TABLE server(
  id INTEGER PRIMARY KEY CHECK(id = 1),
  incarnation INTEGER NOT NULL,
  clock_offset INTEGER NOT NULL,
  cut_all INTEGER NOT NULL, cut_access INTEGER NOT NULL,
  grant_era INTEGER NOT NULL,
  folded_through INTEGER NOT NULL,  -- later events are not in the tables below yet
  last_consent INTEGER NOT NULL, last_grant INTEGER NOT NULL,
  latest_time INTEGER NOT NULL
) STRICT;
CREATE TABLE scope_list(id INTEGER PRIMARY KEY, scopes TEXT NOT NULL) STRICT;
CREATE TABLE key(id INTEGER PRIMARY KEY, state TEXT NOT NULL, made_time INTEGER NOT NULL) STRICT;
CREATE TABLE client(
  id INTEGER PRIMARY KEY,
  deleted INTEGER NOT NULL,
  made_at INTEGER NOT NULL, changed_at INTEGER NOT NULL,
  cut_all INTEGER NOT NULL, cut_access INTEGER NOT NULL,
  self_grant INTEGER NOT NULL,
  seal_secret BLOB NOT NULL,
  record TEXT NOT NULL,  -- JSON
  name TEXT GENERATED ALWAYS AS (json_extract(record, '$.name')) VIRTUAL
) STRICT;
CREATE TABLE subject(
  id INTEGER PRIMARY KEY,
  deleted INTEGER NOT NULL,
  made_at INTEGER NOT NULL, changed_at INTEGER NOT NULL,
  cut_all INTEGER NOT NULL, cut_access INTEGER NOT NULL,
  seal_secret BLOB NOT NULL,
  record TEXT NOT NULL,  -- JSON
  name TEXT GENERATED ALWAYS AS (json_extract(record, '$.name')) VIRTUAL
) STRICT;
CREATE TABLE consent(
  id INTEGER PRIMARY KEY,
  client INTEGER NOT NULL, subject INTEGER NOT NULL,
  scopes INTEGER NOT NULL,
  made_at INTEGER NOT NULL, changed_at INTEGER NOT NULL, made_time INTEGER NOT NULL,
  cut_all INTEGER, cut_access INTEGER,
  latest_grant INTEGER
) STRICT;
CREATE TABLE "grant"(
  id INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL,
  client INTEGER, subject INTEGER, consent INTEGER,
  scopes INTEGER NOT NULL,
  made_at INTEGER NOT NULL, changed_at INTEGER NOT NULL, made_time INTEGER NOT NULL,
  expires INTEGER,
  ended_at INTEGER, end_cause TEXT,
  access_cut INTEGER,
  generation INTEGER, generation_at INTEGER NOT NULL, generation_time INTEGER NOT NULL,
  older_in_consent INTEGER,
  secret BLOB NOT NULL
) STRICT;
-- Named by the event that made them: rows come in order, where a random serial would scatter them.
CREATE TABLE spent_code(
  sequence INTEGER PRIMARY KEY,
  serial INTEGER NOT NULL, client INTEGER, grant_id INTEGER,
  made_grant INTEGER NOT NULL, spent_time INTEGER NOT NULL, expires INTEGER NOT NULL
) STRICT;
CREATE TABLE revoked_token(
  sequence INTEGER PRIMARY KEY,
  grant_id INTEGER NOT NULL, serial INTEGER NOT NULL, expires INTEGER NOT NULL
) STRICT;
PRAGMA application_id = 0x57726974;
)sql",
                                                         R"sql(
CREATE TABLE scope(
  id INTEGER PRIMARY KEY,  -- index
  record TEXT NOT NULL,    -- JSON
  name TEXT GENERATED ALWAYS AS (json_extract(record, '$.name')) VIRTUAL
) STRICT;
)sql",
                                                         R"sql(
-- How an event is laid out and hashed, and who made it happen.
ALTER TABLE event ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE event ADD COLUMN actor TEXT;     -- server, operator, client or subject
ALTER TABLE event ADD COLUMN actor_id INTEGER;
ALTER TABLE event ADD COLUMN reason TEXT;
ALTER TABLE event ADD COLUMN place TEXT;     -- which face, and which request
-- Names: a list that nothing else names leaves, with its number.
ALTER TABLE event ADD COLUMN scope TEXT;
UPDATE event SET scope = (SELECT scopes FROM scope_list WHERE id = event.scopes), scopes = NULL
  WHERE scopes IS NOT NULL;
)sql",
                                                         R"sql(
ALTER TABLE client ADD COLUMN codes_cut INTEGER NOT NULL DEFAULT 0;
)sql",
                                                         // The rows get their MACs by SealRows.
                                                         R"sql(
ALTER TABLE event ADD COLUMN mac INTEGER;
ALTER TABLE server ADD COLUMN mac INTEGER;
ALTER TABLE scope ADD COLUMN mac INTEGER;
ALTER TABLE scope_list ADD COLUMN mac INTEGER;
ALTER TABLE key ADD COLUMN mac INTEGER;
ALTER TABLE client ADD COLUMN mac INTEGER;
ALTER TABLE subject ADD COLUMN mac INTEGER;
ALTER TABLE consent ADD COLUMN mac INTEGER;
ALTER TABLE "grant" ADD COLUMN mac INTEGER;
ALTER TABLE spent_code ADD COLUMN mac INTEGER;
ALTER TABLE revoked_token ADD COLUMN mac INTEGER;
CREATE TABLE integrity(
  id INTEGER PRIMARY KEY CHECK(id = 1),
  key_check BLOB NOT NULL,        -- says which master key is this store's
  oldest_event INTEGER NOT NULL,  -- that is stored; 0 before the first
  sums BLOB NOT NULL,             -- of each table: how many rows, and a MAC of what they add up to
  mac INTEGER NOT NULL
) STRICT;
)sql"};

// For a store that has a server already.
std::string InsertMollie() {
  std::string sql;
  for (const auto& scope : catalogue::Mollie()->All()) {
    sql += "INSERT INTO scope(id,record) SELECT " + std::to_string(scope->index) + ",'";
    for (const char c : FormatScope(*scope))
      sql += c == '\'' ? std::string("''") : std::string(1, c);
    sql += "' WHERE EXISTS (SELECT 1 FROM server);";
  }
  return sql;
}

}  // namespace

Result<std::int64_t> VersionOf(Database& database) {
  const std::int64_t version = TRY(database.Integer("PRAGMA user_version"));
  const std::int64_t application = TRY(database.Integer("PRAGMA application_id"));
  const std::int64_t tables = TRY(database.Integer("SELECT count(*) FROM sqlite_schema"));
  if (tables != 0 && application != kApplicationId) {
    return Fail("the database is not a store of Writ; name another data folder");
  }
  if (version > kSchemaVersion) {
    return Fail("the store has schema version " + std::to_string(version) +
                ", newer than this program, which knows " + std::to_string(kSchemaVersion) +
                "; run the newer program");
  }
  return version;
}

Result<void> Migrate(Database& database) {
  const std::int64_t version = TRY(VersionOf(database));
  for (std::int64_t step = version; step < kSchemaVersion; ++step) {
    const std::string sql = std::string("BEGIN IMMEDIATE;") +
                            kSteps.at(static_cast<std::size_t>(step)) +
                            (step == 1 ? InsertMollie() : "") +
                            "PRAGMA user_version = " + std::to_string(step + 1) + "; COMMIT;";
    TRY_VOID(database.Require(sql.c_str()));
  }
  return {};
}

}  // namespace writ::store::sqlite
