// Scope lists, each kept once, so that a grant names its list by a number.
#pragma once

#include <cstdint>
#include <string>
#include <type_traits>
#include <unordered_map>

#include "oauth/records/scope.h"
#include "store/state/chunked.h"

namespace writ::store {

// One writer interns, any thread resolves. Lists are never changed or freed; numbers are dense from
// 1 and below 2^24.
class ScopeLists {
 public:
  // The number of `list`, given now if it is new.
  std::uint32_t Intern(const oauth::ScopeList& list);
  // Puts back what a store gave under `number`; numbers come in order.
  void Restore(std::uint32_t number, const oauth::ScopeList& list);
  // Its address for ever; `number` must have been given.
  [[nodiscard]] const oauth::ScopeList* Find(std::uint32_t number) const {
    const Numbered* numbered = lists_.Find(number);
    return numbered == nullptr ? nullptr : &numbered->list;
  }
  // The number of a list that Find gave: every list of a stored record.
  [[nodiscard]] static std::uint32_t NumberOf(const oauth::ScopeList* list) {
    // A standard-layout object and its first member have one address.
    return reinterpret_cast<const Numbered*>(list)->number;
  }
  // The highest number given. Only the writer calls this.
  [[nodiscard]] std::uint32_t Count() const { return count_; }

 private:
  struct Numbered {
    oauth::ScopeList list;
    std::uint32_t number = 0;
  };
  static_assert(std::is_standard_layout_v<Numbered>);

  Chunked<Numbered, 8> lists_;
  std::uint32_t count_ = 0;                                 // only the writer
  std::unordered_map<std::string, std::uint32_t> numbers_;  // only the writer
};

}  // namespace writ::store
