#include "http/form.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "base/percent.h"
#include "base/utf8.h"
#include "http/parameter_reader.h"
#include "http/text.h"

namespace writ::http {

std::optional<std::string_view> Parameters::Find(std::string_view name) const {
  for (const Parameter& parameter : list_) {
    if (parameter.name == name && !parameter.nested) return parameter.value;
  }
  return std::nullopt;
}

bool Parameters::IsNested(std::string_view name) const {
  return std::any_of(list_.begin(), list_.end(), [name](const Parameter& parameter) {
    return parameter.nested && parameter.name == name;
  });
}

bool Parameters::IsDuplicate(std::string_view name) const {
  const auto sent =
      std::count_if(list_.begin(), list_.end(),
                    [name](const Parameter& parameter) { return parameter.name == name; }) +
      std::count(nulls_.begin(), nulls_.end(), name);
  return sent > 1;
}

std::optional<std::string_view> Parameters::Duplicate() const {
  for (const Parameter& parameter : list_) {
    if (IsDuplicate(parameter.name)) return parameter.name;
  }
  for (const std::string_view name : nulls_) {
    if (IsDuplicate(name)) return name;
  }
  return std::nullopt;
}

char* ParameterReader::Reserve(std::size_t bytes_max) {
  parameters_.decoded_.reset(new char[std::max<std::size_t>(bytes_max, 1)]);
  return parameters_.decoded_.get();
}

bool ParameterReader::Refuse(std::string_view description) {
  error_ = {400, description};
  return false;
}

bool ParameterReader::Knows(std::string_view name) const {
  return known_.empty() || std::find(known_.begin(), known_.end(), name) != known_.end();
}

bool ParameterReader::Admit(std::string_view name, std::string_view value) {
  if (++count_ > kParametersMax) return Refuse("There are too many parameters.");
  const bool any_name = known_.empty();
  if (any_name && name.size() > kParameterNameBytesMax) {
    return Refuse("The name of a parameter is too long.");
  }
  const bool judged = values_ == Values::kText;
  if (judged && value.size() > kParameterValueBytesMax) return Refuse("A parameter is too long.");
  if ((any_name && !IsText(name)) || (judged && !IsText(value))) {
    return Refuse("The parameters must be UTF-8 without NUL characters.");
  }
  return true;
}

bool ParameterReader::Add(std::string_view name, std::string_view value, bool is_string) {
  if (!Knows(name)) return true;
  if (!Admit(name, value)) return false;
  parameters_.list_.push_back({name, value, false, is_string});
  return true;
}

bool ParameterReader::AddNested(std::string_view name) {
  if (!Knows(name)) return true;
  if (!Admit(name, {})) return false;
  parameters_.list_.push_back({name, {}, true, false});
  return true;
}

bool ParameterReader::AddNull(std::string_view name) {
  if (!Knows(name)) return true;
  if (!Admit(name, {})) return false;
  parameters_.nulls_.push_back(name);
  return true;
}

Result<Parameters, ContentError> ReadForm(std::string_view form, Values values, KnownNames known) {
  ParameterReader reader(values, known);
  char* decoded = nullptr;
  bool well_formed = true;
  // What needs no decoding stays where it is.
  const auto decode = [&](std::string_view text) -> std::string_view {
    // Two searches of one character each, since one for either goes byte by byte.
    if (text.find('%') == std::string_view::npos && text.find('+') == std::string_view::npos) {
      return text;
    }
    if (decoded == nullptr) decoded = reader.Reserve(form.size());
    char* const end = PercentDecode(text, Plus::kIsSpace, decoded);
    if (end == nullptr) {
      well_formed = false;
      return {};
    }
    const std::string_view result(decoded, static_cast<std::size_t>(end - decoded));
    decoded = end;
    return result;
  };
  while (!form.empty()) {
    const std::string_view pair = form.substr(0, form.find('&'));
    const std::size_t equals = pair.find('=');
    const std::string_view name = decode(pair.substr(0, equals));
    const std::string_view value =
        equals == std::string_view::npos ? std::string_view() : decode(pair.substr(equals + 1));
    if (!well_formed) return Fail(ContentError{400, "The percent-encoding is malformed."});
    if (!pair.empty() && !reader.Add(name, value)) return Fail(reader.Error());
    form.remove_prefix(std::min(form.size(), pair.size() + 1));
  }
  return reader.Take();
}

bool IsMediaType(std::string_view content_type, std::string_view lower) {
  return EqualsIgnoringCase(Trimmed(content_type.substr(0, content_type.find(';'))), lower);
}

Result<Parameters, ContentError> ReadParameters(const Request& request, Values values,
                                                KnownNames known) {
  if (request.body.empty()) return Parameters();
  if (IsMediaType(request.headers[Header::kContentType], "application/x-www-form-urlencoded")) {
    return ReadForm(request.body, values, known);
  }
  if (IsMediaType(request.headers[Header::kContentType], "application/json")) {
    return ReadJsonObject(request.body, values, known);
  }
  return Fail(ContentError{
      415, "Content-Type must be application/x-www-form-urlencoded or application/json."});
}

}  // namespace writ::http
