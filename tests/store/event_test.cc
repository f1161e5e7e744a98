// What the log says of an event, and that nobody can make it say something else.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <filesystem>

#include "store/bench.h"

namespace writ::store {
namespace {

using testing::HasSubstr;

class EventTest : public testing::Test {
 protected:
  EventTest() { Open(); }
  std::string Open() {
    ledger_.reset();
    auto opened = OpenOnDisk(Data(), TestKey(), options_, clock_, random_);
    if (!opened) return opened.error().message;
    ledger_ = std::move(*opened);
    return "it opened";
  }
  // Commits and closes, so that the file can be read and changed.
  void Write(oauth::Proposal proposal) {
    ASSERT_TRUE(CommitNow(*ledger_, std::move(proposal)));
    ledger_.reset();
  }
  // The first column of the first row, or nothing.
  std::string Ask(const std::string& sql) {
    sqlite3* database = nullptr;
    EXPECT_EQ(sqlite3_open((Data() + "/writ.db").c_str(), &database), SQLITE_OK);
    std::string answer;
    const auto take = [](void* to, int, char** columns, char**) {
      *static_cast<std::string*>(to) = columns[0] == nullptr ? "" : columns[0];
      return 0;
    };
    EXPECT_EQ(sqlite3_exec(database, sql.c_str(), take, &answer, nullptr), SQLITE_OK)
        << sqlite3_errmsg(database);
    sqlite3_close(database);
    return answer;
  }
  // Has every row of what was changed authenticated anew at the next Open, as if the change were
  // from before rows were: what is left is the events' own chain.
  void Reseal() {
    Ask("DELETE FROM integrity");
    options_.trust = KeyTrust::kOperator;
  }
  std::string OfLast(const std::string& column) {
    return Ask("SELECT " + column + " FROM event ORDER BY sequence DESC LIMIT 1");
  }
  [[nodiscard]] std::string Data() const { return folder_.Path() + "/data"; }

  static oauth::Proposal ASubjectBy(oauth::Attribution by) {
    oauth::Proposal proposal{{}, {ASubject()}};
    proposal.by = std::move(by);
    return proposal;
  }

  TemporaryFolder folder_;
  StillClock clock_;
  SeededRandom random_{1};
  DiskOptions options_;
  std::unique_ptr<Store> ledger_;
};

TEST_F(EventTest, SaysWhoActedWhyAndFromWhere) {
  Write(ASubjectBy({oauth::Actor::Of(oauth::ClientId{7}), "a ticket", "admin"}));
  EXPECT_EQ(OfLast("actor || ' ' || actor_id || ' ' || reason || ' ' || place"),
            "client 7 a ticket admin");
  EXPECT_EQ(Open(), "it opened");
}

TEST_F(EventTest, WhatItSaysCannotBeRewritten) {
  Write(ASubjectBy({oauth::Actor::Operator(), "a ticket", "admin"}));
  std::filesystem::copy(Data(), folder_.Path() + "/kept", std::filesystem::copy_options::recursive);
  for (const auto* change : {"actor = 'server'", "actor_id = 3", "reason = NULL", "place = 'token'",
                             "kind = 'change_subject'", "time = time - 1", "version = 1",
                             "record = replace(record, 'true', 'false')"}) {
    SCOPED_TRACE(change);
    Ask(std::string("UPDATE event SET ") + change +
        " WHERE sequence = (SELECT max(sequence) FROM event)");
    EXPECT_THAT(Open(), HasSubstr("row 1 of table event is not what was written"));
    Reseal();
    EXPECT_THAT(Open(), HasSubstr("its hash is wrong"));
    std::filesystem::copy(folder_.Path() + "/kept", Data(),
                          std::filesystem::copy_options::recursive |
                              std::filesystem::copy_options::overwrite_existing);
    std::filesystem::remove(Data() + "/writ.db-wal");
  }
}

TEST_F(EventTest, NamesItsScopes) {
  Settle(*ledger_);
  ledger_.reset();
  EXPECT_EQ(OfLast("scope"), "payments.read");
  EXPECT_EQ(OfLast("scopes"), "");
}

TEST_F(EventTest, AReasonWithoutEndIsCutAtTheEndOfACharacter) {
  std::string reason(oauth::Attribution::kReasonMax - 1, 'x');
  reason += "\u00e9 and so on";
  Write(ASubjectBy({oauth::Actor::Operator(), reason, std::string_view(reason)}));
  EXPECT_EQ(OfLast("length(CAST(reason AS BLOB))"),
            std::to_string(oauth::Attribution::kReasonMax - 1));
  EXPECT_EQ(OfLast("length(place)"), "31");
  EXPECT_EQ(Open(), "it opened");
}

TEST_F(EventTest, OneOfALaterVersionIsRefusedByItsNumber) {
  Write(ASubjectBy({}));
  Ask("UPDATE event SET version = 3");
  Reseal();
  EXPECT_THAT(Open(), testing::AllOf(HasSubstr("event 1 "), HasSubstr("version 3"),
                                     HasSubstr("run the newer program")));
}

TEST_F(EventTest, OneOfAnUnknownKindIsRefusedByItsName) {
  Write(ASubjectBy({}));
  Ask("UPDATE event SET kind = 'dance'");
  Reseal();
  EXPECT_THAT(Open(),
              testing::AllOf(HasSubstr("kind 'dance'"), HasSubstr("run the newer program")));
}

TEST_F(EventTest, RoomForOtherNamesOfOneRecordIsInItsText) {
  oauth::MakeClient client = AClient();
  client.profile.client_id = "https://client.example/about.json";
  oauth::MakeSubject subject = ASubject();
  subject.profile.external_ids = {{"corporate", "8f14e45f"}, {"platform", "17"}};
  Write({{}, {client, subject}});
  ASSERT_EQ(Open(), "it opened");
  EXPECT_EQ(ledger_->FindClientProfile(oauth::ClientId{1})->client_id, client.profile.client_id);
  EXPECT_EQ(ledger_->FindSubjectProfile(oauth::SubjectId{1})->external_ids,
            subject.profile.external_ids);
}

}  // namespace
}  // namespace writ::store
