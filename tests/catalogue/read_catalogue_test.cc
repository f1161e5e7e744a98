#include "catalogue/read_catalogue.h"

#include <gtest/gtest.h>

#include <string>

#include "catalogue/mollie.h"

namespace writ::catalogue {
namespace {

constexpr std::string_view kSmall = R"(
[[group]]
name = "second"
[[group]]
name = "first"
title.en_US = "First"
title.nl_NL = "Eerste"

[[scope]]
name = "reports.read"
group = "first"
title = "Reading reports"
description = "See your reports"
"description.nl_NL" = "Je rapporten bekijken"
access = "read"

[[scope]]
name = "reports.write"
group = "second"
description.en_US = "Change your reports"
description.fr_FR = "Modifier vos rapports"
access = "change"
sensitive = true
retired = true
)";

TEST(ReadCatalogue, ReadsEveryForm) {
  const auto read = ReadCatalogue(kSmall, "f");
  ASSERT_TRUE(read) << read.error().message;
  ASSERT_EQ(read->size(), 2U);
  const oauth::Scope& reading = read->at(0).scope;
  EXPECT_EQ(reading.name, "reports.read");
  EXPECT_EQ(reading.group, "first");
  EXPECT_EQ(reading.group_title.In("nl_NL"), "Eerste");
  EXPECT_EQ(reading.title.In("de_DE"), "Reading reports");
  EXPECT_EQ(reading.description.In("de_DE"), "See your reports");
  EXPECT_EQ(reading.description.In("nl_BE"), "Je rapporten bekijken");
  EXPECT_EQ(reading.access, oauth::ScopeAccess::kRead);
  EXPECT_FALSE(reading.sensitive);
  EXPECT_FALSE(read->at(0).retired.has_value());
  const oauth::Scope& writing = read->at(1).scope;
  EXPECT_TRUE(writing.group_title.Empty());
  EXPECT_TRUE(writing.title.Empty());
  EXPECT_EQ(writing.description.In("fr_BE"), "Modifier vos rapports");
  EXPECT_EQ(writing.access, oauth::ScopeAccess::kChange);
  EXPECT_TRUE(writing.sensitive);
  EXPECT_EQ(read->at(1).retired, true);
  // Groups stand in the order of their tables.
  EXPECT_LT(writing.order, reading.order);
}

TEST(ReadCatalogue, AnEmptyFileIsNoScopes) {
  EXPECT_TRUE(ReadCatalogue("", "f")->empty());
  EXPECT_TRUE(ReadCatalogue("[[group]]\nname = \"g\"\n", "f")->empty());
}

// A scope with `lines` besides what it needs.
std::string With(std::string_view lines) {
  return "[[scope]]\nname = \"a\"\ngroup = \"g\"\n" + std::string(lines);
}

TEST(ReadCatalogue, SaysWhatIsWrongAndWhere) {
  const auto error = [](const std::string& text) {
    const auto read = ReadCatalogue(text, "scopes.toml");
    EXPECT_FALSE(read) << text;
    return read ? std::string() : read.error().message;
  };
  const std::string good = "description = \"d\"\naccess = \"read\"\n";
  EXPECT_TRUE(ReadCatalogue(With(good), "f"));
  EXPECT_EQ(error(With(good) + "colour = 1\n"), "scopes.toml, line 6: a scope has no 'colour'");
  EXPECT_EQ(error("scopes = 1\n"), "scopes.toml, line 1: a catalogue has no 'scopes'");
  EXPECT_EQ(error("[scope]\nname = \"a\"\n"), "scopes.toml, line 1: write [[scope]] before each");
  EXPECT_EQ(error("scope = [1]\n"), "scopes.toml, line 1: write [[scope]] before each");
  EXPECT_EQ(error(With("access = \"read\"\n")), "scopes.toml, line 1: 'description' is required");
  EXPECT_EQ(error(With("description = 1\naccess = \"read\"\n")),
            "scopes.toml, line 4: 'description' must be a string");
  EXPECT_EQ(error(With("description = \"d\"\n")), "scopes.toml, line 1: the scope has no 'access'");
  EXPECT_EQ(error(With("description = \"d\"\naccess = \"all\"\n")),
            "scopes.toml, line 1: 'access' must be \"read\" or \"change\"");
  EXPECT_EQ(error(With(good) + "sensitive = 1\n"),
            "scopes.toml, line 6: 'sensitive' must be true or false");
  EXPECT_EQ(error(With(good) + With(good)),
            "scopes.toml, line 6: there are two scopes of the name a");
  EXPECT_EQ(error("[[group]]\nname = \"g\"\n[[group]]\nname = \"g\"\n"),
            "scopes.toml, line 3: there are two groups of this name");
  EXPECT_NE(error(With(good) + "\"title.xx-yy\" = \"t\"\n").find("locale"), std::string::npos);
  EXPECT_NE(error("[[scope]]\nname = \"a b\"\ngroup = \"g\"\n" + good).find("'name'"),
            std::string::npos);
  EXPECT_NE(error("[[group]]\nname = \"g\"\ntitle = \"\"\n" + With(good)).find("'group_title'"),
            std::string::npos);
  EXPECT_EQ(error(With(good) + "order = 0\n"),
            "scopes.toml, line 6: 'order' must be a number from 1 to 1000000");
  EXPECT_NE(error("[[scope").find("line 1"), std::string::npos);
  EXPECT_NE(error(std::string(kCatalogueBytesMax + 1, ' ')).find("larger than"), std::string::npos);
  std::string many;
  for (int i = 0; i < 513; ++i) many += "[[scope]]\n";
  EXPECT_EQ(error(many), "scopes.toml has more than 512 scopes");
}

// The indexes of stores that were made before catalogues: what their tokens and events mean.
TEST(Mollie, ItsFirst61KeepTheirPlaces) {
  const oauth::Catalogue& mollie = *Mollie();
  ASSERT_EQ(mollie.All().size(), 61U);
  EXPECT_EQ(mollie.Find("balances.read")->index, 0);
  EXPECT_EQ(mollie.Find("business-account-draft-transfers.read")->index, 4);
  EXPECT_EQ(mollie.Find("customers.read")->index, 12);
  EXPECT_EQ(mollie.Find("mandates.write")->index, 23);
  EXPECT_EQ(mollie.Find("organizations.read")->index, 28);
  EXPECT_EQ(mollie.Find("payments.read")->index, 32);
  EXPECT_EQ(mollie.Find("refunds.write")->index, 45);
  EXPECT_EQ(mollie.Find("settlements.read")->index, 50);
  EXPECT_EQ(mollie.Find("webhooks.write")->index, 60);
  EXPECT_EQ(mollie.Offered().Count(), 61U);
  EXPECT_EQ(mollie.InOrder().front()->group, "payments");
  EXPECT_EQ(mollie.InOrder().back()->group, "technical");
}

TEST(Mollie, WhatMovesMoneyIsSensitive) {
  for (const char* name :
       {"payments.write", "refunds.write", "mandates.write", "subscriptions.write",
        "payment-links.write", "orders.write", "balance-transfers.write", "external-accounts.write",
        "business-account-transfers.write", "payouts.write"}) {
    EXPECT_TRUE(Mollie()->Find(name)->sensitive) << name;
  }
  std::size_t sensitive = 0;
  for (const auto& scope : Mollie()->All()) {
    const bool reads = scope->name.ends_with(".read");
    EXPECT_EQ(scope->access == oauth::ScopeAccess::kRead, reads) << scope->name;
    EXPECT_FALSE(reads && scope->sensitive) << scope->name;
    sensitive += scope->sensitive ? 1U : 0U;
  }
  EXPECT_EQ(sensitive, 18U);
}

}  // namespace
}  // namespace writ::catalogue
