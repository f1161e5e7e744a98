// Records that have changed since they were last written to their table, taken in id order.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>

namespace writ::store {

// A bit per id, in blocks that are there while a bit of theirs is set. Not thread-safe.
class DirtySet {
 public:
  void Mark(std::uint64_t id);
  void Unmark(std::uint64_t id);
  // The lowest marked id above `after`.
  [[nodiscard]] std::optional<std::uint64_t> NextAfter(std::uint64_t after) const;
  [[nodiscard]] std::size_t Count() const { return count_; }

 private:
  static constexpr std::uint64_t kBlockIds = 4096;
  struct Block {
    std::size_t count = 0;
    std::array<std::uint64_t, kBlockIds / 64> words{};
  };

  std::map<std::uint64_t, Block> blocks_;  // by the id over kBlockIds
  std::size_t count_ = 0;
};

}  // namespace writ::store
