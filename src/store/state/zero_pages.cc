#include "store/state/zero_pages.h"

#include <sys/mman.h>

#include <cstdint>
#include <new>

#include "base/check.h"

namespace writ::store {

namespace {

constexpr std::size_t kLargePage = std::size_t{2} << 20U;

std::size_t WholePages(std::size_t size) {
  return (size + kLargePage - 1) / kLargePage * kLargePage;
}

}  // namespace

void* MapZeroPages(std::size_t size, Pages kind) {
  size = WholePages(size);
  // Longer by a page, and then cut to where the alignment is right.
  void* const mapped = mmap(nullptr, size + kLargePage, PROT_READ | PROT_WRITE,
                            MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (mapped == MAP_FAILED) throw std::bad_alloc();
  const std::size_t over = reinterpret_cast<std::uintptr_t>(mapped) % kLargePage;
  const std::size_t before = over == 0 ? 0 : kLargePage - over;
  std::byte* const pages = static_cast<std::byte*>(mapped) + before;
  if (before > 0) CHECK(munmap(mapped, before) == 0);
  CHECK(munmap(pages + size, kLargePage - before) == 0);
  // Without large pages all works the same, only slower. Some systems give them unasked.
  static_cast<void>(madvise(pages, size, kind == Pages::kLarge ? MADV_HUGEPAGE : MADV_NOHUGEPAGE));
  return pages;
}

void UnmapZeroPages(void* pages, std::size_t size) { CHECK(munmap(pages, WholePages(size)) == 0); }

}  // namespace writ::store
