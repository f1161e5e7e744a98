#include "http/head_scanner.h"

#include "http/parser.h"

namespace writ::http {
namespace {

constexpr std::string_view kNotHttp = "These bytes are not an HTTP/1.1 request.";

HeadScanner::Progress Refuse(ProtocolError& error, int status, std::string_view description) {
  error.status = status;
  error.description = description;
  return HeadScanner::Progress::kRefused;
}

// A request line may hold anything but control characters; whoever sends those speaks another
// protocol and may never send a line end.
bool LooksLikeText(std::string_view bytes) {
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte < 0x20 && c != '\r') || byte == 0x7f) return false;
  }
  return true;
}

}  // namespace

HeadScanner::Progress HeadScanner::Scan(std::string_view bytes, const Limits& limits,
                                        ProtocolError& error) {
  while (true) {
    const std::size_t line_end = bytes.find('\n', scanned_);
    const std::size_t seen = line_end == std::string_view::npos ? bytes.size() : line_end + 1;
    if (lines_ == 0 && seen > limits.request_line_bytes_max) {
      return Refuse(error, 414, "The request line is too long.");
    }
    if (seen > limits.header_bytes_max) return Refuse(error, 431, "The headers are too long.");
    if (line_end == std::string_view::npos) {
      if (lines_ == 0 && !LooksLikeText(bytes.substr(scanned_))) {
        return Refuse(error, 400, kNotHttp);
      }
      scanned_ = bytes.size();
      return Progress::kIncomplete;
    }
    if (line_end == line_begin_ || bytes[line_end - 1] != '\r') {
      return Refuse(error, 400, "Every line of the head must end in CRLF.");
    }
    const bool empty = line_end == line_begin_ + 1;
    const char first = bytes[line_begin_];
    scanned_ = line_begin_ = line_end + 1;
    if (empty) return lines_ == 0 ? Refuse(error, 400, kNotHttp) : Progress::kComplete;
    if (lines_ > 0 && (first == ' ' || first == '\t')) {
      return Refuse(error, 400, "A header must not be folded over several lines.");
    }
    if (lines_ > limits.header_count_max) return Refuse(error, 431, "There are too many headers.");
    ++lines_;
  }
}

void LocateError(std::string_view bytes, ProtocolError& error) {
  const std::string_view line = bytes.substr(0, bytes.find('\r'));
  const std::size_t method_end = line.find(' ');
  if (method_end == std::string_view::npos) return;
  error.method = MethodOf(line.substr(0, method_end));
  std::string_view target = line.substr(method_end + 1);
  target = target.substr(0, target.find(' '));
  error.path = SplitTarget(target).path;
}

}  // namespace writ::http
