// Writing a small JSON object into a buffer that the caller owns (RFC 8259), without allocating.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "oauth/records/scope.h"

namespace writ::api {

// One flat object. What does not fit is left out, from there to the end, and Finish tells.
class JsonWriter {
 public:
  // Opens the object. `out` must outlive the writer.
  explicit JsonWriter(std::span<char> out);

  void String(std::string_view name, std::string_view value);
  // As String, of a value that needs no escape: ours, of letters, digits and "_-".
  void Plain(std::string_view name, std::string_view value);
  void Number(std::string_view name, std::int64_t value);
  void Boolean(std::string_view name, bool value);
  // A scope in its wire form, in the order of `list`.
  void Scope(std::string_view name, const oauth::ScopeSet& scopes, const oauth::ScopeList& list,
             const oauth::ScopeNames& names);

  // `_links` with one link to a page for people, as Mollie's HAL has it.
  void Link(std::string_view relation, std::string_view href);

  // Closes the object and returns its text, in the buffer; nothing if it did not fit. Call once.
  [[nodiscard]] std::optional<std::string_view> Finish();

 private:
  void Name(std::string_view name);
  void Append(std::string_view text);
  void AppendEscaped(std::string_view text);

  std::span<char> out_;
  std::size_t size_ = 0;
  bool first_ = true;
  bool fits_ = true;
};

}  // namespace writ::api
