// A short text that is kept where it stands.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace writ {

// UTF-8 of at most `Max` bytes. Copying it allocates nothing and calls nothing.
template <std::size_t Max>
class ShortText {
  static_assert(Max < 256);

 public:
  constexpr ShortText() = default;
  // What is longer is cut at the end of a character.
  // NOLINTNEXTLINE(google-explicit-constructor): a text is what it is made of
  constexpr ShortText(std::string_view text) {
    std::size_t size = std::min(text.size(), Max);
    while (size < text.size() && size > 0 && IsInside(text[size])) --size;
    for (std::size_t i = 0; i < size; ++i) bytes_[i] = text[i];
    size_ = static_cast<std::uint8_t>(size);
  }
  // NOLINTNEXTLINE(google-explicit-constructor)
  constexpr ShortText(const char* text) : ShortText(std::string_view(text)) {}

  // As long as this lives and is not assigned to.
  [[nodiscard]] constexpr std::string_view View() const { return {bytes_.data(), size_}; }

  friend constexpr bool operator==(const ShortText& a, const ShortText& b) {
    return a.View() == b.View();
  }

 private:
  static constexpr bool IsInside(char byte) {
    return (static_cast<unsigned char>(byte) & 0xc0U) == 0x80U;
  }

  std::array<char, Max> bytes_{};
  std::uint8_t size_ = 0;
};

}  // namespace writ
