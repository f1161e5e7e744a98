#include "http/chunked_body.h"

#include <algorithm>

#include "base/hex_digit.h"

namespace writ::http {
namespace {

constexpr std::size_t kSizeDigitsMax = 15;  // so that a size cannot overflow

bool IsControl(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t') || byte == 0x7f;
}

}  // namespace

ChunkedBody::Progress ChunkedBody::Read(std::string_view bytes, std::size_t& taken) {
  taken = 0;
  while (taken < bytes.size()) {
    const std::string_view rest = bytes.substr(taken);
    if (part_ == Part::kData) {
      const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(chunk_left_, rest.size()));
      content_.append(rest.substr(0, size));
      taken += size;
      chunk_left_ -= size;
      if (chunk_left_ == 0) part_ = Part::kDataEnd;
      continue;
    }
    std::size_t line_size = 0;
    const Progress progress = ReadLine(rest, line_size);
    taken += line_size;
    if (progress != Progress::kIncomplete || line_size == 0) return progress;
  }
  return Progress::kIncomplete;
}

// kIncomplete also if the body goes on; `taken` is 0 only if the line is not whole.
ChunkedBody::Progress ChunkedBody::ReadLine(std::string_view bytes, std::size_t& taken) {
  const std::size_t end = bytes.find('\n');
  const std::size_t seen = end == std::string_view::npos ? bytes.size() : end + 1;
  // First, so that the verdict does not depend on how much has arrived.
  if (part_ == Part::kDataEnd && bytes[0] != '\r') return Progress::kMalformed;
  if (seen > framing_bytes_left_) return Progress::kTooLarge;
  if (end == std::string_view::npos) return Progress::kIncomplete;
  if (end == 0 || bytes[end - 1] != '\r') return Progress::kMalformed;
  const std::string_view line = bytes.substr(0, end - 1);
  if (std::any_of(line.begin(), line.end(), IsControl)) return Progress::kMalformed;
  taken = seen;
  framing_bytes_left_ -= seen;
  switch (part_) {
    case Part::kSize:
      return ReadSize(line);
    case Part::kDataEnd:
      part_ = Part::kSize;
      return line.empty() ? Progress::kIncomplete : Progress::kMalformed;
    case Part::kTrailer:
      return ReadTrailer(line);
    case Part::kData:
      break;
  }
  return Progress::kMalformed;
}

ChunkedBody::Progress ChunkedBody::ReadSize(std::string_view line) {
  std::size_t digits = 0;
  std::uint64_t size = 0;
  while (digits < line.size() && HexValue(line[digits]) >= 0) {
    if (digits == kSizeDigitsMax) return Progress::kMalformed;
    size = size * 16 + static_cast<std::uint64_t>(HexValue(line[digits]));
    ++digits;
  }
  if (digits == 0) return Progress::kMalformed;
  const std::size_t extension = line.find_first_not_of(" \t", digits);
  if (extension == std::string_view::npos ? digits < line.size() : line[extension] != ';') {
    return Progress::kMalformed;
  }
  if (size > body_bytes_max_ - content_.size()) return Progress::kTooLarge;
  chunk_left_ = size;
  part_ = size == 0 ? Part::kTrailer : Part::kData;
  return Progress::kIncomplete;
}

ChunkedBody::Progress ChunkedBody::ReadTrailer(std::string_view line) {
  if (line.empty()) return Progress::kComplete;
  const std::size_t colon = line.find(':');
  const bool named = colon != std::string_view::npos && colon > 0 &&
                     line.substr(0, colon).find_first_of(" \t") == std::string_view::npos;
  return named ? Progress::kIncomplete : Progress::kMalformed;
}

}  // namespace writ::http
