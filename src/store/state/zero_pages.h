// Memory for tables that are read at random: zeroed when it is first touched, and in large pages
// where that is wanted and the system has them, since among millions of records the walk through
// the page table would cost as much as the read.
#pragma once

#include <cstddef>
#include <memory>
#include <type_traits>

namespace writ::store {

// A large page is 2 MB as soon as one byte of it is touched.
enum class Pages : bool { kSmall, kLarge };

// Gives `size` bytes of zeros, aligned to a large page (2 MB); untouched ones take no memory.
// Throws std::bad_alloc when there is no more address space. Thread-safe.
[[nodiscard]] void* MapZeroPages(std::size_t size, Pages kind);
void UnmapZeroPages(void* pages, std::size_t size);

// An owner of a T for which zeros are a value as good as constructed, and which needs no
// destructor.
template <typename T>
struct UnmapsZeroPages {
  void operator()(T* value) const { UnmapZeroPages(value, sizeof(T)); }
};
template <typename T>
using InZeroPages = std::unique_ptr<T, UnmapsZeroPages<T>>;

template <typename T>
[[nodiscard]] InZeroPages<T> MakeInZeroPages(Pages kind) {
  static_assert(std::is_trivially_destructible_v<T>);
  return InZeroPages<T>(static_cast<T*>(MapZeroPages(sizeof(T), kind)));
}

}  // namespace writ::store
