#include "oauth/apply_scopes.h"

#include <gtest/gtest.h>

#include "support/scopes.h"

namespace writ::oauth {
namespace {

WantedScope Wanted(std::string name, std::string description = "Do it") {
  WantedScope wanted;
  wanted.scope.name = std::move(name);
  wanted.scope.group = "g";
  wanted.scope.description.Set("", description);
  return wanted;
}

// With "old" at index 0 and, retired, "gone" at 1.
Catalogue Two() {
  Scope old = Wanted("old").scope;
  Scope gone = Wanted("gone").scope;
  gone.index = 1;
  gone.retired = true;
  return Catalogue({std::make_shared<const Scope>(old), std::make_shared<const Scope>(gone)},
                   Sequence{5});
}

Decision<ScopesApplied> Applied(std::vector<WantedScope> wanted) {
  auto applied = ApplyScopes(Two(), wanted);
  EXPECT_TRUE(applied);
  return applied ? *applied : Decision<ScopesApplied>{};
}

TEST(ApplyScopes, NewOnesGetTheNextIndexesInTheirOrder) {
  const auto decision = Applied({Wanted("b"), Wanted("old"), Wanted("a")});
  EXPECT_EQ(decision.outcome.made, (std::vector<std::string>{"b", "a"}));
  EXPECT_EQ(decision.outcome.unchanged, 1U);
  ASSERT_EQ(decision.proposal.changes.size(), 2U);
  EXPECT_EQ(std::get<MakeScope>(decision.proposal.changes[0]).scope.index, 2);
  EXPECT_EQ(std::get<MakeScope>(decision.proposal.changes[1]).scope.index, 3);
  ASSERT_EQ(decision.proposal.preconditions.size(), 1U);
  EXPECT_EQ(std::get<CatalogueIsUnchanged>(decision.proposal.preconditions[0]).changed_at,
            Sequence{5});
}

TEST(ApplyScopes, ChangesWhatIsThereAtItsIndex) {
  const auto decision = Applied({Wanted("old", "Do it better")});
  EXPECT_EQ(decision.outcome.changed, (std::vector<std::string>{"old"}));
  const Scope& scope = std::get<ChangeScope>(decision.proposal.changes.at(0)).scope;
  EXPECT_EQ(scope.index, 0);
  EXPECT_EQ(scope.description.In("en_US"), "Do it better");
}

TEST(ApplyScopes, WhatIsAsWantedOrNotMentionedStays) {
  EXPECT_TRUE(Applied({Wanted("old")}).proposal.Empty());
  EXPECT_TRUE(Applied({}).proposal.Empty());
}

// Applying the file of yesterday brings nothing back that was retired since.
TEST(ApplyScopes, RetiredStaysRetiredUnlessItIsSaid) {
  EXPECT_TRUE(Applied({Wanted("gone")}).proposal.Empty());
  WantedScope back = Wanted("gone");
  back.retired = false;
  const auto returned = Applied({back});
  EXPECT_FALSE(std::get<ChangeScope>(returned.proposal.changes.at(0)).scope.retired);

  WantedScope retired = Wanted("old", "Do it better");
  retired.retired = true;
  const auto decision = Applied({retired});
  EXPECT_EQ(decision.outcome.retired, (std::vector<std::string>{"old"}));
  ASSERT_EQ(decision.proposal.changes.size(), 2U);
  EXPECT_FALSE(std::get<ChangeScope>(decision.proposal.changes[0]).scope.retired);
  EXPECT_EQ(std::get<RetireScope>(decision.proposal.changes[1]).scope, 0);

  WantedScope never = Wanted("new");
  never.retired = true;
  EXPECT_TRUE(std::get<MakeScope>(Applied({never}).proposal.changes.at(0)).scope.retired);
}

TEST(ApplyScopes, IsWholeOrNotAtAll) {
  const auto refused = [](const Catalogue& catalogue, std::vector<WantedScope> wanted) {
    const auto applied = ApplyScopes(catalogue, wanted);
    EXPECT_FALSE(applied);
    return applied ? std::string() : applied.error().message;
  };
  EXPECT_EQ(refused(Two(), {Wanted("a"), Wanted("a")}), "There are two scopes of the name a");
  EXPECT_EQ(refused(Two(), {Wanted("a"), Wanted("b", "\n")}).substr(0, 2), "b:");
  std::vector<WantedScope> many;
  for (int i = 0; i < 511; ++i) many.push_back(Wanted("s" + std::to_string(i)));
  EXPECT_EQ(refused(Two(), many), "A catalogue can have 512 scopes, retired ones included");
  many.pop_back();
  EXPECT_TRUE(ApplyScopes(Two(), many));
}

TEST(RetireByName, RetiresOnce) {
  const auto proposal = RetireByName(Two(), "old");
  ASSERT_TRUE(proposal);
  EXPECT_EQ(std::get<RetireScope>(proposal->changes.at(0)).scope, 0);
  EXPECT_TRUE(RetireByName(Two(), "gone")->Empty());
  EXPECT_FALSE(RetireByName(Two(), "nothing"));
}

TEST(Arrange, GroupsInTheirOrderThenPlaces) {
  std::vector<WantedScope> scopes{Wanted("x"), Wanted("y"), Wanted("z")};
  scopes[1].scope.group = "first";
  scopes[2].scope.order = 40;
  LocalTexts title;
  title.Set("", "First");
  Arrange(std::vector<WantedGroup>{{"first", title}, {"g", {}}}, scopes);
  EXPECT_EQ(scopes[1].scope.order, 1U);
  EXPECT_EQ(scopes[0].scope.order, 2U);
  EXPECT_EQ(scopes[2].scope.order, 40U);
  EXPECT_EQ(scopes[1].scope.group_title, title);
  EXPECT_TRUE(scopes[0].scope.group_title.Empty());
}

}  // namespace
}  // namespace writ::oauth
