// Counts what this test binary allocates, by C++'s operator new and by OpenSSL.
#pragma once

#include <cstdint>

namespace writ::testing {

// Since the process began.
[[nodiscard]] std::uint64_t Allocations();

}  // namespace writ::testing
