#include "http/cookie.h"

#include <algorithm>

#include "http/text.h"

namespace writ::http {

std::optional<std::string_view> FindCookie(std::string_view header, std::string_view name) {
  while (!header.empty()) {
    const std::string_view pair = header.substr(0, header.find(';'));
    header.remove_prefix(std::min(header.size(), pair.size() + 1));
    const std::size_t equals = pair.find('=');
    if (equals != std::string_view::npos && Trimmed(pair.substr(0, equals)) == name) {
      return Trimmed(pair.substr(equals + 1));
    }
  }
  return std::nullopt;
}

}  // namespace writ::http
