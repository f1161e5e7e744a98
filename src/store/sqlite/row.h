// One row as SQLite has it, each column fetched once: for its MAC, and then for what it says.
#pragma once

#include <sqlite3.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace writ::store::sqlite {

struct Cell {
  int type = SQLITE_NULL;
  std::int64_t number = 0;                // of an INTEGER
  const std::uint8_t* content = nullptr;  // of whatever else, but NULL
  std::size_t size = 0;                   // of the content, in bytes
};

// The last column is the row's MAC. Not thread-safe.
class Row {
 public:
  static constexpr std::size_t kColumnsMax = 28;

  // At most kColumnsMax + 1 values, which this does not own.
  void Take(std::span<sqlite3_value* const> values);

  // The next column, from the left: 0 or nothing when it is of another type.
  [[nodiscard]] std::int64_t Integer() { return cells_[read_++].number; }
  [[nodiscard]] std::string_view Text() {
    const Cell& cell = cells_[read_++];
    return {reinterpret_cast<const char*>(cell.content), cell.size};
  }
  [[nodiscard]] std::span<const std::uint8_t> Blob() {
    const Cell& cell = cells_[read_++];
    return {cell.content, cell.size};
  }

  [[nodiscard]] std::int64_t Key() const { return cells_[0].number; }
  [[nodiscard]] const Cell& Mac() const { return cells_[count_]; }
  // All but the MAC.
  [[nodiscard]] std::span<const Cell> Cells() const { return {cells_.data(), count_}; }

 private:
  std::array<Cell, kColumnsMax + 1> cells_{};
  std::size_t count_ = 0;
  std::size_t read_ = 0;
};

}  // namespace writ::store::sqlite
