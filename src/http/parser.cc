#include "http/parser.h"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <limits>

#include "base/ascii.h"
#include "http/text.h"
#include "http/uri.h"

namespace writ::http {
namespace {

namespace beast = boost::beast;

std::string_view ToView(beast::string_view text) { return {text.data(), text.size()}; }

bool ParseLength(std::string_view text, std::uint64_t& length) {
  if (text.empty() || text.size() > 18) return false;
  length = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return false;
    length = length * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return true;
}

// The hooks of Beast's parser that are not needed: bodies are read elsewhere.
class BaseParser : public beast::http::basic_parser<true> {
 protected:
  void on_response_impl(int /*code*/, beast::string_view /*reason*/, int /*version*/,
                        beast::error_code& /*ec*/) override {}
  void on_header_impl(beast::error_code& /*ec*/) override {}
  void on_body_init_impl(const boost::optional<std::uint64_t>& /*content_length*/,
                         beast::error_code& /*ec*/) override {}
  std::size_t on_body_impl(beast::string_view body, beast::error_code& /*ec*/) override {
    return body.size();
  }
  void on_chunk_header_impl(std::uint64_t /*size*/, beast::string_view /*extensions*/,
                            beast::error_code& /*ec*/) override {}
  std::size_t on_chunk_body_impl(std::uint64_t /*remain*/, beast::string_view body,
                                 beast::error_code& /*ec*/) override {
    return body.size();
  }
  void on_finish_impl(beast::error_code& /*ec*/) override {}
};

class HeadParser final : public BaseParser {
 public:
  HeadParser(Head& head, ProtocolError& error) : head_(head), error_(error) {}

  // False once a rule of ours is broken; `error` then says which.
  [[nodiscard]] bool Acceptable() const { return !refused_; }
  [[nodiscard]] bool Finish();

 private:
  void on_request_impl(beast::http::verb method, beast::string_view name, beast::string_view target,
                       int version, beast::error_code& ec) override;
  void on_field_impl(beast::http::field name, beast::string_view name_string,
                     beast::string_view value, beast::error_code& ec) override;
  void TakeListed(std::string_view name, std::string_view value, beast::error_code& ec);
  void TakeContentLength(std::string_view value, beast::error_code& ec);
  void TakeTransferEncoding(std::string_view value, beast::error_code& ec);

  bool Refuse(int status, std::string_view description) {
    refused_ = true;
    error_.status = status;
    error_.description = description;
    return false;
  }
  void Refuse(int status, std::string_view description, beast::error_code& ec) {
    Refuse(status, description);
    ec = beast::http::error::bad_field;
  }

  Head& head_;
  ProtocolError& error_;
  std::string_view authority_;
  bool refused_ = false;
  bool has_length_ = false;
  bool has_expect_ = false;
};

void HeadParser::on_request_impl(beast::http::verb /*method*/, beast::string_view name,
                                 beast::string_view target, int version, beast::error_code& ec) {
  Request& request = head_.request;
  request.method = MethodOf(ToView(name));
  request.target = ToView(target);
  head_.http_1_0 = version == 10;
  const TargetParts parts = SplitTarget(request.target);
  if (parts.path.empty() || (parts.path == "*" && request.method != Method::kOptions)) {
    return Refuse(400, "The request target must be a path, or an absolute http or https URI.", ec);
  }
  authority_ = parts.authority;
  request.path = parts.path;
  request.query = parts.query;
}

void HeadParser::TakeContentLength(std::string_view value, beast::error_code& ec) {
  if (has_length_) return Refuse(400, "Content-Length must be sent only once.", ec);
  has_length_ = true;
  if (!ParseLength(value, head_.content_length)) {
    return Refuse(400, "Content-Length must be one decimal number.", ec);
  }
}

void HeadParser::TakeTransferEncoding(std::string_view value, beast::error_code& ec) {
  if (head_.chunked || head_.http_1_0 || !EqualsIgnoringCase(value, "chunked")) {
    return Refuse(400, "Transfer-Encoding must be exactly chunked, once, and in HTTP/1.1.", ec);
  }
  head_.chunked = true;
}

void HeadParser::TakeListed(std::string_view name, std::string_view value, beast::error_code& ec) {
  for (const HeaderRow& row : kHeaders) {
    if (name.size() != row.name.size() || !EqualsIgnoringCase(name, row.name)) continue;
    std::string_view& slot = head_.request.headers[row.header];
    if (!Has(slot)) {
      slot = value;
    } else if (!row.repeated.empty()) {
      Refuse(400, row.repeated, ec);
    }
    return;
  }
}

void HeadParser::on_field_impl(beast::http::field name, beast::string_view name_string,
                               beast::string_view value, beast::error_code& ec) {
  using beast::http::field;
  // Beast's view of an empty value may be null, but "absent" is ours to mean by that.
  const std::string_view text = value.empty() ? std::string_view("") : ToView(value);
  if (name == field::content_length) {
    TakeContentLength(text, ec);
  } else if (name == field::transfer_encoding) {
    TakeTransferEncoding(text, ec);
  } else if (name == field::expect) {
    if (has_expect_ || !EqualsIgnoringCase(text, "100-continue")) {
      return Refuse(417, "The only expectation that can be met is 100-continue.", ec);
    }
    has_expect_ = true;
  } else {
    TakeListed(ToView(name_string), text, ec);
  }
}

bool HeadParser::Finish() {
  std::string_view& host = head_.request.headers[Header::kHost];
  if (head_.chunked && has_length_) {
    return Refuse(400, "Content-Length and Transfer-Encoding must not come together.");
  }
  if (!Has(host) && !head_.http_1_0) return Refuse(400, "Host is missing.");
  // An empty one is sent for a target that has no host (RFC 9112 §3.2).
  if (!host.empty() && !IsHost(host)) {
    return Refuse(400, "Host is not a host, with or without a port.");
  }
  if (!authority_.empty()) {
    if (!IsHost(authority_)) {
      return Refuse(400, "The request target's host is not a host, with or without a port.");
    }
    // RFC 9112 §3.2.2: it overrules Host.
    host = authority_;
  }
  head_.keep_alive = keep_alive();
  head_.expects_continue = has_expect_ && !head_.http_1_0;
  return true;
}

// The version is asked about only if the request line is otherwise sound, so that another
// protocol's preface is not taken for HTTP.
bool IsOtherVersion(std::string_view head) {
  const std::string_view line = head.substr(0, head.find('\r'));
  const std::size_t last = line.rfind(' ');
  if (std::count(line.begin(), line.end(), ' ') != 2 || line.substr(0, 4) == "PRI ") return false;
  const std::string_view version = line.substr(last + 1);
  const auto is_digit = [&](std::size_t i) { return version[i] >= '0' && version[i] <= '9'; };
  return version.size() == 8 && version.substr(0, 5) == "HTTP/" && is_digit(5) &&
         version[6] == '.' && is_digit(7);
}

std::string_view Describe(const beast::error_code& ec) {
  using beast::http::error;
  if (ec == error::bad_method) return "The method is not a token.";
  if (ec == error::bad_target) return "The request target has a character that is not allowed.";
  if (ec == error::bad_version) return "The request line must end in HTTP/1.1.";
  if (ec == error::bad_field) return "The name of a header is malformed.";
  if (ec == error::bad_value) return "The value of a header is malformed.";
  if (ec == error::bad_content_length || ec == error::multiple_content_length) {
    return "Content-Length must be one decimal number, sent once.";
  }
  if (ec == error::bad_transfer_encoding) return "Transfer-Encoding must be exactly chunked.";
  return "The request is malformed.";
}

}  // namespace

Method MethodOf(std::string_view name) {
  if (name == "GET") return Method::kGet;
  if (name == "POST") return Method::kPost;
  if (name == "DELETE") return Method::kDelete;
  if (name == "HEAD") return Method::kHead;
  if (name == "OPTIONS") return Method::kOptions;
  if (name == "PUT") return Method::kPut;
  if (name == "PATCH") return Method::kPatch;
  return Method::kOther;
}

TargetParts SplitTarget(std::string_view target) {
  TargetParts parts;
  if (target.find('#') != std::string_view::npos) return parts;
  if (target.empty() || target[0] != '/') {
    if (target == "*") return {{}, target, {}};
    const std::size_t scheme_end = target.find("://");
    if (scheme_end == std::string_view::npos) return parts;
    const std::string_view scheme = target.substr(0, scheme_end);
    if (!EqualsIgnoringCase(scheme, "http") && !EqualsIgnoringCase(scheme, "https")) return parts;
    target.remove_prefix(scheme_end + 3);
    parts.authority = target.substr(0, target.find_first_of("/?"));
    if (parts.authority.empty()) return parts;
    target.remove_prefix(parts.authority.size());
    if (target.empty() || target[0] == '?') parts.path = "/";
  }
  const std::size_t question = target.find('?');
  if (parts.path.empty()) parts.path = target.substr(0, question);
  if (question != std::string_view::npos) parts.query = target.substr(question + 1);
  return parts;
}

bool ParseHead(std::string_view head, Head& parsed, ProtocolError& error) {
  parsed = Head();
  HeadParser parser(parsed, error);
  parser.header_limit(std::numeric_limits<std::uint32_t>::max());
  parser.body_limit(boost::none);
  beast::error_code ec;
  parser.put(boost::asio::const_buffer(head.data(), head.size()), ec);
  if (!parser.Acceptable()) return false;
  if (ec || !parser.is_header_done()) {
    const bool version = ec == beast::http::error::bad_version && IsOtherVersion(head);
    error.status = version ? 505 : 400;
    error.description = version ? "Only HTTP/1.1 and HTTP/1.0 are spoken here." : Describe(ec);
    return false;
  }
  return parser.Finish();
}

}  // namespace writ::http
