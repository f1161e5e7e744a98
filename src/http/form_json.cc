#include <boost/json/basic_parser_impl.hpp>
#include <cstring>
#include <limits>

#include "http/form.h"
#include "http/parameter_reader.h"

namespace writ::http {
namespace {

namespace json = boost::json;
using boost::system::error_code;

// Takes the members of the outermost object as they pass; whatever lies deeper is only checked to
// be JSON. A document tree would hide duplicate names and how a number was spelled.
class Members {
 public:
  // NOLINTBEGIN(readability-identifier-naming): Boost.JSON names what it calls
  static constexpr std::size_t max_object_size = std::numeric_limits<std::size_t>::max();
  static constexpr std::size_t max_array_size = std::numeric_limits<std::size_t>::max();
  static constexpr std::size_t max_key_size = std::numeric_limits<std::size_t>::max();
  static constexpr std::size_t max_string_size = std::numeric_limits<std::size_t>::max();

  // Decoding makes JSON shorter, never longer.
  Members(ParameterReader& reader, std::size_t bytes)
      : reader_(reader), begin_(reader.Reserve(bytes)), end_(begin_) {}

  bool on_document_begin(error_code& /*ec*/) { return true; }
  bool on_document_end(error_code& /*ec*/) { return true; }
  bool on_object_begin(error_code& ec) {
    if (depth_ == 0) {
      depth_ = 1;
      return true;
    }
    return Enter(ec);
  }
  bool on_object_end(std::size_t /*size*/, error_code& /*ec*/) { return Leave(); }
  bool on_array_begin(error_code& ec) { return depth_ == 0 ? Stop(ec, kNoObject) : Enter(ec); }
  bool on_array_end(std::size_t /*size*/, error_code& /*ec*/) { return Leave(); }
  bool on_key_part(json::string_view part, std::size_t /*size*/, error_code& /*ec*/) {
    return Collect(part);
  }
  bool on_key(json::string_view part, std::size_t /*size*/, error_code& /*ec*/) {
    Collect(part);
    if (depth_ == 1) name_ = Collected();
    return true;
  }
  bool on_string_part(json::string_view part, std::size_t /*size*/, error_code& /*ec*/) {
    return Collect(part);
  }
  bool on_string(json::string_view part, std::size_t /*size*/, error_code& ec) {
    Collect(part);
    return Value(ec, true);
  }
  bool on_number_part(json::string_view part, error_code& /*ec*/) { return Collect(part); }
  bool on_int64(std::int64_t /*value*/, json::string_view part, error_code& ec) {
    Collect(part);
    return Value(ec, false);
  }
  bool on_uint64(std::uint64_t /*value*/, json::string_view part, error_code& ec) {
    Collect(part);
    return Value(ec, false);
  }
  bool on_double(double /*value*/, json::string_view part, error_code& ec) {
    Collect(part);
    return Value(ec, false);
  }
  bool on_bool(bool value, error_code& ec) {
    Collect(value ? "true" : "false");
    return Value(ec, false);
  }
  bool on_null(error_code& ec) {
    if (depth_ == 0) return Stop(ec, kNoObject);
    return depth_ > 1 || reader_.AddNull(name_) || Stop(ec, {});
  }
  bool on_comment_part(json::string_view /*part*/, error_code& /*ec*/) { return true; }
  bool on_comment(json::string_view /*part*/, error_code& /*ec*/) { return true; }
  // NOLINTEND(readability-identifier-naming)

  // A rule of ours, not of JSON's, was broken; the reader knows which.
  [[nodiscard]] bool Stopped() const { return stopped_; }

 private:
  static constexpr std::string_view kNoObject = "The body must be a JSON object.";

  bool Stop(error_code& ec, std::string_view description) {
    if (!description.empty()) static_cast<void>(reader_.Refuse(description));
    stopped_ = true;
    ec = boost::system::errc::make_error_code(boost::system::errc::invalid_argument);
    return false;
  }
  bool Enter(error_code& ec) {
    ++depth_;
    return depth_ > 2 || reader_.AddNested(name_) || Stop(ec, {});
  }
  bool Leave() {
    --depth_;
    return true;
  }
  bool Collect(json::string_view part) {
    if (depth_ > 1 || part.empty()) return true;
    std::memcpy(end_, part.data(), part.size());
    end_ += part.size();
    return true;
  }
  std::string_view Collected() {
    const std::string_view text(begin_, static_cast<std::size_t>(end_ - begin_));
    begin_ = end_;
    return text;
  }
  bool Value(error_code& ec, bool is_string) {
    if (depth_ == 0) return Stop(ec, kNoObject);
    return depth_ > 1 || reader_.Add(name_, Collected(), is_string) || Stop(ec, {});
  }

  ParameterReader& reader_;
  char* begin_;
  char* end_;
  std::size_t depth_ = 0;
  std::string_view name_;
  bool stopped_ = false;
};

}  // namespace

Result<Parameters, ContentError> ReadJsonObject(std::string_view text, Values values,
                                                KnownNames known) {
  ParameterReader reader(values, known);
  json::parse_options options;
  options.max_depth = kJsonDepthMax;
  json::basic_parser<Members> parser(options, reader, text.size());
  error_code ec;
  const std::size_t parsed = parser.write_some(false, text.data(), text.size(), ec);
  if (parser.handler().Stopped()) return Fail(reader.Error());
  if (ec || parsed != text.size()) return Fail(ContentError{400, "The JSON is malformed."});
  return reader.Take();
}

}  // namespace writ::http
