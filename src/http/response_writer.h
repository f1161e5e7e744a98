// Responses to bytes: fixed parts are rendered beforehand, everything else is copied once.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "http/message.h"

namespace writ::http {

// Bytes on their way to a socket. Keeps its memory between uses. Not thread-safe.
class Output {
 public:
  [[nodiscard]] std::string_view View() const { return {bytes_.get(), size_}; }
  [[nodiscard]] std::size_t Size() const { return size_; }
  [[nodiscard]] bool Empty() const { return size_ == 0; }
  // Forgets the bytes; gives an unusually large block back.
  void Clear();

  void Append(std::string_view text);
  // Room for `size` bytes at the end; Commit says where writing into it stopped.
  [[nodiscard]] char* Reserve(std::size_t size);
  void Commit(const char* end) { size_ = static_cast<std::size_t>(end - bytes_.get()); }

 private:
  std::unique_ptr<char[]> bytes_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

// The reason phrase of a status that is ever sent (RFC 9110 §15); empty for any other.
[[nodiscard]] std::string_view ReasonOf(int status);

// How the connection frames a response.
struct Framing {
  bool omit_body = false;            // the answer to HEAD
  bool close = false;                // says Connection: close
  bool announce_keep_alive = false;  // HTTP/1.0 must be told
};

// Statuses without a body and without Content-Length (RFC 9110 §8.6).
[[nodiscard]] inline bool HasNoContent(int status) {
  return status < 200 || status == 204 || status == 304;
}

// Appends `response` whole; `date_line` is a complete header line. Returns how many bytes.
std::size_t AppendResponse(const Response& response, const Framing& framing,
                           std::string_view date_line, Output& output);

// The same of a response that goes on: its body is left out, and its length not told. `chunked`
// says that it comes in chunks; otherwise the connection's end is its own.
void AppendStreamHead(const Response& response, const Framing& framing, bool chunked,
                      std::string_view date_line, Output& output);
// `bytes`, not empty, as one chunk (RFC 9112 §7.1).
void AppendChunk(std::string_view bytes, Output& output);
// The mark of the end of a chunked body.
void AppendLastChunk(Output& output);

}  // namespace writ::http
