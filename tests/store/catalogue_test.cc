// Scopes as records of the store: events, rows, and stores that were made before there were any.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <fstream>
#include <sstream>

#include "oauth/apply_scopes.h"
#include "store/bench.h"
#include "store/open.h"
#include "store/sqlite/sqlite_medium.h"
#include "support/scopes.h"

namespace writ::store {
namespace {

using oauth::Number;

class CatalogueTest : public testing::Test {
 protected:
  void Open(const StoreOptions& options = {}) {
    ledger_.reset();
    auto medium = sqlite::SqliteMedium::OpenFile(Path(), TestKey(), KeyTrust::kNamed);
    ASSERT_TRUE(medium) << medium.error().message;
    StoreOptions all = options;
    all.threaded = false;
    auto opened = Store::Open(std::move(*medium), std::nullopt, clock_, random_, all);
    ASSERT_TRUE(opened) << opened.error().message;
    ledger_ = std::move(*opened);
  }
  [[nodiscard]] std::string Path() const { return folder_.Path() + "/writ.db"; }

  oauth::CommitResult Commit(oauth::Proposal proposal) {
    oauth::CommitResult done = Fail(oauth::CommitFailure::kUnavailable);
    ledger_->Commit(std::move(proposal),
                    [&done](const oauth::CommitResult& result) { done = result; });
    return done;
  }
  oauth::CommitResult Apply(std::vector<oauth::WantedScope> wanted) {
    auto applied = oauth::ApplyScopes(*ledger_->FindCatalogue(), wanted);
    EXPECT_TRUE(applied);
    return Commit(std::move(applied->proposal));
  }
  [[nodiscard]] const oauth::Scope* Find(std::string_view name) {
    catalogue_ = ledger_->FindCatalogue();
    return catalogue_->Find(name);
  }
  static oauth::WantedScope Wanted(std::string name, std::string description = "Do it") {
    oauth::WantedScope wanted;
    wanted.scope.name = std::move(name);
    wanted.scope.group = "g";
    wanted.scope.title.Set("nl_NL", "De titel");
    wanted.scope.description.Set("", description);
    wanted.scope.order = 7;
    return wanted;
  }

  TemporaryFolder folder_;
  StillClock clock_;
  SeededRandom random_{7};
  std::unique_ptr<Store> ledger_;
  oauth::Catalogue::Pointer catalogue_;
};

TEST_F(CatalogueTest, ANewStoreHasWhatItIsMadeWith) {
  StoreOptions options;
  options.catalogue = std::make_shared<const oauth::Catalogue>();
  Open(options);
  EXPECT_TRUE(ledger_->FindCatalogue()->All().empty());
  // Later starts say nothing about it.
  Open();
  EXPECT_TRUE(ledger_->FindCatalogue()->All().empty());
}

TEST_F(CatalogueTest, WhatIsMadeChangedAndRetiredIsThereAfterARestart) {
  Open();
  const auto before = ledger_->FindCatalogue();
  ASSERT_TRUE(Apply({Wanted("a.read"), Wanted("b.read")}));
  EXPECT_EQ(Find("a.read")->index, 61);
  EXPECT_EQ(ledger_->NamesOfScopes().Of(62), "b.read");
  ASSERT_TRUE(Apply({Wanted("a.read", "Do it better")}));
  ASSERT_TRUE(Commit(*oauth::RetireByName(*ledger_->FindCatalogue(), "b.read")));
  EXPECT_EQ(before->All().size(), 61U);  // a snapshot stays what it was
  for (const bool folded : {false, true}) {
    if (folded) ledger_->Tidy();
    Open();
    ASSERT_EQ(ledger_->FindCatalogue()->All().size(), 63U);
    EXPECT_EQ(Find("a.read")->description.In("nl_NL"), "Do it better");
    EXPECT_EQ(Find("a.read")->title.In("nl_BE"), "De titel");
    EXPECT_EQ(Find("a.read")->order, 7U);
    EXPECT_TRUE(Find("b.read")->retired);
    EXPECT_FALSE(ledger_->FindCatalogue()->Offered().Has(62));
    EXPECT_EQ(ledger_->NamesOfScopes().Of(62), "b.read");
    EXPECT_EQ(*Find("payments.read"), *catalogue::Mollie()->Find("payments.read"));
  }
}

// A record may have a scope of the same proposal, or one that no fold has seen.
TEST_F(CatalogueTest, AScopeIsThereForWhatComesAfterIt) {
  Open();
  auto applied = oauth::ApplyScopes(*ledger_->FindCatalogue(), std::vector{Wanted("a.read")});
  oauth::MakeClient made;
  made.client.scopes.set.Add(61);
  applied->proposal.changes.emplace_back(made);
  const auto done = Commit(applied->proposal);
  ASSERT_TRUE(done);
  oauth::MakeGrant grant;
  grant.grant.kind = oauth::GrantKind::kClientCredentials;
  grant.grant.client = done->client;
  grant.scopes = *ledger_->FindCatalogue()->Parse("a.read payments.read");
  const auto granted = Commit({{}, {grant}});
  ASSERT_TRUE(granted);
  Open();
  EXPECT_TRUE(ledger_->FindClient(done->client)->scopes.set.Has(61));
  EXPECT_EQ(*ledger_->FindGrant(granted->grant->id)->scopes, grant.scopes);
}

TEST_F(CatalogueTest, WhatIsNotWholeIsNotThere) {
  Open();
  const auto refused = [&](oauth::Proposal proposal) {
    const oauth::Sequence known = ledger_->Known();
    EXPECT_EQ(Commit(std::move(proposal)).error(), oauth::CommitFailure::kConflict);
    EXPECT_EQ(ledger_->Known(), known);
    EXPECT_EQ(ledger_->FindCatalogue()->All().size(), 61U);
  };
  oauth::Scope scope = Wanted("a.read").scope;
  scope.index = 61;
  refused({{}, {oauth::MakeScope{scope}, oauth::RetireScope{62}}});
  refused({{}, {oauth::MakeScope{scope}, oauth::MakeScope{scope}}});
  refused({{}, {oauth::MakeScope{*catalogue::Mollie()->Find(60)}}});
  scope.index = 60;  // given
  refused({{}, {oauth::MakeScope{scope}}});
  refused({{}, {oauth::ChangeScope{scope}}});  // a name is for ever
  scope.index = 62;                            // a gap
  refused({{}, {oauth::MakeScope{scope}}});
  scope.index = 61;
  scope.name = "payments.read";
  refused({{}, {oauth::MakeScope{scope}}});
  scope.name = "no token";
  refused({{}, {oauth::MakeScope{scope}}});
  refused({{oauth::CatalogueIsUnchanged{oauth::Sequence{7}}}, {oauth::RetireScope{1}}});
}

TEST_F(CatalogueTest, TwoWhoApplyAtOnceAreToldApart) {
  Open();
  auto first = oauth::ApplyScopes(*ledger_->FindCatalogue(), std::vector{Wanted("a.read")});
  auto second = oauth::ApplyScopes(*ledger_->FindCatalogue(), std::vector{Wanted("b.read")});
  ASSERT_TRUE(Commit(first->proposal));
  EXPECT_EQ(Commit(second->proposal).error(), oauth::CommitFailure::kConflict);
  ASSERT_TRUE(Apply({Wanted("b.read")}));
  EXPECT_EQ(Find("b.read")->index, 62);
}

TEST_F(CatalogueTest, FiveHundredAndTwelveCanBeMadeAndNoMore) {
  StoreOptions options;
  options.catalogue = std::make_shared<const oauth::Catalogue>();
  Open(options);
  std::vector<oauth::WantedScope> wanted;
  for (std::size_t i = 0; i < oauth::kScopesMax; ++i) {
    wanted.push_back(Wanted("s" + std::to_string(i)));
  }
  ASSERT_TRUE(Apply(wanted));
  oauth::Scope scope = Wanted("one.more").scope;
  scope.index = 512;
  EXPECT_FALSE(Commit({{}, {oauth::MakeScope{scope}}}));
  EXPECT_FALSE(oauth::ApplyScopes(*ledger_->FindCatalogue(), std::vector{Wanted("one.more")}));
  oauth::MakeGrant grant;
  grant.grant.kind = oauth::GrantKind::kLiveKey;
  for (std::size_t i = 0; i < oauth::kScopesTogetherMax; ++i) {
    grant.scopes.indexes[grant.scopes.size++] = static_cast<oauth::ScopeIndex>(511 - i);
  }
  const auto made = Commit({{}, {grant}});
  ASSERT_TRUE(made);
  Open();
  EXPECT_EQ(*ledger_->FindGrant(made->grant->id)->scopes, grant.scopes);
}

// What tokens and events of such a store mean: nothing in it says which scopes there were.
TEST_F(CatalogueTest, AStoreOf01GetsMolliesScopesAtTheirIndexes) {
  std::ifstream file("tests/store/stores/0.1.sql");
  std::ostringstream sql;
  ASSERT_TRUE(sql << file.rdbuf());
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(Path().c_str(), &database), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(database, sql.str().c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
      << sqlite3_errmsg(database);
  sqlite3_close(database);
  StoreOptions options;
  options.catalogue = std::make_shared<const oauth::Catalogue>();
  for (const bool folded : {false, true}) {
    if (folded) ledger_->Tidy();
    Open(options);
    EXPECT_EQ(Number(ledger_->Known()), 12U);
    const auto found = ledger_->FindCatalogue();
    ASSERT_EQ(found->All().size(), 61U);
    for (const auto& scope : catalogue::Mollie()->All()) {
      EXPECT_EQ(*found->Find(scope->index), *scope);
    }
    // An app that could ask for all that there was can ask for all that there will be.
    const auto every = ledger_->FindClient(oauth::ClientId{1});
    EXPECT_EQ(every->scopes, (oauth::AllowedScopes{true, {}}));
    const auto narrow = ledger_->FindClient(oauth::ClientId{2});
    EXPECT_FALSE(narrow->scopes.every);
    EXPECT_EQ(found->Format(narrow->scopes.set), "payments.read refunds.read");
    const auto grants = ledger_->ListGrants(oauth::GrantId::kNone, 10);
    ASSERT_EQ(grants.size(), 3U);
    EXPECT_EQ(ledger_->FindGrant(grants[0])->scopes->size, 61);
    EXPECT_EQ(found->Format(*ledger_->FindGrant(grants[1])->scopes), "payments.read refunds.read");
  }
  ASSERT_TRUE(Apply({Wanted("a.read")}));
  EXPECT_EQ(Find("a.read")->index, 61);
}

}  // namespace
}  // namespace writ::store
