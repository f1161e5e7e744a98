// How an answered request looks in the request log.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

#include "http/server.h"

namespace writ {

// Not thread-safe.
class RequestLines {
 public:
  // No line is longer.
  static constexpr std::size_t kLineBytesMax = 512;

  // 2026-01-31T23:59:59.123Z method=GET path="/a" status=200 bytes=99 us=12 peer=127.0.0.1 id=x-1
  // The path shows '?' for everything but printable ASCII and for '"'. The texts must be as short
  // as RequestRing keeps them.
  void Append(const http::AccessRecord& record, std::string& out);
  // 2026-01-31T23:59:59.123Z dropped=7
  void AppendDropped(std::chrono::system_clock::time_point time, std::uint64_t lines,
                     std::string& out);

 private:
  // Returns the end of it.
  char* PutTime(std::chrono::system_clock::time_point time, char* out);

  std::chrono::sys_seconds second_ = std::chrono::sys_seconds::min();
  std::array<char, 20> shown_second_;  // "2026-01-31T23:59:59."
};

}  // namespace writ
