// Collects parameters under their limits, for the readers of forms and of JSON.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "http/form.h"

namespace writ::http {

// Not thread-safe.
class ParameterReader {
 public:
  explicit ParameterReader(Values values, KnownNames known) : values_(values), known_(known) {}

  // Room for decoded text, at most `bytes_max` in all; once, before the first use.
  [[nodiscard]] char* Reserve(std::size_t bytes_max);

  // False if a limit or rule is broken; Error() then says which.
  [[nodiscard]] bool Add(std::string_view name, std::string_view value, bool is_string = true);
  [[nodiscard]] bool AddNested(std::string_view name);
  [[nodiscard]] bool AddNull(std::string_view name);
  [[nodiscard]] bool Refuse(std::string_view description);

  [[nodiscard]] const ContentError& Error() const { return error_; }
  [[nodiscard]] Parameters Take() { return std::move(parameters_); }

 private:
  [[nodiscard]] bool Knows(std::string_view name) const;
  [[nodiscard]] bool Admit(std::string_view name, std::string_view value);

  Values values_;
  KnownNames known_;
  Parameters parameters_;
  std::size_t count_ = 0;
  ContentError error_;
};

}  // namespace writ::http
