#include "http/response_writer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

namespace writ::http {
namespace {

constexpr std::size_t kBlockBytes = 16384;
constexpr std::size_t kKeptBytesMax = 1U << 20;

struct StatusRow {
  int status;
  std::string_view line;
};

// In ascending order.
constexpr std::array kStatusRows{
    StatusRow{200, "HTTP/1.1 200 OK\r\n"},
    StatusRow{201, "HTTP/1.1 201 Created\r\n"},
    StatusRow{202, "HTTP/1.1 202 Accepted\r\n"},
    StatusRow{204, "HTTP/1.1 204 No Content\r\n"},
    StatusRow{301, "HTTP/1.1 301 Moved Permanently\r\n"},
    StatusRow{302, "HTTP/1.1 302 Found\r\n"},
    StatusRow{303, "HTTP/1.1 303 See Other\r\n"},
    StatusRow{304, "HTTP/1.1 304 Not Modified\r\n"},
    StatusRow{307, "HTTP/1.1 307 Temporary Redirect\r\n"},
    StatusRow{400, "HTTP/1.1 400 Bad Request\r\n"},
    StatusRow{401, "HTTP/1.1 401 Unauthorized\r\n"},
    StatusRow{403, "HTTP/1.1 403 Forbidden\r\n"},
    StatusRow{404, "HTTP/1.1 404 Not Found\r\n"},
    StatusRow{405, "HTTP/1.1 405 Method Not Allowed\r\n"},
    StatusRow{406, "HTTP/1.1 406 Not Acceptable\r\n"},
    StatusRow{408, "HTTP/1.1 408 Request Timeout\r\n"},
    StatusRow{409, "HTTP/1.1 409 Conflict\r\n"},
    StatusRow{410, "HTTP/1.1 410 Gone\r\n"},
    StatusRow{411, "HTTP/1.1 411 Length Required\r\n"},
    StatusRow{413, "HTTP/1.1 413 Content Too Large\r\n"},
    StatusRow{414, "HTTP/1.1 414 URI Too Long\r\n"},
    StatusRow{415, "HTTP/1.1 415 Unsupported Media Type\r\n"},
    StatusRow{417, "HTTP/1.1 417 Expectation Failed\r\n"},
    StatusRow{422, "HTTP/1.1 422 Unprocessable Content\r\n"},
    StatusRow{429, "HTTP/1.1 429 Too Many Requests\r\n"},
    StatusRow{431, "HTTP/1.1 431 Request Header Fields Too Large\r\n"},
    StatusRow{500, "HTTP/1.1 500 Internal Server Error\r\n"},
    StatusRow{501, "HTTP/1.1 501 Not Implemented\r\n"},
    StatusRow{503, "HTTP/1.1 503 Service Unavailable\r\n"},
    StatusRow{505, "HTTP/1.1 505 HTTP Version Not Supported\r\n"},
};

// Empty for a status that is not in the table.
std::string_view StatusLine(int status) {
  const auto* row = std::lower_bound(kStatusRows.begin(), kStatusRows.end(), status,
                                     [](const StatusRow& a, int b) { return a.status < b; });
  return row != kStatusRows.end() && row->status == status ? row->line : std::string_view();
}

char* Put(char* out, std::string_view text) {
  if (!text.empty()) std::memcpy(out, text.data(), text.size());
  return out + text.size();
}

char* PutNumber(char* out, std::size_t number) { return std::to_chars(out, out + 20, number).ptr; }

// What no header of `response` makes longer.
constexpr std::size_t kFixedBytesMax = 256;

// Up to the headers that frame the body. In line, so that whole answers do not pay for those that
// go on.
[[gnu::always_inline]] inline char* PutBegin(char* out, const Response& response,
                                             std::string_view date_line) {
  const std::string_view status_line = StatusLine(response.status);
  if (status_line.empty()) {
    out = Put(out, "HTTP/1.1 ");
    out = PutNumber(out, static_cast<std::size_t>(response.status));
    out = Put(out, " \r\n");
  } else {
    out = Put(out, status_line);
  }
  out = Put(out, date_line);
  if (!response.content_type.empty()) {
    out = Put(out, "Content-Type: ");
    out = Put(out, response.content_type);
    out = Put(out, "\r\n");
  }
  return out;
}

// From there to the body; likewise.
[[gnu::always_inline]] inline char* PutEnd(char* out, const Response& response,
                                           const Framing& framing) {
  if (framing.close) {
    out = Put(out, "Connection: close\r\n");
  } else if (framing.announce_keep_alive) {
    out = Put(out, "Connection: keep-alive\r\n");
  }
  out = Put(out, response.headers);
  return Put(out, "\r\n");
}

}  // namespace

std::string_view ReasonOf(int status) {
  constexpr std::string_view kBefore = "HTTP/1.1 200 ";
  constexpr std::string_view kAfter = "\r\n";
  const std::string_view line = StatusLine(status);
  return line.empty() ? line
                      : line.substr(kBefore.size(), line.size() - kBefore.size() - kAfter.size());
}

void Output::Clear() {
  size_ = 0;
  if (capacity_ > kKeptBytesMax) {
    bytes_.reset();
    capacity_ = 0;
  }
}

void Output::Append(std::string_view text) { Commit(Put(Reserve(text.size()), text)); }

char* Output::Reserve(std::size_t size) {
  if (capacity_ - size_ < size || !bytes_) {
    const std::size_t wanted = std::max({kBlockBytes, capacity_ * 2, size_ + size});
    std::unique_ptr<char[]> larger(new char[wanted]);
    if (size_ > 0) std::memcpy(larger.get(), bytes_.get(), size_);
    bytes_ = std::move(larger);
    capacity_ = wanted;
  }
  return bytes_.get() + size_;
}

std::size_t AppendResponse(const Response& response, const Framing& framing,
                           std::string_view date_line, Output& output) {
  const bool has_body = !framing.omit_body && !HasNoContent(response.status);
  char* const begin =
      output.Reserve(kFixedBytesMax + date_line.size() + response.content_type.size() +
                     response.headers.size() + (has_body ? response.body.size() : 0));
  char* out = PutBegin(begin, response, date_line);
  if (!HasNoContent(response.status)) {
    out = Put(out, "Content-Length: ");
    out = PutNumber(out, response.body.size());
    out = Put(out, "\r\n");
  }
  out = PutEnd(out, response, framing);
  if (has_body) out = Put(out, response.body);
  output.Commit(out);
  return static_cast<std::size_t>(out - begin);
}

void AppendStreamHead(const Response& response, const Framing& framing, bool chunked,
                      std::string_view date_line, Output& output) {
  char* out = output.Reserve(kFixedBytesMax + date_line.size() + response.content_type.size() +
                             response.headers.size());
  out = PutBegin(out, response, date_line);
  if (chunked && !HasNoContent(response.status)) {
    out = Put(out, "Transfer-Encoding: chunked\r\n");
  }
  output.Commit(PutEnd(out, response, framing));
}

void AppendChunk(std::string_view bytes, Output& output) {
  constexpr std::size_t kFrameBytesMax = 16 + 4;
  char* out = output.Reserve(kFrameBytesMax + bytes.size());
  out = std::to_chars(out, out + 16, bytes.size(), 16).ptr;
  out = Put(out, "\r\n");
  out = Put(out, bytes);
  output.Commit(Put(out, "\r\n"));
}

void AppendLastChunk(Output& output) { output.Append("0\r\n\r\n"); }

}  // namespace writ::http
