#include "store/disk/dirty_set.h"

#include <bit>

namespace writ::store {

void DirtySet::Mark(std::uint64_t id) {
  std::vector<std::uint64_t>& bits = eras_[static_cast<std::uint32_t>(id >> 32U)];
  const auto ordinal = static_cast<std::uint32_t>(id);
  if (bits.size() <= ordinal / 64U) bits.resize(ordinal / 64U + 1U);
  std::uint64_t& word = bits[ordinal / 64U];
  const std::uint64_t bit = std::uint64_t{1} << ordinal % 64U;
  if ((word & bit) == 0) ++count_;
  word |= bit;
}

void DirtySet::Unmark(std::uint64_t id) {
  const auto era = eras_.find(static_cast<std::uint32_t>(id >> 32U));
  const auto ordinal = static_cast<std::uint32_t>(id);
  if (era == eras_.end() || era->second.size() <= ordinal / 64U) return;
  std::uint64_t& word = era->second[ordinal / 64U];
  const std::uint64_t bit = std::uint64_t{1} << ordinal % 64U;
  if ((word & bit) != 0) --count_;
  word &= ~bit;
}

std::optional<std::uint64_t> DirtySet::NextAfter(std::uint64_t after) const {
  const std::uint64_t first = after + 1;
  for (auto era = eras_.lower_bound(static_cast<std::uint32_t>(first >> 32U)); era != eras_.end();
       ++era) {
    const auto& bits = era->second;
    const bool same = era->first == static_cast<std::uint32_t>(first >> 32U);
    const std::uint32_t start = same ? static_cast<std::uint32_t>(first) : 0;
    for (std::size_t i = start / 64U; i < bits.size(); ++i) {
      std::uint64_t word = bits[i];
      if (i == start / 64U) word &= ~std::uint64_t{0} << start % 64U;
      if (word == 0) continue;
      return std::uint64_t{era->first} << 32U |
             (i * 64U + static_cast<unsigned>(std::countr_zero(word)));
    }
  }
  return std::nullopt;
}

}  // namespace writ::store
