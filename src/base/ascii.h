// Letters of ASCII in either case, whatever the process's locale; every other byte is only itself.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace writ {

[[nodiscard]] constexpr char Lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

[[nodiscard]] inline std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = Lower(c);
  return lower;
}

[[nodiscard]] constexpr bool EqualsIgnoringCase(std::string_view left, std::string_view right) {
  if (left == right) return true;  // the usual case, many bytes at a time
  return left.size() == right.size() &&
         std::equal(left.begin(), left.end(), right.begin(),
                    [](char a, char b) { return Lower(a) == Lower(b); });
}

[[nodiscard]] constexpr bool EndsIgnoringCase(std::string_view text, std::string_view end) {
  return text.size() >= end.size() &&
         EqualsIgnoringCase(text.substr(text.size() - end.size()), end);
}

}  // namespace writ
