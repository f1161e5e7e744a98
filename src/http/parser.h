// The HTTP/1.1 grammar: a whole request head to a Request. Beast's parser does the reading and
// shows only in parser.cc; its known gaps are closed there.
#pragma once

#include <cstddef>
#include <cstdint>
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

}  // namespace writ::http
