// The MAC of a row, over its table and every column, the key included: a row can be neither changed
// nor put in another's place.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <vector>

#include "base/siphash.h"
#include "store/sqlite/row.h"
#include "store/sqlite/tables.h"

namespace writ::store::sqlite {

// What is hashed: a word of the table and two bits a column that say what is in it, then the values
// that are not NULL, texts and blobs after their length; so that a column that is added later and
// still NULL changes nothing. Not thread-safe.
class RowMessage {
 public:
  void Begin(TableId table);
  void PutNull() { Mark(kNull); }
  void Put(std::int64_t value) {
    Mark(kInteger);
    PutWord(static_cast<std::uint64_t>(value));
  }
  void Put(std::string_view text);
  void PutBlob(std::span<const std::uint8_t> blob);
  // All columns of the row but its MAC.
  void PutColumns(const Row& row);

  // 48 bits, which SQLite keeps in six bytes. Nobody without the key can try one but by a start.
  [[nodiscard]] std::int64_t Mac(const SipHashKey& key);

 private:
  enum Kind : std::uint8_t { kNull = 0, kInteger = 1, kText = 2, kBlob = 3 };
  void Mark(Kind kind) { kinds_ |= std::uint64_t{kind} << (2 * column_++); }
  // As little-endian bytes.
  void PutWord(std::uint64_t word) {
    static_assert(std::endian::native == std::endian::little);
    std::memcpy(Room(sizeof(word)), &word, sizeof(word));
  }
  void PutContent(const void* bytes, std::size_t size);
  void Reserve(std::size_t size) {
    if (used_ + size > bytes_.size()) bytes_.resize(2 * (used_ + size));
  }
  std::uint8_t* Room(std::size_t size) {
    Reserve(size);
    used_ += size;
    return bytes_.data() + used_ - size;
  }

  std::vector<std::uint8_t> bytes_;
  std::size_t used_ = 0;
  std::uint64_t kinds_ = 0;
  unsigned column_ = 0;
};

}  // namespace writ::store::sqlite
