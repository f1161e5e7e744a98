// Scope lists, each kept once while something names it, so that a grant names its list by a number.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

#include "oauth/records/ids.h"
#include "oauth/records/scope.h"
#include "store/state/chunked.h"
#include "store/state/readers.h"

namespace writ::store {

// A list as rows name it.
struct NumberedScopes {
  std::uint32_t number = 0;
  oauth::ScopeList list;
};

// One writer; any thread finds, within a Reading of the `readers` given. Numbers are from 1 on and
// are used again: a list that no record names any more is loose, and can be removed as soon as no
// row and no event in the store names it either. So there are never more lists than records, plus
// what the store still holds of those that were.
class ScopeLists {
 public:
  explicit ScopeLists(Readers& readers) : readers_(readers) {}

  // What names a list; each kind is counted apart, so that at the first filling one thread may put
  // grants while another puts consents.
  enum class User : std::uint8_t { kGrant, kConsent };

  // The list of a number that a record names.
  [[nodiscard]] const oauth::ScopeList& Get(std::uint32_t number) const { return At(number).list; }

  // ---- the writer's
  // Null for a number that names none.
  [[nodiscard]] const oauth::ScopeList* Find(std::uint32_t number) const {
    const Numbered* numbered = lists_.Find(number);
    return numbered == nullptr || numbered->state != State::kGiven ? nullptr : &numbered->list;
  }
  // The number of `list`, given now if there is none. Valid at least until the next Remove.
  [[nodiscard]] std::uint32_t Intern(const oauth::ScopeList& list);
  void Hold(User user, std::uint32_t number) { ++CountOf(user, number); }
  void Release(User user, std::uint32_t number);
  // What has become loose until now did so at or before `known`.
  void Settle(oauth::Sequence known);

  // Puts back what a store gave under `number`, before anything holds it; false when there is one.
  [[nodiscard]] bool Restore(std::uint32_t number, const oauth::ScopeList& list);
  // All are put back and held: what is not is loose.
  void FinishRestoring(oauth::Sequence known);

  // Those that the store does not know yet; they stay so until Stored.
  [[nodiscard]] std::vector<NumberedScopes> Unstored() const;
  void Stored() { unstored_.clear(); }
  // Up to `limit` numbers of lists that were loose before `folded`: no row that is not folded by
  // then, and no event after it, names them.
  [[nodiscard]] std::vector<std::uint32_t> Removable(oauth::Sequence folded, std::size_t limit);
  // They left the store: their numbers can be given again when nobody reads them any more.
  void Remove(const std::vector<std::uint32_t>& numbers);

  [[nodiscard]] std::size_t Count() const { return numbers_.size(); }

 private:
  enum class State : std::uint8_t { kNeverGiven = 0, kGiven, kRemoved };
  struct Numbered {
    oauth::ScopeList list;
    std::uint32_t number;
    // ---- only the writer
    std::uint32_t of_grants;
    std::uint32_t of_consents;
    State state;
    oauth::Sequence loose_since;
  };
  struct Loose {
    std::uint32_t number;
    oauth::Sequence since;
  };

  [[nodiscard]] Numbered& At(std::uint32_t number) const { return *lists_.Find(number); }
  [[nodiscard]] std::uint32_t& CountOf(User user, std::uint32_t number) const {
    return user == User::kGrant ? At(number).of_grants : At(number).of_consents;
  }
  [[nodiscard]] bool IsLoose(const Loose& loose) const;
  [[nodiscard]] std::uint32_t NextNumber();

  Readers& readers_;
  Chunked<Numbered, 12> lists_;
  std::uint32_t last_ = 0;  // the highest number given
  std::uint32_t hole_ = 0;  // up to here no number that a store had left out is free
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<std::uint32_t> free_;
  std::vector<std::uint32_t> unstored_;
  std::vector<std::uint32_t> loosened_;  // since the last Settle
  std::deque<Loose> loose_;  // the oldest first; those held again since are left out late
};

}  // namespace writ::store
