#include "oauth/catalogue.h"

#include <algorithm>
#include <map>

#include "base/check.h"
#include "oauth/register_client.h"

namespace writ::oauth {

namespace {

// What one blank-separated name after another is handed to; false stops.
template <typename Take>
bool ForEachName(std::string_view text, Take take) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end != 0 && !take(text.substr(0, end))) return false;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return true;
}

bool Append(ScopeIndex index, ScopeSet& seen, ScopeList& list) {
  if (seen.Has(index)) return true;
  if (list.size == kScopesTogetherMax) return false;
  seen.Add(index);
  list.indexes[list.size++] = index;
  return true;
}

// ll or ll_CC, as the `locale` parameter has them; "" stands for all others.
bool IsLocale(std::string_view locale) {
  const auto all = [](std::string_view part, char low, char high) {
    return std::all_of(part.begin(), part.end(), [&](char c) { return c >= low && c <= high; });
  };
  if (locale.empty()) return true;
  const std::string_view language = locale.substr(0, locale.find('_'));
  if (language.size() < 2 || language.size() > 3 || !all(language, 'a', 'z')) return false;
  if (language.size() == locale.size()) return true;
  const std::string_view region = locale.substr(language.size() + 1);
  return region.size() == 2 && all(region, 'A', 'Z');
}

std::string_view LanguageOf(std::string_view locale) { return locale.substr(0, locale.find('_')); }

Result<void> CheckTexts(std::string_view field, const LocalTexts& texts, std::size_t max) {
  const std::string name(field);
  if (texts.Entries().size() > kScopeLocalesMax) {
    return Fail("'" + name + "' can have " + std::to_string(kScopeLocalesMax) + " locales at most");
  }
  for (const auto& [locale, text] : texts.Entries()) {
    if (!IsLocale(locale)) {
      return Fail("'" + name + "' has a text for something that is no locale, such as nl_NL");
    }
    if (!IsDisplayText(text, max)) {
      return Fail("'" + name + "' must be a text of 1 to " + std::to_string(max) +
                  " characters without control characters");
    }
  }
  return {};
}

}  // namespace

void LocalTexts::Set(std::string_view locale, std::string_view text) {
  for (Entry& entry : entries_) {
    if (entry.first != locale) continue;
    entry.second = text;
    return;
  }
  entries_.emplace_back(locale, text);
}

std::string_view LocalTexts::In(std::string_view locale) const {
  if (entries_.empty()) return {};
  // How far from what was wanted; lower is nearer.
  const auto distance = [&](const Entry& entry) {
    if (entry.first == locale) return 0;
    if (entry.first.empty()) return 2;
    if (LanguageOf(entry.first) == LanguageOf(locale)) return 1;
    return LanguageOf(entry.first) == "en" ? 3 : 4;
  };
  return std::min_element(entries_.begin(), entries_.end(),
                          [&](const Entry& a, const Entry& b) { return distance(a) < distance(b); })
      ->second;
}

std::string_view NameOf(ScopeAccess access) {
  return access == ScopeAccess::kRead ? "read" : "change";
}

std::optional<ScopeAccess> ParseScopeAccess(std::string_view name) {
  if (name == "read") return ScopeAccess::kRead;
  if (name == "change") return ScopeAccess::kChange;
  return std::nullopt;
}

void Arrange(std::span<const WantedGroup> groups, std::span<WantedScope> scopes) {
  std::vector<std::pair<std::ptrdiff_t, WantedScope*>> ranked;
  for (WantedScope& wanted : scopes) {
    const auto group = std::find_if(groups.begin(), groups.end(), [&](const WantedGroup& each) {
      return each.name == wanted.scope.group;
    });
    if (group != groups.end()) wanted.scope.group_title = group->title;
    ranked.emplace_back(group - groups.begin(), &wanted);
  }
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::uint32_t place = 0;
  for (const auto& [rank, wanted] : ranked) {
    ++place;
    if (wanted->scope.order == 0) wanted->scope.order = place;
  }
}

// RFC 6749 §3.3: 1*( %x21 / %x23-5B / %x5D-7E ).
// "." and ".." are no segments of a path, which a name is in the admin API.
bool IsScopeName(std::string_view name) {
  return !name.empty() && name != "." && name != ".." && name.size() <= kScopeNameMax &&
         std::all_of(name.begin(), name.end(),
                     [](char c) { return c > ' ' && c <= '~' && c != '"' && c != '\\'; });
}

Result<void> CheckScope(const Scope& scope) {
  if (!IsScopeName(scope.name)) {
    return Fail("'name' must be 1 to " + std::to_string(kScopeNameMax) +
                " visible ASCII characters without quotes and backslashes, and not . or ..");
  }
  if (!IsDisplayText(scope.group, kScopeGroupMax)) {
    return Fail("'group' must be a text of 1 to " + std::to_string(kScopeGroupMax) +
                " characters without control characters");
  }
  if (scope.description.Empty()) return Fail("'description' is required");
  TRY_VOID(CheckTexts("group_title", scope.group_title, kScopeTitleMax));
  TRY_VOID(CheckTexts("title", scope.title, kScopeTitleMax));
  return CheckTexts("description", scope.description, kScopeDescriptionMax);
}

Catalogue::Catalogue(std::vector<std::shared_ptr<const Scope>> scopes, Sequence changed_at)
    : scopes_(std::move(scopes)), changed_at_(changed_at) {
  CHECK(scopes_.size() <= kScopesMax);
  for (std::size_t i = 0; i < scopes_.size(); ++i) {
    const Scope& scope = *scopes_[i];
    CHECK(scope.index == i);
    by_name_.push_back(&scope);
    in_order_.push_back(&scope);
    if (!scope.retired) offered_.Add(scope.index);
  }
  std::sort(by_name_.begin(), by_name_.end(),
            [](const Scope* a, const Scope* b) { return a->name < b->name; });
  std::stable_sort(in_order_.begin(), in_order_.end(),
                   [](const Scope* a, const Scope* b) { return a->order < b->order; });
  std::map<std::string_view, std::size_t> group_ranks;
  for (const Scope* scope : in_order_) group_ranks.emplace(scope->group, group_ranks.size());
  std::stable_sort(in_order_.begin(), in_order_.end(), [&](const Scope* a, const Scope* b) {
    return group_ranks.at(a->group) < group_ranks.at(b->group);
  });
}

std::size_t Catalogue::FirstNotBefore(std::string_view name) const {
  const auto found = std::lower_bound(
      by_name_.begin(), by_name_.end(), name,
      [](const Scope* scope, std::string_view text) { return scope->name < text; });
  return static_cast<std::size_t>(found - by_name_.begin());
}

const Scope* Catalogue::Find(std::string_view name) const {
  const std::size_t place = FirstNotBefore(name);
  return place < by_name_.size() && by_name_[place]->name == name ? by_name_[place] : nullptr;
}

Result<ScopeList, ErrorCode> Catalogue::Parse(std::string_view text) const {
  ScopeList list;
  ScopeSet seen;
  ErrorCode wrong = ErrorCode::kScopeUnknown;
  const bool read = ForEachName(text, [&](std::string_view name) {
    const Scope* const scope = Find(name);
    if (scope == nullptr || scope->retired) return false;
    if (Append(scope->index, seen, list)) return true;
    wrong = ErrorCode::kScopeTooMany;
    return false;
  });
  if (!read) return Fail(wrong);
  return list;
}

std::optional<ScopeList> Catalogue::ParseKnown(std::string_view text) const {
  ScopeList list;
  ScopeSet seen;
  const bool read = ForEachName(text, [&](std::string_view name) {
    const Scope* const scope = Find(name);
    return scope != nullptr && Append(scope->index, seen, list);
  });
  if (!read) return std::nullopt;
  return list;
}

std::optional<ScopeSet> Catalogue::ParseKnownSet(std::string_view text) const {
  ScopeSet set;
  const bool read = ForEachName(text, [&](std::string_view name) {
    const Scope* const scope = Find(name);
    if (scope != nullptr) set.Add(scope->index);
    return scope != nullptr;
  });
  if (!read) return std::nullopt;
  return set;
}

std::string Catalogue::Format(const ScopeSet& set, const ScopeList& list) const {
  std::string text;
  for (std::size_t i = 0; i < list.size; ++i) {
    if (!set.Has(list.indexes[i])) continue;
    if (!text.empty()) text += ' ';
    text += scopes_.at(list.indexes[i])->name;
  }
  return text;
}

std::string Catalogue::Format(const ScopeSet& set) const {
  std::string text;
  for (const auto& scope : scopes_) {
    if (!set.Has(scope->index)) continue;
    if (!text.empty()) text += ' ';
    text += scope->name;
  }
  return text;
}

Catalogue Catalogue::With(Scope scope, Sequence changed_at) const {
  CHECK(scope.index <= scopes_.size());
  auto scopes = scopes_;
  const std::size_t index = scope.index;
  auto record = std::make_shared<const Scope>(std::move(scope));
  if (index == scopes.size()) {
    scopes.push_back(std::move(record));
  } else {
    scopes[index] = std::move(record);
  }
  return Catalogue(std::move(scopes), changed_at);
}

}  // namespace writ::oauth
