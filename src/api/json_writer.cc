#include "api/json_writer.h"

#include <array>
#include <charconv>
#include <cstring>

#include "base/check.h"

namespace writ::api {

JsonWriter::JsonWriter(std::span<char> out) : out_(out) { Append("{"); }

void JsonWriter::String(std::string_view name, std::string_view value) {
  Name(name);
  Append("\"");
  AppendEscaped(value);
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
                       const oauth::ScopeList& list) {
  Name(name);
  Append("\"");
  bool first = true;
  for (std::size_t i = 0; i < list.size; ++i) {
    const std::uint8_t index = list.indexes[i];
    if (!scopes.Has(index)) continue;
    if (!first) Append(" ");
    first = false;
    Append(oauth::Permissions()[index].id);
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

std::string_view JsonWriter::Finish() {
  Append("}");
  return {out_.data(), size_};
}

void JsonWriter::Name(std::string_view name) {
  Append(first_ ? "\"" : ",\"");
  first_ = false;
  Append(name);
  Append("\":");
}

void JsonWriter::Append(std::string_view text) {
  CHECK(text.size() <= out_.size() - size_);
  std::memcpy(out_.data() + size_, text.data(), text.size());
  size_ += text.size();
}

void JsonWriter::AppendEscaped(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      const std::array<char, 2> escaped{'\\', c};
      Append({escaped.data(), escaped.size()});
    } else if (byte < 0x20U) {
      const std::array<char, 6> escaped{
          '\\', 'u', '0', '0', kDigits[byte >> 4U], kDigits[byte & 15U]};
      Append({escaped.data(), escaped.size()});
    } else {
      Append({&c, 1});
    }
  }
}

}  // namespace writ::api
