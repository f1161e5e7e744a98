// How events change the keys and the catalogue.
#include <memory>
#include <utility>

#include "store/log/overlay.h"

namespace writ::store {

using oauth::Sequence;

namespace {

// Whether `scope` can stand at its index in `catalogue`, as one that is there (whose row may know
// the event already: what is told again is the same) or, with `next`, behind the last.
bool Fits(const oauth::Scope& scope, const oauth::Catalogue& catalogue, bool next) {
  const oauth::Scope* const old = catalogue.Find(scope.index);
  if (old != nullptr) return old->name == scope.name;
  return next && scope.index == catalogue.All().size() && catalogue.Find(scope.name) == nullptr;
}

oauth::Catalogue::Pointer With(const oauth::Catalogue& catalogue, oauth::Scope scope,
                               Sequence sequence) {
  return std::make_shared<const oauth::Catalogue>(catalogue.With(std::move(scope), sequence));
}

}  // namespace

bool Overlay::Fold(const oauth::KeyMade& event, Sequence /*sequence*/) {
  bool found = false;
  for (oauth::Key key : Keys()) {
    if (key.id == event.key.id) {
      found = true;
      key.state = event.key.state;
      keys_.Put(key.id, key);
    } else if (key.state == oauth::KeyState::kIssue) {
      key.state = oauth::KeyState::kOpen;
      keys_.Put(key.id, key);
    }
  }
  if (!found) keys_.Put(event.key.id, event.key);
  return true;
}

bool Overlay::Fold(const oauth::KeyChanged& event, Sequence /*sequence*/) {
  for (oauth::Key key : Keys()) {
    if (key.id != event.key) continue;
    key.state = event.state;
    keys_.Put(key.id, key);
    return true;
  }
  return false;
}

bool Overlay::Fold(const oauth::ScopeMade& event, Sequence sequence) {
  const oauth::Catalogue::Pointer catalogue = FindCatalogue();
  if (!Fits(*event.record, *catalogue, true)) return false;
  catalogue_ = With(*catalogue, *event.record, sequence);
  return true;
}

bool Overlay::Fold(const oauth::ScopeChanged& event, Sequence sequence) {
  const oauth::Catalogue::Pointer catalogue = FindCatalogue();
  if (!Fits(*event.record, *catalogue, false)) return false;
  catalogue_ = With(*catalogue, *event.record, sequence);
  return true;
}

bool Overlay::Fold(const oauth::ScopeRetired& event, Sequence sequence) {
  const oauth::Catalogue::Pointer catalogue = FindCatalogue();
  const oauth::Scope* const old = catalogue->Find(event.scope);
  if (old == nullptr) return false;
  oauth::Scope scope = *old;
  scope.retired = true;
  catalogue_ = With(*catalogue, std::move(scope), sequence);
  return true;
}

}  // namespace writ::store
