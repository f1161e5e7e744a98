#include "api/json_writer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

#include "base/hex_digit.h"

namespace writ::api {

namespace {

// How many bytes at the start of `text` need no escape: all of it or a multiple of eight.
std::size_t PlainLength(std::string_view text) {
  constexpr std::uint64_t kOnes = 0x0101010101010101U;
  constexpr std::uint64_t kHigh = 0x80 * kOnes;
  const auto has_less = [](std::uint64_t word, std::uint64_t limit) {
    return (word - limit * kOnes) & ~word & kHigh;
  };
  std::size_t length = 0;
  while (length < text.size()) {
    // The rest of the last word is made of letters.
    std::uint64_t word = 'x' * kOnes;
    const std::size_t taken = std::min<std::size_t>(8, text.size() - length);
    std::memcpy(&word, text.data() + length, taken);
    if ((has_less(word, 0x20) | has_less(word ^ ('"' * kOnes), 1) |
         has_less(word ^ ('\\' * kOnes), 1)) != 0) {
      break;
    }
    length += taken;
  }
  return length;
}

}  // namespace

JsonWriter::JsonWriter(std::span<char> out) : out_(out) { Append("{"); }

void JsonWriter::String(std::string_view name, std::string_view value) {
  Name(name);
  Append("\"");
  AppendEscaped(value);
  Append("\"");
}

void JsonWriter::Plain(std::string_view name, std::string_view value) {
  Name(name);
  Append("\"");
  Append(value);
  Append("\"");
}

void JsonWriter::Number(std::string_view name, std::int64_t value) {
  std::array<char, 24> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  Name(name);
  Append({digits.data(), static_cast<std::size_t>(end - digits.data())});
}

void JsonWriter::Boolean(std::string_view name, bool value) {
  Name(name);
  Append(value ? "true" : "false");
}

void JsonWriter::Scope(std::string_view name, const oauth::ScopeSet& scopes,
                       const oauth::ScopeList& list, const oauth::ScopeNames& names) {
  Name(name);
  Append("\"");
  bool first = true;
  for (std::size_t i = 0; i < list.size; ++i) {
    const oauth::ScopeIndex index = list.indexes[i];
    if (!scopes.Has(index)) continue;
    if (!first) Append(" ");
    first = false;
    Append(names.Of(index));
  }
  Append("\"");
}

void JsonWriter::Link(std::string_view relation, std::string_view href) {
  Name("_links");
  Append("{\"");
  Append(relation);
  Append("\":{\"href\":\"");
  AppendEscaped(href);
  Append("\",\"type\":\"text/html\"}}");
}

std::optional<std::string_view> JsonWriter::Finish() {
  Append("}");
  if (!fits_) return std::nullopt;
  return std::string_view(out_.data(), size_);
}

void JsonWriter::Name(std::string_view name) {
  Append(first_ ? "\"" : ",\"");
  first_ = false;
  Append(name);
  Append("\":");
}

void JsonWriter::Append(std::string_view text) {
  fits_ = fits_ && text.size() <= out_.size() - size_;
  if (!fits_) return;
  std::memcpy(out_.data() + size_, text.data(), text.size());
  size_ += text.size();
}

void JsonWriter::AppendEscaped(std::string_view text) {
  const std::size_t plain = PlainLength(text);
  Append(text.substr(0, plain));
  for (const char c : text.substr(plain)) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      const std::array<char, 2> escaped{'\\', c};
      Append({escaped.data(), escaped.size()});
    } else if (byte < 0x20U) {
      const std::array<char, 6> escaped{
          '\\', 'u', '0', '0', kLowerHexDigits[byte >> 4U], kLowerHexDigits[byte & 15U]};
      Append({escaped.data(), escaped.size()});
    } else {
      Append({&c, 1});
    }
  }
}

}  // namespace writ::api
