#include "store/state/scope_lists.h"

#include <algorithm>

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

std::uint32_t ScopeLists::NextNumber() {
  if (!free_.empty()) {
    const std::uint32_t number = free_.back();
    free_.pop_back();
    return number;
  }
  constexpr int kLooksAtOnce = 64;
  for (int i = 0; i < kLooksAtOnce && hole_ < last_; ++i) {
    const Numbered& numbered = lists_.Make(++hole_);
    if (numbered.state == State::kNeverGiven) return hole_;
  }
  // There are fewer records than numbers, and rows of those that were.
  CHECK(last_ != 0xffffffffU);
  return ++last_;
}

std::uint32_t ScopeLists::Intern(const oauth::ScopeList& list) {
  std::string key = KeyOf(list);
  const auto found = numbers_.find(key);
  const std::uint32_t number = found != numbers_.end() ? found->second : NextNumber();
  Numbered& numbered = lists_.Make(number);
  if (found == numbers_.end()) {
    numbered = {list, number, 0, 0, State::kGiven, oauth::Sequence::kNone};
    numbers_.emplace(std::move(key), number);
    unstored_.push_back(number);
  }
  // What is about to be committed names it, and may be the only thing that ever does.
  if (numbered.of_grants == 0 && numbered.of_consents == 0) loosened_.push_back(number);
  return number;
}

void ScopeLists::Release(User user, std::uint32_t number) {
  --CountOf(user, number);
  const Numbered& numbered = At(number);
  if (numbered.of_grants == 0 && numbered.of_consents == 0) loosened_.push_back(number);
}

void ScopeLists::Settle(oauth::Sequence known) {
  for (const std::uint32_t number : loosened_) {
    Numbered& numbered = At(number);
    if (numbered.of_grants != 0 || numbered.of_consents != 0) continue;
    if (numbered.loose_since == known) continue;  // loosened twice, and noted already
    numbered.loose_since = known;
    loose_.push_back({number, known});
  }
  loosened_.clear();
}

bool ScopeLists::Restore(std::uint32_t number, const oauth::ScopeList& list) {
  if (number == 0 || Find(number) != nullptr) return false;
  lists_.Make(number) = {list, number, 0, 0, State::kGiven, oauth::Sequence::kNone};
  // Two numbers of one list are both good for those who name them; one is given from now on.
  numbers_.emplace(KeyOf(list), number);
  last_ = std::max(last_, number);
  return true;
}

void ScopeLists::FinishRestoring(oauth::Sequence known) {
  for (const auto& [key, number] : numbers_) {
    if (At(number).of_grants == 0 && At(number).of_consents == 0) loosened_.push_back(number);
  }
  Settle(known);
}

std::vector<NumberedScopes> ScopeLists::Unstored() const {
  std::vector<NumberedScopes> lists;
  for (const std::uint32_t number : unstored_) lists.push_back({number, At(number).list});
  return lists;
}

bool ScopeLists::IsLoose(const Loose& loose) const {
  const Numbered& numbered = At(loose.number);
  return numbered.state == State::kGiven && numbered.of_grants == 0 && numbered.of_consents == 0 &&
         numbered.loose_since == loose.since;
}

std::vector<std::uint32_t> ScopeLists::Removable(oauth::Sequence folded, std::size_t limit) {
  std::vector<std::uint32_t> numbers;
  while (!loose_.empty() && !IsLoose(loose_.front())) loose_.pop_front();
  for (std::size_t i = 0; i < loose_.size() && i < limit && loose_[i].since < folded; ++i) {
    if (IsLoose(loose_[i])) numbers.push_back(loose_[i].number);
  }
  return numbers;
}

void ScopeLists::Remove(const std::vector<std::uint32_t>& numbers) {
  for (const std::uint32_t number : numbers) {
    Numbered& numbered = At(number);
    const auto found = numbers_.find(KeyOf(numbered.list));
    if (found != numbers_.end() && found->second == number) numbers_.erase(found);
    numbered.state = State::kRemoved;
    readers_.Retire([this, number] { free_.push_back(number); });
  }
}

}  // namespace writ::store
