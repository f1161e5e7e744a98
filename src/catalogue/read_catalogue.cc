#include "catalogue/read_catalogue.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "catalogue/toml.h"

namespace writ::catalogue {

namespace {

// One [[scope]] or [[group]], read key by key.
class Entry {
 public:
  Entry(const toml::table& table, const std::string& source, std::string_view noun)
      : table_(table), source_(source), noun_(noun) {}

  [[nodiscard]] std::string Place(const toml::node& node) const {
    return source_ + ", line " + std::to_string(node.source().begin.line) + ": ";
  }
  [[nodiscard]] std::string Place() const { return Place(table_); }

  // Fails on a key that is neither in `known` nor one of `texts` by locale.
  [[nodiscard]] Result<void> AllowOnly(std::initializer_list<std::string_view> known,
                                       std::initializer_list<std::string_view> texts) const {
    for (const auto& [key, node] : table_) {
      const std::string_view name = key.str();
      const std::string_view field = name.substr(0, name.find('.'));
      const bool is_known = std::find(known.begin(), known.end(), name) != known.end();
      if (is_known || std::find(texts.begin(), texts.end(), field) != texts.end()) continue;
      return Fail(Place(node) + "a " + noun_ + " has no '" + std::string(name) + "'");
    }
    return {};
  }

  [[nodiscard]] Result<std::string> Text(std::string_view name) const {
    const toml::node* const node = table_.get(name);
    if (node == nullptr) {
      return Fail(Place() + "the " + noun_ + " has no '" + std::string(name) + "'");
    }
    return TextOf(*node, name);
  }

  [[nodiscard]] Result<std::optional<bool>> Flag(std::string_view name) const {
    const toml::node* const node = table_.get(name);
    if (node == nullptr) return std::optional<bool>();
    if (const auto* flag = node->as_boolean()) return std::optional(flag->get());
    return Fail(Place(*node) + "'" + std::string(name) + "' must be true or false");
  }

  // 0 when it is not said.
  [[nodiscard]] Result<std::uint32_t> Order() const {
    const toml::node* const node = table_.get("order");
    if (node == nullptr) return std::uint32_t{0};
    const auto* number = node->as_integer();
    if (number == nullptr || number->get() < 1 || number->get() > oauth::kScopeOrderMax) {
      return Fail(Place(*node) + "'order' must be a number from 1 to " +
                  std::to_string(oauth::kScopeOrderMax));
    }
    return static_cast<std::uint32_t>(number->get());
  }

  // `name` as a string or a table by locale, and quoted keys such as "name.nl_NL" beside.
  [[nodiscard]] Result<oauth::LocalTexts> Texts(std::string_view name) const {
    oauth::LocalTexts texts;
    for (const auto& [key, node] : table_) {
      const std::string_view full = key.str();
      if (full == name) {
        TRY_VOID(Take(node, name, texts));
      } else if (full.size() > name.size() && full.substr(0, name.size()) == name &&
                 full[name.size()] == '.') {
        texts.Set(full.substr(name.size() + 1), TRY(TextOf(node, full)));
      }
    }
    return texts;
  }

 private:
  [[nodiscard]] Result<std::string> TextOf(const toml::node& node, std::string_view name) const {
    if (const auto* text = node.as_string()) return text->get();
    return Fail(Place(node) + "'" + std::string(name) + "' must be a string");
  }

  [[nodiscard]] Result<void> Take(const toml::node& node, std::string_view name,
                                  oauth::LocalTexts& texts) const {
    const toml::table* const by_locale = node.as_table();
    if (by_locale == nullptr) {
      texts.Set("", TRY(TextOf(node, name)));
      return {};
    }
    for (const auto& [locale, text] : *by_locale) {
      texts.Set(locale.str(),
                TRY(TextOf(text, std::string(name) + "." + std::string(locale.str()))));
    }
    return {};
  }

  const toml::table& table_;
  const std::string& source_;
  std::string noun_;
};

// The tables of the array `name`; none when there is no such key.
Result<std::vector<const toml::table*>> TablesOf(const toml::table& file, std::string_view name,
                                                 const std::string& source) {
  std::vector<const toml::table*> tables;
  const toml::node* const node = file.get(name);
  if (node == nullptr) return tables;
  const std::string wrong = source + ", line " + std::to_string(node->source().begin.line) +
                            ": write [[" + std::string(name) + "]] before each";
  const toml::array* const array = node->as_array();
  if (array == nullptr) return Fail(wrong);
  for (const toml::node& item : *array) {
    if (!item.is_table()) return Fail(wrong);
    tables.push_back(item.as_table());
  }
  return tables;
}

Result<std::vector<oauth::WantedGroup>> ReadGroups(const toml::table& file,
                                                   const std::string& source) {
  std::vector<oauth::WantedGroup> groups;
  for (const toml::table* table : TRY(TablesOf(file, "group", source))) {
    const Entry entry(*table, source, "group");
    TRY_VOID(entry.AllowOnly({"name"}, {"title"}));
    oauth::WantedGroup group{TRY(entry.Text("name")), TRY(entry.Texts("title"))};
    for (const oauth::WantedGroup& other : groups) {
      if (other.name == group.name) {
        return Fail(entry.Place() + "there are two groups of this name");
      }
    }
    groups.push_back(std::move(group));
  }
  return groups;
}

Result<oauth::WantedScope> ReadScope(const Entry& entry) {
  TRY_VOID(entry.AllowOnly({"name", "group", "access", "sensitive", "order", "retired"},
                           {"title", "description"}));
  oauth::WantedScope wanted;
  oauth::Scope& scope = wanted.scope;
  scope.name = TRY(entry.Text("name"));
  scope.group = TRY(entry.Text("group"));
  scope.title = TRY(entry.Texts("title"));
  scope.description = TRY(entry.Texts("description"));
  const auto access = oauth::ParseScopeAccess(TRY(entry.Text("access")));
  if (!access) return Fail(entry.Place() + "'access' must be \"read\" or \"change\"");
  scope.access = *access;
  scope.sensitive = TRY(entry.Flag("sensitive")).value_or(false);
  scope.order = TRY(entry.Order());
  wanted.retired = TRY(entry.Flag("retired"));
  if (const auto checked = oauth::CheckScope(scope); !checked) {
    return Fail(entry.Place() + checked.error().message);
  }
  return wanted;
}

Result<toml::table> Parse(std::string_view text, const std::string& source) {
  if (text.size() > kCatalogueBytesMax) {
    return Fail(source + " is larger than " + std::to_string(kCatalogueBytesMax) + " bytes");
  }
  try {
    return toml::parse(text);
  } catch (const toml::parse_error& error) {
    return Fail(source + ", line " + std::to_string(error.source().begin.line) + ": " +
                std::string(error.description()));
  }
}

}  // namespace

Result<std::vector<oauth::WantedScope>> ReadCatalogue(std::string_view text,
                                                      const std::string& source) {
  const toml::table file = TRY(Parse(text, source));
  TRY_VOID(Entry(file, source, "catalogue").AllowOnly({"group", "scope"}, {}));
  const std::vector<oauth::WantedGroup> groups = TRY(ReadGroups(file, source));
  const auto tables = TRY(TablesOf(file, "scope", source));
  if (tables.size() > oauth::kScopesMax) {
    return Fail(source + " has more than " + std::to_string(oauth::kScopesMax) + " scopes");
  }
  std::vector<oauth::WantedScope> scopes;
  for (const toml::table* table : tables) {
    const Entry entry(*table, source, "scope");
    scopes.push_back(TRY(ReadScope(entry)));
    for (std::size_t i = 0; i + 1 < scopes.size(); ++i) {
      if (scopes[i].scope.name == scopes.back().scope.name) {
        return Fail(entry.Place() + "there are two scopes of the name " + scopes[i].scope.name);
      }
    }
  }
  oauth::Arrange(groups, scopes);
  for (const oauth::WantedScope& wanted : scopes) {
    // Only the title of its group is new.
    if (const auto checked = oauth::CheckScope(wanted.scope); !checked) {
      return Fail(source + ": " + wanted.scope.group + ": " + checked.error().message);
    }
  }
  return scopes;
}

oauth::Catalogue::Pointer MakeCatalogue(std::vector<oauth::WantedScope> wanted) {
  std::vector<std::shared_ptr<const oauth::Scope>> scopes;
  for (oauth::WantedScope& each : wanted) {
    each.scope.index = static_cast<oauth::ScopeIndex>(scopes.size());
    each.scope.retired = each.retired.value_or(false);
    scopes.push_back(std::make_shared<const oauth::Scope>(std::move(each.scope)));
  }
  return std::make_shared<const oauth::Catalogue>(std::move(scopes));
}

}  // namespace writ::catalogue
