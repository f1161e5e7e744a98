// A store that is big enough to be read on two threads.
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "base/check.h"
#include "store/bench.h"
#include "store/open.h"
#include "store/sqlite/sqlite_medium.h"
#include "support/scopes.h"

namespace writ::store {
namespace {

constexpr std::uint32_t kPairs = 50'000;

// One consent and one grant for each number, as a fold would have left them.
void Fill(const std::string& path) {
  const auto medium = std::move(sqlite::SqliteMedium::OpenFile(path, TestKey())).value();
  Write write;
  write.rows.catalogue = catalogue::Mollie();
  write.rows.scopes = {write.rows.catalogue->All().begin(), write.rows.catalogue->All().end()};
  write.rows.scope_lists.push_back({1, *catalogue::Mollie()->Parse("payments.read")});
  write.rows.server.emplace();
  write.rows.server->record.server.incarnation = 1;
  for (std::uint32_t n = 1; n <= kPairs; ++n) {
    oauth::Consent consent;
    consent.id = oauth::ConsentId{n};
    consent.client = oauth::ClientId{n % 10 + 1};
    consent.subject = oauth::SubjectId{n / 10 + 1};
    consent.made_at = oauth::Sequence{1};
    consent.latest_grant = oauth::GrantId{n};
    write.rows.consents.push_back({consent, 1});
    oauth::Grant grant;
    grant.id = oauth::GrantId{n};
    grant.client = consent.client;
    grant.subject = consent.subject;
    grant.consent = consent.id;
    grant.made_at = oauth::Sequence{1};
    write.rows.grants.push_back({grant, 1});
  }
  CHECK(medium->Apply(write).fate == WriteFate::kDone);
  medium->Close();
}

TEST(LoadBeside, BringsEveryConsentAndGrant) {
  const TemporaryFolder folder;
  Fill(folder.Path() + "/writ.db");
  SystemClock clock;
  SystemRandom random;
  const auto ledger = std::move(OpenOnDisk(folder.Path(), TestKey(), {}, clock, random)).value();
  for (std::uint32_t n = 1; n <= kPairs; ++n) {
    const auto consent =
        ledger->FindConsent(oauth::ClientId{n % 10 + 1}, oauth::SubjectId{n / 10 + 1});
    ASSERT_TRUE(consent);
    ASSERT_EQ(consent->id, oauth::ConsentId{n});
    const auto grant = ledger->FindGrant(oauth::GrantId{n});
    ASSERT_TRUE(grant);
    ASSERT_EQ(grant->consent, oauth::ConsentId{n});
  }
}

TEST(LoadBeside, SaysWhatIsDamagedOnEitherThread) {
  for (const std::string& table : std::vector<std::string>{"consent", "\"grant\""}) {
    const TemporaryFolder folder;
    Fill(folder.Path() + "/writ.db");
    {
      auto database = std::move(sqlite::Database::Open(folder.Path() + "/writ.db")).value();
      ASSERT_EQ(database.Execute(("UPDATE " + table + " SET scopes=7 WHERE id=40000").c_str()), 0);
    }
    SystemClock clock;
    SystemRandom random;
    const auto opened = OpenOnDisk(folder.Path(), TestKey(), {}, clock, random);
    ASSERT_FALSE(opened);
    EXPECT_NE(opened.error().message.find("the store is damaged"), std::string::npos);
  }
}

}  // namespace
}  // namespace writ::store
