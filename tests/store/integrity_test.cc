// Whatever is changed in the file of a stopped store is noticed, and said with table and key.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "store/bench.h"
#include "store/check.h"
#include "store/sqlite/row_mac.h"
#include "store/sqlite/schema.h"

namespace writ::store {
namespace {

using oauth::GrantId;
using testing::AnyOf;
using testing::HasSubstr;

struct Column {
  std::string name;
  std::string type;
};

// The file, edited as with sqlite3.
class StoreFile {
 public:
  explicit StoreFile(const std::string& path) {
    EXPECT_EQ(sqlite3_open(path.c_str(), &database_), SQLITE_OK);
    Do("PRAGMA ignore_check_constraints=1");
  }
  StoreFile(const StoreFile&) = delete;
  StoreFile& operator=(const StoreFile&) = delete;
  ~StoreFile() { sqlite3_close(database_); }

  void Do(const std::string& sql) {
    EXPECT_EQ(sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
        << sql << ": " << sqlite3_errmsg(database_);
  }
  std::vector<std::vector<std::string>> Rows(const std::string& sql) {
    std::vector<std::vector<std::string>> rows;
    sqlite3_stmt* statement = nullptr;
    EXPECT_EQ(sqlite3_prepare_v2(database_, sql.c_str(), -1, &statement, nullptr), SQLITE_OK)
        << sql << ": " << sqlite3_errmsg(database_);
    while (sqlite3_step(statement) == SQLITE_ROW) {
      std::vector<std::string>& row = rows.emplace_back();
      for (int i = 0; i < sqlite3_column_count(statement); ++i) {
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, i));
        row.emplace_back(text == nullptr ? "" : text);
      }
    }
    sqlite3_finalize(statement);
    return rows;
  }
  std::string One(const std::string& sql) { return Rows(sql).at(0).at(0); }

  std::vector<std::string> Tables() {
    std::vector<std::string> names;
    for (const auto& row : Rows("SELECT name FROM sqlite_schema WHERE type='table'")) {
      names.push_back(row[0]);
    }
    return names;
  }
  // Those that are stored.
  std::vector<Column> Columns(const std::string& table) {
    std::vector<Column> columns;
    for (const auto& row : Rows("PRAGMA table_info(\"" + table + "\")")) {
      columns.push_back({row[1], row[2]});
    }
    return columns;
  }
  std::string KeyOf(const std::string& table) { return Columns(table).at(0).name; }

 private:
  sqlite3* database_ = nullptr;
};

class IntegrityTest : public testing::Test {
 protected:
  IntegrityTest() {
    options_.store.threaded = false;
    options_.store.retention = Seconds{100};
  }

  [[nodiscard]] std::string Data() const { return folder_.Path() + "/data"; }
  [[nodiscard]] std::string Copy() const { return folder_.Path() + "/copy"; }

  std::unique_ptr<Store> Open() {
    auto opened = OpenOnDisk(Data(), key_, options_, clock_, random_);
    EXPECT_TRUE(opened) << opened.error().message;
    return opened ? std::move(*opened) : nullptr;
  }
  std::string Refusal() {
    const auto opened = OpenOnDisk(Data(), key_, options_, clock_, random_);
    return opened ? "it opened" : opened.error().message;
  }
  std::string Checked() {
    const auto checked = CheckStore(Data(), key_, options_);
    return checked ? "it is whole" : checked.error().message;
  }
  void Edit(const std::string& sql) { StoreFile(Data() + "/writ.db").Do(sql); }

  // At least two rows in every table but `server` and `integrity`, all folded; and stopped.
  void Furnish() {
    auto ledger = Open();
    for (std::size_t i = 0; i < 3; ++i) {
      const Standing standing = Settle(*ledger);
      oauth::Key key;
      key.id = static_cast<std::uint8_t>(i + 1);
      ASSERT_TRUE(CommitNow(*ledger, oauth::MakeKey{key}));
      const Instant later = clock_.Now() + Seconds{1000};
      ASSERT_TRUE(
          CommitNow(*ledger, oauth::SpendCode{{oauth::CodeSerial{77U + i}, standing.client,
                                               standing.grant, true, clock_.Now(), later}}));
      ASSERT_TRUE(CommitNow(
          *ledger, oauth::RevokeAccessToken{{standing.grant, oauth::TokenSerial{9}, later}}));
      const char* scopes[] = {"payments.read", "refunds.read", "balances.read"};
      ASSERT_TRUE(CommitNow(*ledger, oauth::WidenGrant{standing.grant, Scopes(scopes[i])}));
    }
    ASSERT_TRUE(CommitNow(*ledger, oauth::EndGrant{GrantId{2}, oauth::Cause::kOperator}));
    ledger->Tidy();
  }
  void Keep() {
    std::filesystem::remove_all(Copy());
    std::filesystem::copy(Data(), Copy(), std::filesystem::copy_options::recursive);
  }
  void PutBack() {
    std::filesystem::remove_all(Data());
    std::filesystem::copy(Copy(), Data(), std::filesystem::copy_options::recursive);
  }

  // Makes `edit` on a copy, and expects that the start (but for an event that is folded, which it
  // does not read) and the check both name the table.
  void ExpectNoticed(const std::string& table, const std::string& edit) {
    SCOPED_TRACE(edit);
    PutBack();
    Edit(edit);
    const std::string said = Checked();
    EXPECT_THAT(said, AnyOf(HasSubstr("table " + table), HasSubstr("master key")));
    if (table != "event") EXPECT_EQ(Refusal(), said);
  }

  TemporaryFolder folder_;
  StillClock clock_;
  SeededRandom random_{1};
  StoreKey key_ = TestKey();
  DiskOptions options_;
};

TEST_F(IntegrityTest, AnUntouchedStoreIsWholeAndStarts) {
  Furnish();
  EXPECT_EQ(Checked(), "it is whole");
  ASSERT_TRUE(Open());
  EXPECT_EQ(Checked(), "it is whole");
}

TEST_F(IntegrityTest, AChangedCellIsNoticedInEveryColumnOfEveryTable) {
  Furnish();
  Keep();
  std::vector<std::pair<std::string, std::string>> edits;
  {
    StoreFile file(Data() + "/writ.db");
    for (const std::string& table : file.Tables()) {
      const std::string key = file.KeyOf(table);
      ASSERT_GE(std::stoi(file.One("SELECT count(*) FROM \"" + table + "\"")), 1) << table;
      for (const Column& column : file.Columns(table)) {
        std::string value = "coalesce(" + column.name + ",0)+1000";
        if (column.type == "TEXT") value = "coalesce(" + column.name + ",'')||' '";
        if (column.type == "BLOB") value = "zeroblob(coalesce(length(" + column.name + "),16))";
        edits.emplace_back(table, "UPDATE \"" + table + "\" SET " + column.name + "=" + value +
                                      " WHERE " + key + "=(SELECT min(" + key + ") FROM \"" +
                                      table + "\")");
      }
    }
  }
  EXPECT_GT(edits.size(), 80U);
  for (const auto& [table, edit] : edits) ExpectNoticed(table, edit);
}

TEST_F(IntegrityTest, AMissingRowIsNoticedInEveryTable) {
  Furnish();
  Keep();
  std::vector<std::string> tables = StoreFile(Data() + "/writ.db").Tables();
  for (const std::string& table : tables) {
    if (table == "integrity") continue;
    const std::string key = StoreFile(Copy() + "/writ.db").KeyOf(table);
    for (const auto* which : {"min", "max"}) {
      if (table == "event" && std::string(which) == "max") continue;  // the watermark's
      ExpectNoticed(table, "DELETE FROM \"" + table + "\" WHERE " + key + "=(SELECT " + which +
                               "(" + key + ") FROM \"" + table + "\")");
    }
  }
}

TEST_F(IntegrityTest, SwappedRowsAreNoticedInEveryTable) {
  Furnish();
  Keep();
  for (const std::string& table : StoreFile(Data() + "/writ.db").Tables()) {
    if (table == "server" || table == "integrity") continue;
    const std::string name = "\"" + table + "\"";
    const std::string key = StoreFile(Copy() + "/writ.db").KeyOf(table);
    const std::string first =
        StoreFile(Copy() + "/writ.db").One("SELECT min(" + key + ") FROM " + name);
    const std::string last =
        StoreFile(Copy() + "/writ.db").One("SELECT max(" + key + ") FROM " + name);
    const auto move = [&](const std::string& from, const std::string& to) {
      return "UPDATE " + name + " SET " + key + "=" + to + " WHERE " + key + "=" + from + ";";
    };
    ExpectNoticed(table, move(first, "999") + move(last, first) + move("999", last));
  }
}

TEST_F(IntegrityTest, ARowFromBeforeIsNoticed) {
  Furnish();
  Keep();
  {
    auto ledger = Open();
    ASSERT_TRUE(CommitNow(*ledger, oauth::EndGrant{GrantId{1}, oauth::Cause::kOperator}));
    ASSERT_TRUE(CommitNow(*ledger, oauth::CutServer{oauth::Reach::kAll, oauth::Cause::kOperator}));
    ledger->Tidy();
  }
  const std::string before = Copy() + "/writ.db";
  const std::string attach = "ATTACH '" + before + "' AS before; ";
  const std::string kept = folder_.Path() + "/kept";
  std::filesystem::copy(Data(), kept, std::filesystem::copy_options::recursive);
  const auto said_of = [&](const std::string& table) {
    std::filesystem::remove_all(Data());
    std::filesystem::copy(kept, Data(), std::filesystem::copy_options::recursive);
    Edit(attach + "REPLACE INTO main.\"" + table + "\" SELECT * FROM before.\"" + table + "\"");
    EXPECT_EQ(Checked(), Refusal());
    return Checked();
  };
  EXPECT_THAT(said_of("grant"), HasSubstr("row 1 of table grant is an older one: event"));
  EXPECT_THAT(said_of("server"), HasSubstr("a row of table server is an older one"));
  // The sums of before do not fit what has changed since.
  EXPECT_THAT(said_of("integrity"), HasSubstr("table "));
}

TEST_F(IntegrityTest, ARowThatHadLeftIsNoticed) {
  Furnish();
  Keep();
  clock_.Advance(Seconds{90'000});
  {
    auto ledger = Open();
    ASSERT_TRUE(CommitNow(*ledger, ASubject()));
    ledger->Tidy();
  }
  StoreFile file(Data() + "/writ.db");
  ASSERT_EQ(file.One("SELECT count(*) FROM revoked_token"), "0") << "nothing has left";
  EXPECT_EQ(Checked(), "it is whole");
  Edit("ATTACH '" + Copy() +
       "/writ.db' AS before;"
       "INSERT INTO main.revoked_token SELECT * FROM before.revoked_token");
  EXPECT_THAT(Refusal(), HasSubstr("table revoked_token has 3 rows where 0 were written"));
}

TEST_F(IntegrityTest, AMissingRowIsNamedByTheEventThatMadeIt) {
  Furnish();
  const std::string event =
      StoreFile(Data() + "/writ.db")
          .One("SELECT sequence FROM event WHERE kind='make_grant' AND grant_id=3");
  Edit("DELETE FROM \"grant\" WHERE id=3");
  EXPECT_THAT(Refusal(),
              HasSubstr("row 3 of table grant, which event " + event + " made, is missing"));
}

TEST_F(IntegrityTest, AnOldEventIsOnlyMissedByTheCheckButIsMissed) {
  Furnish();
  const std::string middle =
      StoreFile(Data() + "/writ.db").One("SELECT max(sequence)/2 FROM event");
  Edit("DELETE FROM event WHERE sequence=" + middle);
  EXPECT_THAT(Checked(), HasSubstr("table event: the one before it is missing"));
}

TEST_F(IntegrityTest, TheSumsFollowFoldsAndPurgesAtEveryStop) {
  options_.store.pending_max = 3;
  Furnish();
  for (int i = 0; i < 40; ++i) {
    clock_.Advance(Seconds{3000});
    auto ledger = Open();
    ASSERT_TRUE(ledger);
    const Standing standing = Settle(*ledger);
    ASSERT_TRUE(CommitNow(*ledger, oauth::EndGrant{standing.grant, oauth::Cause::kClient}));
    if (i % 3 == 0) ledger->Tidy();
    ledger.reset();
    ASSERT_EQ(Checked(), "it is whole") << i;
  }
}

TEST_F(IntegrityTest, ARefusedWriteLeavesTheSumsAsTheyWere) {
  Furnish();
  auto ledger = Open();
  ASSERT_TRUE(CommitNow(*ledger, oauth::EndGrant{GrantId{1}, oauth::Cause::kOperator}));
  // Comes before the grant in the same write.
  ASSERT_TRUE(CommitNow(*ledger, oauth::CutSubject{oauth::SubjectId{1}, oauth::Reach::kAccess,
                                                   oauth::Cause::kOperator}));
  Edit("CREATE TRIGGER full BEFORE INSERT ON \"grant\" BEGIN SELECT RAISE(ABORT, 'no'); END");
  testing::internal::CaptureStderr();
  ledger->Tidy();
  EXPECT_FALSE(ledger->Writable());
  EXPECT_THAT(testing::internal::GetCapturedStderr(), HasSubstr("writ: changes are refused: "));
  Edit("DROP TRIGGER full");
  ledger->Tidy();
  ledger.reset();
  EXPECT_EQ(Checked(), "it is whole");
}

TEST(RowMessage, SaysWhichTableTheRowIsOf) {
  const auto mac_in = [](sqlite::TableId table) {
    sqlite::RowMessage message;
    message.Begin(table);
    message.Put(std::int64_t{1});
    message.Put("payments.read");
    return message.Mac(TestKey().rows);
  };
  EXPECT_EQ(mac_in(sqlite::TableId::kScope), mac_in(sqlite::TableId::kScope));
  EXPECT_NE(mac_in(sqlite::TableId::kScope), mac_in(sqlite::TableId::kScopeList));
}

// ---- whose store it is

TEST_F(IntegrityTest, AnotherKeyIsRefusedWithWordsAndTheRightOneGoesOn) {
  Furnish();
  const StoreKey right = key_;
  key_.check.fill(9);
  key_.rows.fill(9);
  for (const KeyTrust trust : {KeyTrust::kNone, KeyTrust::kNamed, KeyTrust::kOperator}) {
    options_.trust = trust;
    EXPECT_THAT(Refusal(),
                HasSubstr("the master key is not the one that this store was made with"));
  }
  key_ = right;
  EXPECT_TRUE(Open());
}

class OlderStoreTest : public IntegrityTest {
 protected:
  // As every store was before rows had MACs.
  void MakeOlder() {
    StoreFile file(Data() + "/writ.db");
    for (const std::string& table : file.Tables()) {
      if (table != "integrity") file.Do("ALTER TABLE \"" + table + "\" DROP COLUMN mac");
    }
    file.Do("DROP TABLE integrity; PRAGMA user_version = " +
            std::to_string(sqlite::kSchemaVersion - 1));
  }
};

TEST_F(OlderStoreTest, ItTakesTheKeyThatIsNamedOrThatTheOperatorTrusts) {
  for (const KeyTrust trust : {KeyTrust::kNamed, KeyTrust::kOperator}) {
    std::filesystem::remove_all(Data());
    options_.trust = KeyTrust::kNone;
    Furnish();
    MakeOlder();
    EXPECT_THAT(Refusal(), HasSubstr("--trust-this-key"));
    options_.trust = KeyTrust::kOther;
    EXPECT_THAT(Refusal(), HasSubstr("the master key is not the one"));
    options_.trust = trust;
    ASSERT_TRUE(Open());
    options_.trust = KeyTrust::kNone;
    ASSERT_TRUE(Open()) << "once is enough";
    EXPECT_EQ(Checked(), "it is whole");
    Edit("UPDATE \"grant\" SET ended_at=NULL, end_cause=NULL WHERE id=2");
    EXPECT_THAT(Refusal(), HasSubstr("row 2 of table grant is not what was written"));
  }
}

TEST_F(OlderStoreTest, SealingThatWasCutShortBeginsAnew) {
  Furnish();
  // Some rows have a MAC already, and the row that says so is still to come.
  Edit(
      "DELETE FROM integrity; UPDATE \"grant\" SET mac=NULL WHERE id>1; UPDATE event SET mac=NULL");
  EXPECT_THAT(Refusal(), HasSubstr("--trust-this-key")) << "nobody may seal what was changed";
  options_.trust = KeyTrust::kNamed;
  ASSERT_TRUE(Open());
  EXPECT_EQ(Checked(), "it is whole");
}

}  // namespace
}  // namespace writ::store
