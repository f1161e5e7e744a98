#include "store/disk/dirty_set.h"

#include <bit>

namespace writ::store {

namespace {

std::uint64_t BitOf(std::uint64_t id) { return std::uint64_t{1} << id % 64U; }

}  // namespace

void DirtySet::Mark(std::uint64_t id) {
  Block& block = blocks_[id / kBlockIds];
  std::uint64_t& word = block.words.at(id % kBlockIds / 64);
  if ((word & BitOf(id)) != 0) return;
  word |= BitOf(id);
  ++block.count;
  ++count_;
}

void DirtySet::Unmark(std::uint64_t id) {
  const auto block = blocks_.find(id / kBlockIds);
  if (block == blocks_.end()) return;
  std::uint64_t& word = block->second.words.at(id % kBlockIds / 64);
  if ((word & BitOf(id)) == 0) return;
  word &= ~BitOf(id);
  --count_;
  if (--block->second.count == 0) blocks_.erase(block);
}

std::optional<std::uint64_t> DirtySet::NextAfter(std::uint64_t after) const {
  const std::uint64_t first = after + 1;
  for (auto block = blocks_.lower_bound(first / kBlockIds); block != blocks_.end(); ++block) {
    const auto& words = block->second.words;
    const std::uint64_t start = block->first == first / kBlockIds ? first % kBlockIds : 0;
    for (std::size_t i = start / 64; i < words.size(); ++i) {
      std::uint64_t word = words.at(i);
      if (i == start / 64) word &= ~std::uint64_t{0} << start % 64U;
      if (word == 0) continue;
      return block->first * kBlockIds + i * 64 + static_cast<unsigned>(std::countr_zero(word));
    }
  }
  return std::nullopt;
}

}  // namespace writ::store
