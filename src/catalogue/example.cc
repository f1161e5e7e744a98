#include "catalogue/example.h"

#include <array>
#include <string_view>
#include <vector>

namespace writ::catalogue {

namespace {

constexpr std::array<std::string_view, 2> kFamiliar{"payments.read", "organizations.read"};

std::vector<std::string_view> Names(const oauth::Catalogue& catalogue) {
  std::vector<std::string_view> names;
  for (const std::string_view name : kFamiliar) {
    const oauth::Scope* const scope = catalogue.Find(name);
    if (scope != nullptr && !scope->retired) names.push_back(name);
  }
  if (!names.empty()) return names;
  for (const oauth::Scope* const scope : catalogue.InOrder()) {
    if (!scope->retired) names.push_back(scope->name);
  }
  return names;
}

}  // namespace

std::string ExampleScope(const oauth::Catalogue& catalogue, std::size_t most) {
  std::string text;
  for (const std::string_view name : Names(catalogue)) {
    if (most-- == 0) break;
    if (!text.empty()) text += ' ';
    text += name;
  }
  return text;
}

}  // namespace writ::catalogue
