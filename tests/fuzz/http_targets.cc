#include <boost/json/parse.hpp>
#include <string>

#include "base/check.h"
#include "base/percent.h"
#include "http/accept.h"
#include "http/chunked_body.h"
#include "http/cookie.h"
#include "http/form.h"
#include "http/head_scanner.h"
#include "http/parser.h"
#include "targets.h"

namespace writ::fuzz {

namespace {

bool IsWithin(std::string_view part, std::string_view whole) {
  return part.empty() ||
         (part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size());
}

}  // namespace

// The scanner finds the same end however the bytes arrive (but refuses sooner what comes slowly and
// cannot be HTTP), and what the parser then says of the head lies in it.
void ReadHead(std::string_view input) {
  const http::Limits limits;
  http::ProtocolError error;
  http::HeadScanner whole;
  const auto progress = whole.Scan(input, limits, error);
  http::HeadScanner pieces;
  auto piecewise = http::HeadScanner::Progress::kIncomplete;
  for (std::size_t size = 1; size <= input.size(); ++size) {
    http::ProtocolError ignored;
    piecewise = pieces.Scan(input.substr(0, size), limits, ignored);
    if (piecewise != http::HeadScanner::Progress::kIncomplete) break;
  }
  CHECK(piecewise != http::HeadScanner::Progress::kComplete || progress == piecewise);
  http::LocateError(input, error);
  if (progress != http::HeadScanner::Progress::kComplete) return;
  CHECK(whole.Size() <= input.size());
  const std::string_view bytes = input.substr(0, whole.Size());
  http::Head head;
  if (!http::ParseHead(bytes, head, error)) {
    CHECK(error.status >= 400 && error.status < 600 && !error.description.empty());
    return;
  }
  CHECK(piecewise == progress && whole.Size() == pieces.Size());
  CHECK(!head.request.path.empty());
  // An absolute target without a path stands for "/", which is nowhere in it.
  CHECK(head.request.path == "/" || IsWithin(head.request.path, bytes));
  CHECK(!(head.chunked && head.content_length != 0));
  const auto check = [&](std::string_view part) {
    CHECK(IsWithin(part, bytes));
    CHECK(part.find('\r') == std::string_view::npos && part.find('\n') == std::string_view::npos);
  };
  check(head.request.target);
  check(head.request.query);
  for (const std::string_view header : head.request.headers) check(header);
}

void ReadChunkedBody(std::string_view input) {
  http::ChunkedBody whole(1024, 1024);
  std::size_t taken = 0;
  const auto progress = whole.Read(input, taken);
  CHECK(taken <= input.size() && whole.Content().size() <= 1024);

  http::ChunkedBody pieces(1024, 1024);
  auto piecewise = http::ChunkedBody::Progress::kIncomplete;
  std::size_t begin = 0;
  for (std::size_t end = 1; end <= input.size(); ++end) {
    std::size_t step = 0;
    piecewise = pieces.Read(input.substr(begin, end - begin), step);
    begin += step;
    if (piecewise != http::ChunkedBody::Progress::kIncomplete) break;
  }
  CHECK(input.empty() || progress == piecewise);
  if (progress == http::ChunkedBody::Progress::kComplete) {
    CHECK(whole.Content() == pieces.Content() && taken == begin);
  }
}

// What was read and is written again reads the same.
void ReadFormBody(std::string_view input) {
  const auto parameters = http::ReadForm(input);
  if (!parameters) return;
  std::string again;
  for (const http::Parameter& parameter : parameters->All()) {
    if (!again.empty()) again += '&';
    AppendPercentEncoded(parameter.name, again);
    again += '=';
    AppendPercentEncoded(parameter.value, again);
  }
  const auto reread = http::ReadForm(again);
  CHECK(reread.has_value() && reread->All().size() == parameters->All().size());
  for (std::size_t i = 0; i < reread->All().size(); ++i) {
    CHECK(reread->All()[i].name == parameters->All()[i].name);
    CHECK(reread->All()[i].value == parameters->All()[i].value);
  }
}

// Whatever this reader takes, Boost's does too, and with the same texts.
void ReadJsonBody(std::string_view input) {
  const auto parameters = http::ReadJsonObject(input);
  if (!parameters) return;
  boost::json::error_code error;
  const auto value =
      boost::json::parse(boost::json::string_view(input.data(), input.size()), error);
  CHECK(!error && value.is_object());
  for (const http::Parameter& parameter : parameters->All()) {
    const boost::json::value* member =
        value.as_object().if_contains({parameter.name.data(), parameter.name.size()});
    CHECK(member != nullptr);
    if (!member->is_string() || parameter.nested || parameters->IsDuplicate(parameter.name))
      continue;
    CHECK(std::string_view(member->as_string().data(), member->as_string().size()) ==
          parameter.value);
  }
}

void ReadCookie(std::string_view input) {
  const auto value = http::FindCookie(input, "writ-session-f2a5b64a");
  CHECK(!value || (IsWithin(*value, input) && value->find(';') == std::string_view::npos));
}

void ReadAccept(std::string_view input) {
  const bool prefers = http::PrefersJson(input);
  CHECK(!prefers || input.find('/') != std::string_view::npos);
}

}  // namespace writ::fuzz
