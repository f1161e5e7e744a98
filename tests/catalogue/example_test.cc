#include "catalogue/example.h"

#include <gtest/gtest.h>

#include "catalogue/mollie.h"
#include "catalogue/read_catalogue.h"

namespace writ::catalogue {
namespace {

std::string Scope(const std::string& name, bool retired = false) {
  return "[[scope]]\nname = \"" + name +
         "\"\ngroup = \"g\"\naccess = \"read\"\ndescription = \"d\"\n" +
         (retired ? "retired = true\n" : "");
}

oauth::Catalogue::Pointer Read(const std::string& text) {
  return MakeCatalogue(*ReadCatalogue(text, "scopes.toml"));
}

TEST(ExampleScope, IsFamiliarWhereItCanBe) {
  EXPECT_EQ(ExampleScope(*Mollie(), 2), "payments.read organizations.read");
  EXPECT_EQ(ExampleScope(*Mollie(), 1), "payments.read");
}

TEST(ExampleScope, IsOfTheCatalogueAndOffered) {
  const auto own = Read(Scope("old", true) + Scope("payments.read", true) + Scope("x:y/z") +
                        Scope("b") + Scope("c"));
  EXPECT_EQ(ExampleScope(*own, 2), "x:y/z b");
  EXPECT_EQ(ExampleScope(*own, 9), "x:y/z b c");
  EXPECT_EQ(ExampleScope(*Read(Scope("old", true)), 2), "");
  EXPECT_EQ(ExampleScope(oauth::Catalogue(), 2), "");
}

}  // namespace
}  // namespace writ::catalogue
