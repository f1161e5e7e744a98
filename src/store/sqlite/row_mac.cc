#include "store/sqlite/row_mac.h"

#include "base/check.h"

namespace writ::store::sqlite {

namespace {

constexpr unsigned kTableShift = 2 * Row::kColumnsMax;  // above the bits of the columns
static_assert(kTableShift + 8 <= 64);

}  // namespace

void RowMessage::Begin(TableId table) {
  used_ = 0;
  PutWord(0);  // for what Mac knows
  kinds_ = static_cast<std::uint64_t>(table) << kTableShift;
  column_ = 0;
}

void RowMessage::PutContent(const void* bytes, std::size_t size) {
  PutWord(size);
  if (size > 0) std::memcpy(Room(size), bytes, size);
}

void RowMessage::Put(std::string_view text) {
  Mark(kText);
  PutContent(text.data(), text.size());
}

void RowMessage::PutBlob(std::span<const std::uint8_t> blob) {
  Mark(kBlob);
  PutContent(blob.data(), blob.size());
}

// A start does this for every row: numbers, of which a row has most, are put without a call.
void RowMessage::PutColumns(const Row& row) {
  const std::span<const Cell> cells = row.Cells();
  Reserve(cells.size() * sizeof(std::int64_t));
  std::uint8_t* next = bytes_.data() + used_;
  std::uint64_t kinds = kinds_;
  unsigned column = column_;
  for (const Cell& cell : cells) {
    if (cell.type == SQLITE_INTEGER) {
      std::memcpy(next, &cell.number, sizeof(cell.number));
      next += sizeof(cell.number);
      kinds |= std::uint64_t{kInteger} << (2 * column);
    } else if (cell.type != SQLITE_NULL) {
      // Of a real number, which no column holds, its text: never the MAC of what it replaced.
      kinds |= std::uint64_t{cell.type == SQLITE_TEXT ? kText : kBlob} << (2 * column);
      used_ = static_cast<std::size_t>(next - bytes_.data());
      PutContent(cell.content, cell.size);
      Reserve(cells.size() * sizeof(std::int64_t));
      next = bytes_.data() + used_;
    }
    ++column;
  }
  used_ = static_cast<std::size_t>(next - bytes_.data());
  kinds_ = kinds;
  column_ = column;
}

std::int64_t RowMessage::Mac(const SipHashKey& key) {
  CHECK(column_ <= Row::kColumnsMax);
  std::memcpy(bytes_.data(), &kinds_, sizeof(kinds_));
  constexpr unsigned kUnused = 16;  // of 64 bits; the sign stays, since SQLite's numbers have one
  const std::span<const std::uint8_t> message(bytes_.data(), used_);
  return static_cast<std::int64_t>(SipHash24(key, message)) >> kUnused;
}

}  // namespace writ::store::sqlite
