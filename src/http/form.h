// The parameters of a request: a query, a form or a flat JSON object, read by one shared step.
#pragma once

#include <boost/container/small_vector.hpp>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "base/result.h"
#include "http/message.h"

namespace writ::http {

inline constexpr std::size_t kParametersMax = 100;
inline constexpr std::size_t kParameterNameBytesMax = 256;
inline constexpr std::size_t kParameterValueBytesMax = 16384;
inline constexpr std::size_t kJsonDepthMax = 256;

// Why content was refused.
struct ContentError {
  int status = 400;              // 400; 415 for a media type that is not read here
  std::string_view description;  // one English sentence that says what to mend; never quotes
};

struct Parameter {
  std::string_view name;
  std::string_view value;
  bool nested = false;    // an object or array in JSON; `value` is empty
  bool is_string = true;  // false for a number, boolean, object or array in JSON
};

// The names that are read; what is called otherwise is passed over, whatever it is. Empty: all.
using KnownNames = std::span<const std::string_view>;

// Which values are read.
enum class Values : std::uint8_t {
  kText,  // well-formed UTF-8 without NUL, of at most kParameterValueBytesMax; others are refused
  kAny,   // whatever the body can hold: whoever reads one judges it
};

// Names and values in the order they were sent, decoded; names are well-formed UTF-8 without NUL.
// JSON numbers and booleans are their own text; a JSON null is as if it had not been sent. Views
// live as long as this and what it was read from. Allocates only if something had to be decoded, or
// for more than 16 parameters. The limits above hold for what is read.
class Parameters {
 public:
  // The first value of that name; nothing if there is none or it is nested.
  [[nodiscard]] std::optional<std::string_view> Find(std::string_view name) const;
  // A value of that name is an object or array.
  [[nodiscard]] bool IsNested(std::string_view name) const;
  // The first name that was sent more than once (null counts).
  [[nodiscard]] std::optional<std::string_view> Duplicate() const;
  [[nodiscard]] bool IsDuplicate(std::string_view name) const;
  [[nodiscard]] std::span<const Parameter> All() const { return {list_.data(), list_.size()}; }

 private:
  friend class ParameterReader;

  boost::container::small_vector<Parameter, 16> list_;
  boost::container::small_vector<std::string_view, 1> nulls_;
  std::unique_ptr<char[]> decoded_;
};

// A form or query (application/x-www-form-urlencoded). 400 for bad percent-encoding, a value that
// is not one of `values`, and anything beyond the limits above.
[[nodiscard]] Result<Parameters, ContentError> ReadForm(std::string_view form,
                                                        Values values = Values::kText,
                                                        KnownNames known = {});

// A JSON object (RFC 8259), which is UTF-8 as a whole and at most kJsonDepthMax deep. 400 for
// anything else, and as above.
[[nodiscard]] Result<Parameters, ContentError> ReadJsonObject(std::string_view json,
                                                              Values values = Values::kText,
                                                              KnownNames known = {});

// The body, by its Content-Type; no body is no parameters, whatever the type. 415 for another type
// or none.
[[nodiscard]] Result<Parameters, ContentError> ReadParameters(const Request& request,
                                                              Values values = Values::kText,
                                                              KnownNames known = {});

// `content_type` without its parameters is `lower`, e.g. "application/json".
[[nodiscard]] bool IsMediaType(std::string_view content_type, std::string_view lower);

}  // namespace writ::http
