#include "store/state/scope_lists.h"

#include "base/check.h"

namespace writ::store {

namespace {

std::string KeyOf(const oauth::ScopeList& list) {
  std::string key;
  for (std::size_t i = 0; i < list.size; ++i) {
    key += static_cast<char>(list.indexes[i] & 0xffU);
    key += static_cast<char>(list.indexes[i] >> 8U);
  }
  return key;
}

}  // namespace

std::uint32_t ScopeLists::Intern(const oauth::ScopeList& list) {
  const auto found = numbers_.find(KeyOf(list));
  if (found != numbers_.end()) return found->second;
  Restore(count_ + 1, list);
  return count_;
}

void ScopeLists::Restore(std::uint32_t number, const oauth::ScopeList& list) {
  CHECK(number == count_ + 1 && number < (1U << 24U));
  lists_.Make(number) = {list, number};
  numbers_.emplace(KeyOf(list), number);
  count_ = number;
}

}  // namespace writ::store
