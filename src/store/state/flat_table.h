// A compact hash table for small plain values; not thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace writ::store {

// Open addressing with linear probing. `Traits` says, of a Value: Key KeyOf(value), bool
// Empty(value) of a value-initialised one, std::uint64_t Hash(key).
template <typename Key, typename Value, typename Traits>
class FlatTable {
 public:
  [[nodiscard]] const Value* Find(const Key& key) const {
    if (values_.empty()) return nullptr;
    const Value& value = values_[Locate(key)];
    return Traits::Empty(value) ? nullptr : &value;
  }

  // False when there is one of the same key, which stays.
  bool Insert(const Value& value) {
    if ((count_ + 1) * 4 > values_.size() * 3) Grow();
    Value& place = values_[Locate(Traits::KeyOf(value))];
    if (!Traits::Empty(place)) return false;
    place = value;
    ++count_;
    return true;
  }

  bool Erase(const Key& key) {
    if (values_.empty()) return false;
    std::size_t hole = Locate(key);
    if (Traits::Empty(values_[hole])) return false;
    // What follows in the same run moves back, so that no probe stops short of it.
    for (std::size_t next = Next(hole); !Traits::Empty(values_[next]); next = Next(next)) {
      const std::size_t home = Home(Traits::KeyOf(values_[next]));
      if (((next - home) & Mask()) < ((next - hole) & Mask())) continue;
      values_[hole] = values_[next];
      hole = next;
    }
    values_[hole] = Value{};
    --count_;
    return true;
  }

  template <typename Function>
  void ForEach(Function function) const {
    for (const Value& value : values_) {
      if (!Traits::Empty(value)) function(value);
    }
  }

  // The same of up to `count` places from `place` on; the place to go on from, 0 after the last.
  template <typename Function>
  std::size_t ForSome(std::size_t place, std::size_t count, Function function) const {
    for (; count > 0 && place < values_.size(); --count, ++place) {
      if (!Traits::Empty(values_[place])) function(values_[place]);
    }
    return place < values_.size() ? place : 0;
  }

  [[nodiscard]] std::size_t Count() const { return count_; }
  [[nodiscard]] std::size_t Places() const { return values_.size(); }

 private:
  [[nodiscard]] std::size_t Mask() const { return values_.size() - 1; }
  [[nodiscard]] std::size_t Next(std::size_t i) const { return (i + 1) & Mask(); }
  [[nodiscard]] std::size_t Home(const Key& key) const { return Traits::Hash(key) & Mask(); }
  // Where `key` is or would be.
  [[nodiscard]] std::size_t Locate(const Key& key) const {
    std::size_t i = Home(key);
    while (!Traits::Empty(values_[i]) && !(Traits::KeyOf(values_[i]) == key)) i = Next(i);
    return i;
  }
  void Grow() {
    std::vector<Value> old(values_.empty() ? 8 : values_.size() * 2);
    old.swap(values_);
    for (const Value& value : old) {
      if (!Traits::Empty(value)) values_[Locate(Traits::KeyOf(value))] = value;
    }
  }

  std::vector<Value> values_;
  std::size_t count_ = 0;
};

}  // namespace writ::store
