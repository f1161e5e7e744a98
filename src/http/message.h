// HTTP requests and responses as the rest of Writ sees them (RFC 9110). Views and plain values; no
// library shows through.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "http/header.h"

namespace writ::http {

enum class Method : std::uint8_t { kGet, kHead, kPost, kPut, kPatch, kDelete, kOptions, kOther };
[[nodiscard]] std::string_view NameOf(Method method);

// One whole request. Every view lives until its exchange is answered.
struct Request {
  Method method = Method::kGet;
  std::string_view target;  // as sent
  std::string_view path;    // up to '?', not decoded
  std::string_view query;   // after '?', not decoded
  std::string_view body;

  Headers headers;

  bool tls = false;               // the connection itself is encrypted
  bool peer_is_loopback = false;  // also true of a Unix socket
  std::string_view request_id;    // ours, for the log and error bodies
};

// One response. Content-Length, Date, Connection and (for HEAD) the missing body are the server's
// business.
struct Response {
  int status = 200;
  std::string_view content_type;  // empty: no Content-Type header
  std::string_view headers;       // further complete lines, each ending in CRLF
  std::string_view body;
};

// An answer that owns its text; what the slow paths return.
struct OwnedResponse {
  int status = 200;
  std::string content_type;
  std::string headers;
  std::string body;

  [[nodiscard]] Response View() const { return {status, content_type, headers, body}; }
};

}  // namespace writ::http
