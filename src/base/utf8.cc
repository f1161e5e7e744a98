#include "base/utf8.h"

#include <cstddef>
#include <cstring>

namespace writ {
namespace {

// The length of the well-formed sequence that begins at `p` with a byte above 0x7f; 0 if none does.
std::size_t SequenceLength(const unsigned char* p, std::size_t available) {
  const unsigned char lead = p[0];
  std::size_t length = 0;
  unsigned char second_min = 0x80;
  unsigned char second_max = 0xbf;
  if (lead >= 0xc2 && lead <= 0xdf) {
    length = 2;
  } else if (lead >= 0xe0 && lead <= 0xef) {
    length = 3;
    if (lead == 0xe0) second_min = 0xa0;  // overlong
    if (lead == 0xed) second_max = 0x9f;  // surrogates
  } else if (lead >= 0xf0 && lead <= 0xf4) {
    length = 4;
    if (lead == 0xf0) second_min = 0x90;  // overlong
    if (lead == 0xf4) second_max = 0x8f;  // beyond U+10FFFF
  }
  if (length == 0 || length > available || p[1] < second_min || p[1] > second_max) return 0;
  for (std::size_t i = 2; i < length; ++i) {
    if (p[i] < 0x80 || p[i] > 0xbf) return 0;
  }
  return length;
}

// Eight bytes from 0x01 to 0x7f.
bool IsPlain(const unsigned char* p) {
  std::uint64_t word = 0;
  std::memcpy(&word, p, sizeof(word));
  constexpr std::uint64_t kHigh = 0x8080808080808080U;
  constexpr std::uint64_t kOnes = 0x0101010101010101U;
  return ((word | (word - kOnes)) & kHigh) == 0;
}

}  // namespace

bool IsText(std::string_view bytes) {
  const auto* p = reinterpret_cast<const unsigned char*>(bytes.data());
  std::size_t left = bytes.size();
  while (left > 0) {
    std::size_t step = 1;
    if (left >= 8 && IsPlain(p)) {
      step = 8;
    } else if (*p > 0x7f) {
      step = SequenceLength(p, left);
    } else if (*p == 0) {
      step = 0;
    }
    if (step == 0) return false;
    p += step;
    left -= step;
  }
  return true;
}

bool TakeCodePoint(std::string_view& text, std::uint32_t& code_point) {
  const auto* const p = reinterpret_cast<const unsigned char*>(text.data());
  std::size_t length = 1;
  code_point = *p;
  if (*p > 0x7f) {
    length = SequenceLength(p, text.size());
    if (length == 0) return false;
    code_point = *p & (0xffU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) code_point = code_point << 6U | (p[i] & 0x3fU);
  }
  text.remove_prefix(length);
  return true;
}

}  // namespace writ
