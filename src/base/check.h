// CHECK: a bug stops the process, in release builds too; the state it would leave behind is worth
// less than none.
#pragma once

#include <cstdio>
#include <cstdlib>

namespace writ {

[[noreturn]] inline void CheckFailed(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "%s:%d: a rule of the program does not hold: %s\n", file, line, condition);
  std::abort();
}

}  // namespace writ

#define CHECK(condition) \
  ((condition) ? static_cast<void>(0) : ::writ::CheckFailed(#condition, __FILE__, __LINE__))
