#include "base/check.h"
#include "catalogue/mollie.h"
#include "catalogue/read_catalogue.h"
#include "targets.h"

namespace writ::fuzz {

// No file stops the process by other means than an error that says why, and what is read is within
// its limits.
void ReadCatalogueFile(std::string_view input) {
  const auto read = catalogue::ReadCatalogue(input, "scopes.toml");
  if (!read) {
    CHECK(!read.error().message.empty());
    return;
  }
  CHECK(read->size() <= oauth::kScopesMax);
  oauth::Catalogue made;
  for (const oauth::WantedScope& wanted : *read) {
    CHECK(oauth::CheckScope(wanted.scope).has_value());
    oauth::Scope scope = wanted.scope;
    scope.index = static_cast<oauth::ScopeIndex>(made.All().size());
    CHECK(made.Find(scope.name) == nullptr);
    made = made.With(scope, oauth::Sequence{1});
    CHECK(made.Find(scope.name)->index == scope.index);
  }
  CHECK(made.InOrder().size() == read->size());
}

std::vector<std::string> CatalogueSeeds() {
  const std::string mollie(catalogue::MollieText());
  return {mollie.substr(0, mollie.find("[[scope]]")) +
              "[[scope]]\nname = \"a.read\"\ngroup = \"bank\"\naccess = \"read\"\n"
              "description = \"A\"\n\"description.nl_NL\" = \"\xc3\xa9\"\nretired = true\n",
          "[[scope]]\nname = \"b\"\ngroup = \"g\"\naccess = \"change\"\nsensitive = true\n"
          "title.en_US = \"B\"\ndescription.fr_FR = \"B\"\n",
          "\xc3\xa9 = 1\n", "[[scope]]\n\"description.\xc3\xa9\" = 1\n", "a.\xc3\xa9.b = [1,"};
}

}  // namespace writ::fuzz
