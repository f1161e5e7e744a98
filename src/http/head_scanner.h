// Finds the end of a request's head in bytes that arrive piece by piece, and refuses early what no
// parser should see: over-long lines, too many headers, bare LF, folded lines (RFC 9112 §2.2,
// §5.2).
#pragma once

#include <cstddef>
#include <string_view>

#include "http/handler.h"
#include "http/server.h"

namespace writ::http {

// One request's search. Not thread-safe.
class HeadScanner {
 public:
  enum class Progress { kIncomplete, kComplete, kRefused };

  // `bytes` begins with the request and grows from call to call; what was seen before is not read
  // again. After kComplete Size() is the head's length with its empty line; after kRefused `error`
  // has status and description.
  [[nodiscard]] Progress Scan(std::string_view bytes, const Limits& limits, ProtocolError& error);

  [[nodiscard]] std::size_t Size() const { return line_begin_; }
  void Reset() { *this = HeadScanner(); }

 private:
  std::size_t line_begin_ = 0;
  std::size_t scanned_ = 0;
  std::size_t lines_ = 0;
};

// Fills method and path of `error` as far as the request line in `bytes` tells them.
void LocateError(std::string_view bytes, ProtocolError& error);

}  // namespace writ::http
