#include "cli/width.h"

#include <clocale>
#include <cwchar>

namespace writ::cli {

namespace {

// The C library's tables, whatever language the person has chosen. This one is part of the library.
locale_t Utf8() {
  static const locale_t made = ::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
  return made;
}

std::size_t WidthIn(std::string_view text) {
  std::size_t columns = 0;
  while (!text.empty()) {
    std::mbstate_t state{};
    wchar_t character = 0;
    const std::size_t size = std::mbrtowc(&character, text.data(), text.size(), &state);
    const bool good = size != 0 && size <= text.size();
    const int width = good ? ::wcwidth(character) : 1;
    columns += width < 0 ? 1 : static_cast<std::size_t>(width);
    text.remove_prefix(good ? size : 1);
  }
  return columns;
}

}  // namespace

std::size_t DisplayWidth(std::string_view text) {
  if (Utf8() == nullptr) return text.size();
  const locale_t before = ::uselocale(Utf8());
  const std::size_t columns = WidthIn(text);
  ::uselocale(before);
  return columns;
}

}  // namespace writ::cli
