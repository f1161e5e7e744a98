#include <boost/json/array.hpp>
#include <charconv>
#include <initializer_list>
#include <utility>

#include "api/admin/verbs.h"
#include "base/percent.h"
#include "oauth/apply_scopes.h"

namespace writ::api::admin {

namespace {

std::string_view View(const boost::json::string& text) { return {text.data(), text.size()}; }

boost::json::object Render(const oauth::LocalTexts& texts) {
  boost::json::object object;
  for (const auto& [locale, text] : texts.Entries()) object[locale] = text;
  return object;
}

boost::json::object Render(const oauth::Scope& scope) {
  boost::json::object object;
  object["name"] = scope.name;
  object["group"] = scope.group;
  object["group_title"] = Render(scope.group_title);
  object["title"] = Render(scope.title);
  object["description"] = Render(scope.description);
  object["access"] = NameOf(scope.access);
  object["sensitive"] = scope.sensitive;
  object["retired"] = scope.retired;
  object["order"] = scope.order;
  object["index"] = scope.index;
  return object;
}

boost::json::array Render(const std::vector<std::string>& names) {
  return boost::json::array(names.begin(), names.end());
}

auto Mistyped(std::string_view name, std::string_view expected) {
  return Fail(Problem(400, "'" + std::string(name) + "' must be " + std::string(expected)));
}

// One object of a list in the body, whose members are read by name.
class Item {
 public:
  explicit Item(const boost::json::object& object) : object_(object) {}

  [[nodiscard]] Member<void> AllowOnly(std::initializer_list<std::string_view> known) const {
    for (const auto& member : object_) {
      bool is_known = false;
      for (const std::string_view name : known) is_known = is_known || member.key() == name;
      if (!is_known) {
        return Fail(Problem(400, "A scope or group has no member '" +
                                     Shown({member.key().data(), member.key().size()}) + "'"));
      }
    }
    return {};
  }

  [[nodiscard]] Member<std::string> Text(std::string_view name) const {
    const boost::json::value* value = Find(name);
    const boost::json::string* text = value == nullptr ? nullptr : value->if_string();
    if (text == nullptr) return Mistyped(name, "a string");
    return std::string(View(*text));
  }
  [[nodiscard]] Member<std::optional<bool>> Flag(std::string_view name) const {
    const boost::json::value* value = Find(name);
    if (value == nullptr) return std::nullopt;
    if (const bool* flag = value->if_bool()) return *flag;
    return Mistyped(name, "true or false");
  }
  [[nodiscard]] Member<std::uint32_t> Order() const {
    const boost::json::value* value = Find("order");
    if (value == nullptr) return std::uint32_t{0};
    const std::int64_t* number = value->if_int64();
    if (number == nullptr || *number < 1 || *number > oauth::kScopeOrderMax) {
      return Mistyped("order", "a number from 1 to 1000000");
    }
    return static_cast<std::uint32_t>(*number);
  }
  // A string, or an object of strings by locale.
  [[nodiscard]] Member<oauth::LocalTexts> Texts(std::string_view name) const {
    constexpr std::string_view kExpected = "a string, or an object of strings by locale";
    oauth::LocalTexts texts;
    const boost::json::value* value = Find(name);
    if (value == nullptr) return texts;
    if (const boost::json::string* text = value->if_string()) {
      texts.Set("", View(*text));
      return texts;
    }
    const boost::json::object* by_locale = value->if_object();
    if (by_locale == nullptr || by_locale->size() > oauth::kScopeLocalesMax) {
      return Mistyped(name, kExpected);
    }
    for (const auto& member : *by_locale) {
      const boost::json::string* text = member.value().if_string();
      if (text == nullptr) return Mistyped(name, kExpected);
      texts.Set({member.key().data(), member.key().size()}, View(*text));
    }
    return texts;
  }

 private:
  // A name in a message, as far as it helps.
  [[nodiscard]] static std::string Shown(std::string_view name) {
    constexpr std::size_t kShownMax = 64;
    return std::string(name.substr(0, kShownMax)) + (name.size() > kShownMax ? "…" : "");
  }
  [[nodiscard]] const boost::json::value* Find(std::string_view name) const {
    const boost::json::value* value = object_.if_contains(name);
    return value == nullptr || value->is_null() ? nullptr : value;
  }

  const boost::json::object& object_;
};

// The objects of the list `name`; none when it is absent.
Member<std::vector<Item>> ItemsOf(const AdminCall& call, std::string_view name) {
  std::vector<Item> items;
  const boost::json::value* value = call.body.if_contains(name);
  if (value == nullptr || value->is_null()) return items;
  const boost::json::array* array = value->if_array();
  if (array == nullptr || array->size() > oauth::kScopesMax) {
    return Mistyped(name, "a list of at most 512 objects");
  }
  for (const boost::json::value& item : *array) {
    if (!item.is_object()) return Mistyped(name, "a list of at most 512 objects");
    items.emplace_back(item.as_object());
  }
  return items;
}

Member<std::vector<oauth::WantedScope>> WantedOf(const AdminCall& call) {
  TRY_VOID(AllowOnly(call, {"groups", "scopes"}));
  std::vector<oauth::WantedGroup> groups;
  for (const Item& item : TRY(ItemsOf(call, "groups"))) {
    TRY_VOID(item.AllowOnly({"name", "title"}));
    groups.push_back({TRY(item.Text("name")), TRY(item.Texts("title"))});
  }
  std::vector<oauth::WantedScope> scopes;
  for (const Item& item : TRY(ItemsOf(call, "scopes"))) {
    TRY_VOID(item.AllowOnly(
        {"name", "group", "title", "description", "access", "sensitive", "order", "retired"}));
    oauth::WantedScope wanted;
    wanted.scope.name = TRY(item.Text("name"));
    wanted.scope.group = TRY(item.Text("group"));
    wanted.scope.title = TRY(item.Texts("title"));
    wanted.scope.description = TRY(item.Texts("description"));
    const auto access = oauth::ParseScopeAccess(TRY(item.Text("access")));
    if (!access) return Mistyped("access", "'read' or 'change'");
    wanted.scope.access = *access;
    wanted.scope.sensitive = TRY(item.Flag("sensitive")).value_or(false);
    wanted.scope.order = TRY(item.Order());
    wanted.retired = TRY(item.Flag("retired"));
    scopes.push_back(std::move(wanted));
  }
  oauth::Arrange(groups, scopes);
  return scopes;
}

const oauth::Scope* Find(const oauth::Catalogue& catalogue, const AdminCall& call) {
  std::string name;
  if (!PercentDecode(call.ids.front(), Plus::kIsPlus, name)) return nullptr;
  return catalogue.Find(name);
}

}  // namespace

AdminOutcome ListScopes(const AdminCall& call) {
  const std::size_t limit = MEMBER(LimitOf(call));
  const oauth::Catalogue::Pointer catalogue = call.services.ledger.FindCatalogue();
  std::size_t next = 0;
  if (const std::optional<std::string> cursor = QueryOf(call, "cursor")) {
    const char* const end = cursor->data() + cursor->size();
    const auto [stopped, failure] = std::from_chars(cursor->data(), end, next);
    if (failure != std::errc{} || stopped != end) {
      return Problem(400, "'cursor' must be the next_cursor of an earlier page");
    }
  }
  const auto in_order = catalogue->InOrder();
  boost::json::array items;
  for (; next < in_order.size() && items.size() < limit; ++next) {
    items.emplace_back(Render(*in_order[next]));
  }
  std::optional<std::string> cursor;
  if (next < in_order.size()) cursor = std::to_string(next);
  return Page(std::move(items), cursor);
}

AdminOutcome ShowScope(const AdminCall& call) {
  const oauth::Catalogue::Pointer catalogue = call.services.ledger.FindCatalogue();
  const oauth::Scope* const scope = Find(*catalogue, call);
  if (scope == nullptr) return NotFound("scope");
  return Answered(200, Render(*scope));
}

AdminOutcome ApplyScopes(const AdminCall& call) {
  const std::vector<oauth::WantedScope> wanted = MEMBER(WantedOf(call));
  auto applied = oauth::ApplyScopes(*call.services.ledger.FindCatalogue(), wanted);
  if (!applied) return Problem(422, applied.error().message);
  boost::json::object answer{{"made", Render(applied->outcome.made)},
                             {"changed", Render(applied->outcome.changed)},
                             {"retired", Render(applied->outcome.retired)},
                             {"unchanged", applied->outcome.unchanged}};
  if (applied->proposal.Empty()) return Answered(200, answer);
  return AdminCommit{
      std::move(applied->proposal),
      [answer = std::move(answer)](const oauth::Committed&) { return Answered(200, answer); }};
}

AdminOutcome RetireScope(const AdminCall& call) {
  MEMBER_VOID(AllowOnly(call, {}));
  const oauth::Catalogue::Pointer catalogue = call.services.ledger.FindCatalogue();
  const oauth::Scope* const scope = Find(*catalogue, call);
  if (scope == nullptr) return NotFound("scope");
  oauth::Scope retired = *scope;
  retired.retired = true;
  auto proposal = oauth::RetireByName(*catalogue, scope->name);
  if (!proposal || proposal->Empty()) return Answered(200, Render(retired));
  return AdminCommit{*std::move(proposal), [retired = std::move(retired)](const oauth::Committed&) {
                       return Answered(200, Render(retired));
                     }};
}

}  // namespace writ::api::admin
