// A row with a right MAC that claims to know an event, but does not say what the event says.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "store/bench.h"
#include "store/disk/recovery.h"
#include "store/sqlite/sqlite_medium.h"

namespace writ::store {
namespace {

using oauth::Cause;
using oauth::Reach;
using oauth::Sequence;
using testing::HasSubstr;

class DissentTest : public testing::Test {
 protected:
  DissentTest() { options_.store.threaded = false; }

  [[nodiscard]] std::string Data() const { return folder_.Path() + "/data"; }

  // A client, a subject, a consent and a grant, then `change`; none of it is folded.
  void Live(const oauth::Change& change) {
    const auto ledger = std::move(*OpenOnDisk(Data(), TestKey(), options_, clock_, random_));
    Settle(*ledger);
    ASSERT_TRUE(CommitNow(*ledger, change));
    last_ = ledger->Known();
  }
  // Adds rows as this program would have written them, had it folded all but what `forge` changes.
  void Forge(const std::function<void(const LiveState& live, Write& write)>& forge) {
    const auto medium = std::move(*sqlite::SqliteMedium::OpenFile(Data() + "/writ.db", TestKey()));
    Sweep sweep;
    Replica replica(sweep);
    const LoadObserver nobody;
    Recovery recovery(replica, sweep, nobody);
    ASSERT_TRUE(recovery.Run(*medium));
    Write write;
    write.rows.catalogue = replica.FindCatalogue();
    forge(replica.Live(), write);
    ASSERT_EQ(medium->Apply(write).fate, WriteFate::kDone);
    medium->Close();
  }
  void ForgeGrantRow(const std::function<void(GrantRow& row)>& change) {
    Forge([&](const LiveState& live, Write& write) {
      GrantRow row = *live.FindRow(oauth::GrantId{1});
      change(row);
      write.rows.grants.push_back(row);
    });
  }
  void ForgeGrant(const std::function<void(oauth::Grant& grant)>& change) {
    ForgeGrantRow([&](GrantRow& row) { change(row.grant); });
  }
  void ForgeClient(const std::function<void(oauth::Client& client)>& change) {
    Forge([&](const LiveState& live, Write& write) {
      oauth::Client client = *live.Find(oauth::ClientId{1});
      change(client);
      write.rows.clients.emplace_back(client, live.FindProfile(client.id));
    });
  }
  void ForgeSubject(const std::function<void(oauth::Subject& subject)>& change) {
    Forge([&](const LiveState& live, Write& write) {
      oauth::Subject subject = *live.Find(oauth::SubjectId{1});
      change(subject);
      write.rows.subjects.emplace_back(subject, live.FindProfile(subject.id));
    });
  }
  void ForgeConsent(const std::function<void(oauth::Consent& consent)>& change) {
    Forge([&](const LiveState& live, Write& write) {
      ConsentRow row = *live.FindRow(oauth::ConsentId{1});
      change(row.consent);
      write.rows.consents.push_back(row);
    });
  }
  std::string Start() {
    const auto opened = OpenOnDisk(Data(), TestKey(), options_, clock_, random_);
    return opened ? "it opened" : opened.error().message;
  }
  void ExpectDissent(const std::string& table) {
    EXPECT_THAT(Start(), HasSubstr("row 1 of table " + table + " does not say what event " +
                                   std::to_string(oauth::Number(last_)) + " says"));
  }

  TemporaryFolder folder_;
  StillClock clock_;
  SeededRandom random_{1};
  DiskOptions options_;
  Sequence last_ = Sequence::kNone;
};

TEST_F(DissentTest, RowsThatSayWhatTheirEventsSayAreTaken) {
  Live(oauth::EndGrant{oauth::GrantId{1}, Cause::kClient});
  ForgeGrant([](oauth::Grant&) {});
  ForgeClient([](oauth::Client&) {});
  ForgeSubject([](oauth::Subject&) {});
  ForgeConsent([](oauth::Consent&) {});
  EXPECT_EQ(Start(), "it opened");
}

TEST_F(DissentTest, AnEndedGrantIsEnded) {
  Live(oauth::EndGrant{oauth::GrantId{1}, Cause::kClient});
  ForgeGrant([](oauth::Grant& grant) {
    grant.ended_at = Sequence::kNone;
    grant.end_cause = Cause::kNone;
  });
  ExpectDissent("grant");
}

TEST_F(DissentTest, AGrantsAccessIsCut) {
  Live(oauth::CutGrantAccess{oauth::GrantId{1}, Cause::kOperator});
  ForgeGrant([](oauth::Grant& grant) { grant.access_cut = Sequence{1}; });
  ExpectDissent("grant");
}

TEST_F(DissentTest, AGrantIsOfWhomItWasMadeFor) {
  Live(AClient("Another"));
  ForgeGrant([](oauth::Grant& grant) { grant.client = oauth::ClientId{2}; });
  EXPECT_THAT(Start(), HasSubstr("row 1 of table grant does not say what event 4 says"));
}

TEST_F(DissentTest, AGrantHasTheScopesThatItWasWidenedTo) {
  Live(oauth::WidenGrant{oauth::GrantId{1}, Scopes("payments.read refunds.read")});
  ForgeGrantRow([](GrantRow& row) { row.scopes = 1; });
  ExpectDissent("grant");
}

TEST_F(DissentTest, ARotatedGrantIsRotated) {
  Live(oauth::RotateGrant{oauth::GrantId{1}, 1, clock_.Now()});
  ForgeGrant([](oauth::Grant& grant) { grant.generation = 0; });
  ExpectDissent("grant");
}

TEST_F(DissentTest, ADeletedClientIsDeleted) {
  Live(oauth::DeleteClient{oauth::ClientId{1}});
  ForgeClient([](oauth::Client& client) { client.deleted = false; });
  ExpectDissent("client");
}

TEST_F(DissentTest, ACutClientIsCut) {
  Live(oauth::CutClient{oauth::ClientId{1}, Reach::kAccess, Cause::kOperator});
  ForgeClient([](oauth::Client& client) { client.cut.access = Sequence::kNone; });
  ExpectDissent("client");
}

TEST_F(DissentTest, CodesThatWereCutAreCut) {
  options_.store.short_lived.codes_of_client = 8;
  {
    const auto ledger = std::move(*OpenOnDisk(Data(), TestKey(), options_, clock_, random_));
    const Standing standing = Settle(*ledger);
    for (std::uint64_t serial = 1; serial <= 9; ++serial) {
      const oauth::SpentCode code{
          oauth::CodeSerial{serial},   standing.client, standing.grant, true, clock_.Now(),
          clock_.Now() + Seconds{1000}};
      ASSERT_TRUE(CommitNow(*ledger, oauth::SpendCode{code}));
    }
  }
  ForgeClient([](oauth::Client& client) {
    ASSERT_NE(client.codes_cut, Sequence::kNone);
    client.codes_cut = Sequence::kNone;
  });
  EXPECT_THAT(Start(), HasSubstr("row 1 of table client does not say what event "));
}

TEST_F(DissentTest, ADisabledSubjectIsDisabled) {
  Live(ADisabledSubject(oauth::SubjectId{1}, "Bakkerij"));
  ForgeSubject([](oauth::Subject& subject) { subject.enabled = true; });
  ExpectDissent("subject");
}

TEST_F(DissentTest, SessionsThatWereEndedHaveEnded) {
  oauth::SealSecret fresh{};
  fresh.fill(8);
  Live(oauth::EndSessions{oauth::SubjectId{1}, fresh, Cause::kOperator});
  ForgeSubject([](oauth::Subject& subject) { subject.seal_secret.fill(5); });
  ExpectDissent("subject");
}

TEST_F(DissentTest, ACutConsentIsCut) {
  Live(oauth::CutConsent{oauth::ConsentId{1}, Reach::kAll, Cause::kMerchant});
  ForgeConsent([](oauth::Consent& consent) { consent.cut.all = Sequence::kNone; });
  ExpectDissent("consent");
}

}  // namespace
}  // namespace writ::store
