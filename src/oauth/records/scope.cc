#include "oauth/records/scope.h"

#include <algorithm>

namespace writ::oauth {

std::optional<std::uint8_t> ScopePlaces::AsFirst() const {
  const int low = std::countr_one(words[0]);
  const int count = low < 64 ? low : 64 + std::countr_one(words[1]);
  if (count != std::popcount(words[0]) + std::popcount(words[1])) return std::nullopt;
  return static_cast<std::uint8_t>(count);
}

ScopeSet ScopeList::First(std::size_t count) const {
  ScopeSet set;
  const std::size_t end = std::min<std::size_t>(count, size);
  for (std::size_t i = 0; i < end; ++i) set.Add(indexes[i]);
  return set;
}

ScopeSet ScopeList::At(const ScopePlaces& places) const {
  ScopeSet set;
  for (std::size_t i = 0; i < size; ++i) {
    if (places.Has(i)) set.Add(indexes[i]);
  }
  return set;
}

ScopePlaces ScopeList::PlacesOf(const ScopeSet& set) const {
  ScopePlaces places;
  for (std::size_t i = 0; i < size; ++i) {
    if (set.Has(indexes[i])) places.Add(i);
  }
  return places;
}

std::optional<ScopeList> ScopeList::With(const ScopeList& more) const {
  ScopeList list = *this;
  const ScopeSet have = Set();
  for (std::size_t i = 0; i < more.size; ++i) {
    if (have.Has(more.indexes[i])) continue;
    if (list.size == kScopesTogetherMax) return std::nullopt;
    list.indexes[list.size++] = more.indexes[i];
  }
  return list;
}

std::optional<ScopeList> ListOf(const ScopeSet& set) {
  if (set.Count() > kScopesTogetherMax) return std::nullopt;
  ScopeList list;
  for (std::size_t i = 0; i < kScopesMax; ++i) {
    const auto index = static_cast<ScopeIndex>(i);
    if (set.Has(index)) list.indexes[list.size++] = index;
  }
  return list;
}

}  // namespace writ::oauth
