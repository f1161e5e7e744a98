// The HTTP/1.1 grammar: a whole request head to a Request, and a chunked body to its bytes. Beast's
// parser does the reading and shows only in parser.cc; its known gaps are closed there.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "http/handler.h"
#include "http/message.h"

namespace writ::http {

// What a request's head says.
struct Head {
  Request request;  // views into the head; no body yet
  std::uint64_t content_length = 0;
  bool chunked = false;
  bool keep_alive = true;  // the client would use the connection again
  bool http_1_0 = false;
  bool expects_continue = false;
};

// `head` is one whole head with its empty line, already found by HeadScanner. On failure returns
// false, and `error` has status and description. Allocates nothing.
[[nodiscard]] bool ParseHead(std::string_view head, Head& parsed, ProtocolError& error);

[[nodiscard]] Method MethodOf(std::string_view name);

// A request target taken apart (RFC 9112 §3.2). `authority` is empty unless the target was in
// absolute form; `path` is empty if the target is none that can be served.
struct TargetParts {
  std::string_view authority;
  std::string_view path;
  std::string_view query;
};
[[nodiscard]] TargetParts SplitTarget(std::string_view target);

// Reads one chunked body (RFC 9112 §7.1). Chunk extensions and trailers are checked and ignored.
class ChunkedBody {
 public:
  enum class Progress { kIncomplete, kComplete, kMalformed, kTooLarge };

  // `body_bytes_max` bounds the content; `framing_bytes_max` everything else.
  ChunkedBody(std::size_t body_bytes_max, std::size_t framing_bytes_max);
  ~ChunkedBody();
  ChunkedBody(const ChunkedBody&) = delete;
  ChunkedBody& operator=(const ChunkedBody&) = delete;

  // Takes what it can of `bytes`; `taken` says how many. Those left must come again, with more.
  [[nodiscard]] Progress Read(std::string_view bytes, std::size_t& taken);
  [[nodiscard]] const std::string& Content() const;

 private:
  class Reader;
  std::unique_ptr<Reader> reader_;
};

}  // namespace writ::http
