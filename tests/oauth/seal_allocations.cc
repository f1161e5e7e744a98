#include "oauth/seal_allocations.h"

#include <openssl/crypto.h>

#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <new>

#include "base/check.h"

namespace writ::testing {
namespace {

std::atomic<std::uint64_t> g_allocations{0};

void* CountedMalloc(std::size_t size, const char*, int) {
  ++g_allocations;
  return std::malloc(size);
}
void* CountedRealloc(void* old, std::size_t size, const char*, int) {
  ++g_allocations;
  return std::realloc(old, size);
}
void Free(void* memory, const char*, int) { std::free(memory); }

// Before main: OpenSSL takes other functions only until its first allocation.
const bool g_counting = [] {
  CHECK(CRYPTO_set_mem_functions(CountedMalloc, CountedRealloc, Free) == 1);
  return true;
}();

}  // namespace

std::uint64_t Allocations() {
  CHECK(g_counting);
  return g_allocations;
}

}  // namespace writ::testing

void* operator new(std::size_t size) {
  ++writ::testing::g_allocations;
  if (void* const memory = std::malloc(size == 0 ? 1 : size)) return memory;
  std::abort();
}
void* operator new(std::size_t size, const std::nothrow_t& /*tag*/) noexcept {
  return operator new(size);
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
