#include "base/percent.h"

#include <cstddef>

#include "base/hex_digit.h"

namespace writ {
namespace {

bool IsUnreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

}  // namespace

char* PercentDecode(std::string_view text, Plus plus, char* out) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '%') {
      if (text.size() - i < 3) return nullptr;
      const int high = HexValue(text[i + 1]);
      const int low = HexValue(text[i + 2]);
      if (high < 0 || low < 0) return nullptr;
      c = static_cast<char>(high * 16 + low);
      i += 2;
    } else if (c == '+' && plus == Plus::kIsSpace) {
      c = ' ';
    }
    *out++ = c;
  }
  return out;
}

bool PercentDecode(std::string_view text, Plus plus, std::string& out) {
  const std::size_t before = out.size();
  out.resize(before + text.size());
  const char* const end = PercentDecode(text, plus, out.data() + before);
  if (end == nullptr) return false;
  out.resize(static_cast<std::size_t>(end - out.data()));
  return true;
}

void AppendPercentEncoded(std::string_view text, std::string& out) {
  for (const char c : text) {
    if (IsUnreserved(c)) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += kUpperHexDigits[byte >> 4U];
      out += kUpperHexDigits[byte & 15U];
    }
  }
}

}  // namespace writ
