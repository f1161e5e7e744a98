// A chunked body to its bytes (RFC 9112 §7.1), strictly: every line ends in CRLF.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace writ::http {

// One body. Extensions and trailers are checked for their form and ignored. Not thread-safe.
class ChunkedBody {
 public:
  enum class Progress { kIncomplete, kComplete, kMalformed, kTooLarge };

  // `body_bytes_max` bounds the content, `framing_bytes_max` everything else.
  ChunkedBody(std::size_t body_bytes_max, std::size_t framing_bytes_max)
      : body_bytes_max_(body_bytes_max), framing_bytes_left_(framing_bytes_max) {}

  // Takes what it can of `bytes`; `taken` says how many. Those left must come again, with more.
  [[nodiscard]] Progress Read(std::string_view bytes, std::size_t& taken);
  [[nodiscard]] const std::string& Content() const { return content_; }

 private:
  enum class Part { kSize, kData, kDataEnd, kTrailer };

  [[nodiscard]] Progress ReadLine(std::string_view bytes, std::size_t& taken);
  [[nodiscard]] Progress ReadSize(std::string_view line);
  [[nodiscard]] Progress ReadTrailer(std::string_view line);

  const std::size_t body_bytes_max_;
  std::size_t framing_bytes_left_;
  Part part_ = Part::kSize;
  std::uint64_t chunk_left_ = 0;
  std::string content_;
};

}  // namespace writ::http
