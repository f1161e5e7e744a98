// How events change the keys and the catalogue.
#include <memory>
#include <utility>

#include "store/log/overlay.h"

namespace writ::store {

bool Overlay::FoldKey(const Event& event) {
  const auto id = static_cast<std::uint8_t>(event.number);
  const auto state = static_cast<oauth::KeyState>(event.detail);
  bool found = false;
  for (oauth::Key key : Keys()) {
    if (key.id == id) {
      found = true;
      key.state = state;
      keys_.Put(key.id, key);
    } else if (event.kind == EventKind::kMakeKey && key.state == oauth::KeyState::kIssue) {
      key.state = oauth::KeyState::kOpen;
      keys_.Put(key.id, key);
    }
  }
  if (found) return true;
  if (event.kind != EventKind::kMakeKey) return false;
  keys_.Put(id, oauth::Key{id, state, event.at});
  return true;
}

bool Overlay::FoldScope(const Event& event) {
  const oauth::Catalogue::Pointer catalogue = FindCatalogue();
  const auto index = static_cast<oauth::ScopeIndex>(event.number);
  const oauth::Scope* const old = catalogue->Find(index);
  oauth::Scope scope;
  if (event.kind == EventKind::kRetireScope) {
    if (old == nullptr) return false;
    scope = *old;
    scope.retired = true;
  } else {
    // The row may know the event already; what is told again is the same.
    const bool next = event.kind == EventKind::kMakeScope && index == catalogue->All().size();
    if (event.scope_record == nullptr || (old == nullptr && !next)) return false;
    scope = *event.scope_record;
    if (scope.index != index || (old != nullptr && old->name != scope.name)) return false;
    const oauth::Scope* const namesake = catalogue->Find(scope.name);
    if (namesake != nullptr && namesake->index != index) return false;
  }
  catalogue_ =
      std::make_shared<const oauth::Catalogue>(catalogue->With(std::move(scope), event.sequence));
  return true;
}

}  // namespace writ::store
