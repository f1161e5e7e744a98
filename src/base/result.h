// Result<T>: a value, or the error that says why there is none. Nothing in Writ throws across a
// layer.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace writ {

// A failure of the world (a file, the disk, the operating system) in one sentence that says what to
// do. Layers with richer failures use their own type in place of this one.
struct Error {
  std::string message;
};

template <typename T, typename E = Error>
using Result = tl::expected<T, E>;

template <typename E>
[[nodiscard]] auto Fail(E error) {
  return tl::unexpected<E>(std::move(error));
}

[[nodiscard]] inline auto Fail(const char* message) {
  return tl::unexpected<Error>(Error{message});
}
[[nodiscard]] inline auto Fail(std::string message) {
  return tl::unexpected<Error>(Error{std::move(message)});
}

}  // namespace writ

// The value of a Result, or return its error from the enclosing function. A GNU statement
// expression; once per statement, since nesting would shadow.
#define TRY(expression)                                                    \
  (__extension__({                                                         \
    auto try_result_ = (expression);                                       \
    if (!try_result_) return ::writ::Fail(std::move(try_result_.error())); \
    std::move(try_result_).value();                                        \
  }))

// The same for Result<void>, as a statement.
#define TRY_VOID(expression)                                               \
  do {                                                                     \
    auto try_result_ = (expression);                                       \
    if (!try_result_) return ::writ::Fail(std::move(try_result_.error())); \
  } while (false)
