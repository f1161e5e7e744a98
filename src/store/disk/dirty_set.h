// Records that have changed since they were last written to their table, taken in id order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace writ::store {

// A bit per id. Not thread-safe.
class DirtySet {
 public:
  void Mark(std::uint64_t id);
  void Unmark(std::uint64_t id);
  // The lowest marked id above `after`.
  [[nodiscard]] std::optional<std::uint64_t> NextAfter(std::uint64_t after) const;
  [[nodiscard]] std::size_t Count() const { return count_; }

 private:
  // By the high 32 bits of the id, then a bit for each of the low ones.
  std::map<std::uint32_t, std::vector<std::uint64_t>> eras_;
  std::size_t count_ = 0;
};

}  // namespace writ::store
