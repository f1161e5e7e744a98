#include "oauth/apply_scopes.h"

#include <set>
#include <string_view>
#include <utility>

namespace writ::oauth {

Result<Decision<ScopesApplied>> ApplyScopes(const Catalogue& catalogue,
                                            std::span<const WantedScope> wanted) {
  Decision<ScopesApplied> decision;
  auto& [applied, proposal] = decision;
  std::set<std::string_view> names;
  std::size_t next = catalogue.All().size();
  for (const WantedScope& each : wanted) {
    const std::string& name = each.scope.name;
    if (const auto checked = CheckScope(each.scope); !checked) {
      return Fail((IsScopeName(name) ? name + ": " : "") + checked.error().message);
    }
    if (!names.insert(name).second) return Fail("There are two scopes of the name " + name);
    const Scope* const old = catalogue.Find(name);
    Scope scope = each.scope;
    scope.retired = each.retired.value_or(old != nullptr && old->retired);
    if (old == nullptr) {
      if (next == kScopesMax) {
        return Fail("A catalogue can have " + std::to_string(kScopesMax) +
                    " scopes, retired ones included");
      }
      scope.index = static_cast<ScopeIndex>(next++);
      applied.made.push_back(name);
      proposal.changes.emplace_back(MakeScope{std::move(scope)});
      continue;
    }
    scope.index = old->index;
    const bool retires = scope.retired && !old->retired;
    if (retires) scope.retired = false;  // an event of its own
    const bool changes = scope != *old;
    if (changes) {
      applied.changed.push_back(name);
      proposal.changes.emplace_back(ChangeScope{std::move(scope)});
    }
    if (retires) {
      applied.retired.push_back(name);
      proposal.changes.emplace_back(RetireScope{old->index});
    }
    if (!changes && !retires) ++applied.unchanged;
  }
  if (!proposal.Empty()) {
    proposal.preconditions.emplace_back(CatalogueIsUnchanged{catalogue.ChangedAt()});
  }
  return decision;
}

std::optional<Proposal> RetireByName(const Catalogue& catalogue, std::string_view name) {
  const Scope* const scope = catalogue.Find(name);
  if (scope == nullptr) return std::nullopt;
  if (scope->retired) return Proposal{};
  return Proposal{{CatalogueIsUnchanged{catalogue.ChangedAt()}}, {RetireScope{scope->index}}};
}

}  // namespace writ::oauth
