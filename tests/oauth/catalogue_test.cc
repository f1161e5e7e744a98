#include "oauth/catalogue.h"

#include <gtest/gtest.h>

#include <string>

#include "support/scopes.h"

namespace writ::oauth {
namespace {

Scope MakeScope(std::string name, std::string group = "g") {
  Scope scope;
  scope.name = std::move(name);
  scope.group = std::move(group);
  scope.description.Set("", "Do something");
  return scope;
}

// As large as can be: s0, s1, …
Catalogue Largest() {
  std::vector<std::shared_ptr<const Scope>> scopes;
  for (std::size_t i = 0; i < kScopesMax; ++i) {
    Scope scope = MakeScope("s" + std::to_string(i));
    scope.index = static_cast<ScopeIndex>(i);
    scopes.push_back(std::make_shared<const Scope>(std::move(scope)));
  }
  return Catalogue(std::move(scopes));
}

std::string Names(std::size_t count, std::size_t step = 1) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += " s" + std::to_string(i * step);
  return text;
}

TEST(Catalogue, FindsByNameAndIndex) {
  const Catalogue catalogue = Largest();
  EXPECT_EQ(catalogue.Find("s511")->index, 511);
  EXPECT_EQ(catalogue.Find(ScopeIndex{7})->name, "s7");
  EXPECT_EQ(catalogue.Find("s512"), nullptr);
  EXPECT_EQ(catalogue.Find(ScopeIndex{512}), nullptr);
  EXPECT_EQ(Catalogue().Find("s0"), nullptr);
}

// RFC 6749 §3.3: a list of names separated by spaces, whose order means nothing.
TEST(Catalogue, ReadsAtMost128OfARequest) {
  const Catalogue catalogue = Largest();
  const auto most = catalogue.Parse(Names(128, 4));
  ASSERT_TRUE(most);
  EXPECT_EQ(most->size, 128);
  EXPECT_EQ(most->indexes[127], 508);
  EXPECT_EQ(catalogue.Parse(Names(129)).error(), ErrorCode::kScopeTooMany);
  // A repeat is not one more.
  EXPECT_TRUE(catalogue.Parse(Names(128) + " s0"));
  EXPECT_EQ(catalogue.Parse("s0 nothing").error(), ErrorCode::kScopeUnknown);
  EXPECT_EQ(catalogue.Parse("")->size, 0);
  EXPECT_FALSE(catalogue.ParseKnown(Names(129)));
  EXPECT_EQ(catalogue.ParseKnownSet(Names(512))->Count(), 512U);
}

TEST(Catalogue, WhatIsRetiredCanBeReadAndNotAskedFor) {
  Scope retired = *Largest().Find("s3");
  retired.retired = true;
  const Catalogue catalogue = Largest().With(retired, Sequence{9});
  EXPECT_EQ(catalogue.ChangedAt(), Sequence{9});
  EXPECT_EQ(catalogue.Parse("s2 s3").error(), ErrorCode::kScopeUnknown);
  EXPECT_FALSE(catalogue.Offered().Has(3));
  EXPECT_EQ(catalogue.Offered().Count(), 511U);
  const auto list = catalogue.ParseKnown("s4 s3");
  ASSERT_TRUE(list);
  EXPECT_EQ(catalogue.Format(*list), "s4 s3");
  EXPECT_EQ(catalogue.Format(list->Set()), "s3 s4");
}

TEST(Catalogue, ShowsGroupsTogetherByOrder) {
  const auto add = [](Catalogue& catalogue, std::string name, std::string group,
                      std::uint32_t order) {
    Scope scope = MakeScope(std::move(name), std::move(group));
    scope.index = static_cast<ScopeIndex>(catalogue.All().size());
    scope.order = order;
    catalogue = catalogue.With(scope, Sequence{1});
  };
  Catalogue catalogue;
  add(catalogue, "late", "b", 9);
  add(catalogue, "second", "a", 2);
  add(catalogue, "between", "b", 3);
  add(catalogue, "last", "a", 10);
  std::string shown;
  for (const Scope* scope : catalogue.InOrder()) shown += scope->name + " ";
  EXPECT_EQ(shown, "second last between late ");
  EXPECT_EQ(catalogue.All().front()->name, "late");
}

TEST(Catalogue, NamesAreScopeTokens) {
  EXPECT_TRUE(IsScopeName("https://api.example/read"));
  EXPECT_TRUE(IsScopeName("!#[]~"));
  EXPECT_TRUE(IsScopeName(std::string(100, 'x')));
  for (const std::string name : {"", "a b", "a\"b", "a\\b", "a\x7f", "\xc3\xa9", "a\n"}) {
    EXPECT_FALSE(IsScopeName(name)) << name;
  }
  EXPECT_FALSE(IsScopeName(std::string(101, 'x')));
}

TEST(Catalogue, ARecordIsWithinItsLimits) {
  EXPECT_TRUE(CheckScope(MakeScope("a")));
  const auto refuses = [](auto change) {
    Scope scope = MakeScope("a");
    change(scope);
    const auto checked = CheckScope(scope);
    EXPECT_FALSE(checked);
    return checked ? std::string() : checked.error().message;
  };
  EXPECT_NE(refuses([](Scope& scope) { scope.name = ""; }).find("'name'"), std::string::npos);
  EXPECT_NE(refuses([](Scope& scope) { scope.group = ""; }).find("'group'"), std::string::npos);
  EXPECT_NE(refuses([](Scope& scope) { scope.description = {}; }).find("'description'"),
            std::string::npos);
  refuses([](Scope& scope) { scope.group = std::string(65, 'x'); });
  refuses([](Scope& scope) { scope.title.Set("nl_NL", std::string(101, 'x')); });
  refuses([](Scope& scope) { scope.description.Set("nl_NL", std::string(301, 'x')); });
  refuses([](Scope& scope) { scope.description.Set("nl_NL", "a\u202Eb"); });
  refuses([](Scope& scope) { scope.description.Set("nl-NL", "x"); });
  refuses([](Scope& scope) { scope.group_title.Set("nl_NL", "\xff"); });
  refuses([](Scope& scope) {
    for (char c = 'a'; c <= 'z'; ++c) {
      scope.title.Set(std::string("x") + c, "x");
      scope.title.Set(std::string("y") + c, "x");
    }
  });
}

TEST(LocalTexts, TheNearestLocaleSpeaks) {
  LocalTexts texts;
  EXPECT_EQ(texts.In("nl_BE"), "");
  texts.Set("it_IT", "italiano");
  EXPECT_EQ(texts.In("nl_BE"), "italiano");
  texts.Set("en_GB", "English");
  EXPECT_EQ(texts.In("nl_BE"), "English");
  texts.Set("", "any");
  EXPECT_EQ(texts.In("nl_BE"), "any");
  texts.Set("nl_NL", "Nederlands");
  EXPECT_EQ(texts.In("nl_BE"), "Nederlands");
  texts.Set("nl_BE", "Vlaams");
  EXPECT_EQ(texts.In("nl_BE"), "Vlaams");
  EXPECT_EQ(texts.In("nl_NL"), "Nederlands");
  texts.Set("nl_BE", "again");
  EXPECT_EQ(texts.In("nl_BE"), "again");
}

TEST(Scope, PlacesOfAListSayWhichTheyAre) {
  const Catalogue catalogue = Largest();
  const ScopeList list = *catalogue.Parse(Names(128, 4));
  EXPECT_EQ(list.PlacesOf(list.Set()).AsFirst(), 128);
  EXPECT_EQ(list.PlacesOf(list.First(64)).AsFirst(), 64);
  EXPECT_EQ(list.PlacesOf({}).AsFirst(), 0);
  ScopeSet one;
  one.Add(508);
  const ScopePlaces last = list.PlacesOf(one);
  EXPECT_FALSE(last.AsFirst());
  EXPECT_EQ(list.At(last), one);
  ScopeSet foreign;
  foreign.Add(1);
  EXPECT_EQ(list.PlacesOf(foreign), ScopePlaces{});
  EXPECT_FALSE(list.With(*ListOf(foreign)));
  EXPECT_EQ(list.With(*ListOf(one)), list);
  EXPECT_FALSE(ListOf(*catalogue.ParseKnownSet(Names(129))));
}

TEST(Scope, EveryCoversWhatIsMadeLater) {
  AllowedScopes every{true, {}};
  EXPECT_TRUE(every.Covers(Largest().Offered()));
  EXPECT_EQ(every.Of(Largest().Offered()).Count(), 512U);
  AllowedScopes none;
  EXPECT_FALSE(none.Covers(Largest().Offered()));
  EXPECT_TRUE(none.Of(Largest().Offered()).Empty());
}

}  // namespace
}  // namespace writ::oauth
