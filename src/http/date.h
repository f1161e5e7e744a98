// The Date header (RFC 9110 §6.6.1), rendered once a second rather than once a response.
#pragma once

#include <array>
#include <chrono>
#include <string_view>

namespace writ::http {

// One loop's current line. Not thread-safe.
class DateLine {
 public:
  void Set(std::chrono::sys_seconds now);
  // "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n".
  [[nodiscard]] std::string_view View() const { return {line_.data(), line_.size()}; }

 private:
  std::array<char, 37> line_{};
};

}  // namespace writ::http
