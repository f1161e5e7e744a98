// From a command to the admin API and back to the terminal.
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "cli/context.h"

namespace writ::cli {

struct Call {
  std::string_view method = "GET";
  std::string path;  // below /admin/v1/, with its query
  boost::json::object body{};
  std::string done{};  // said on standard error when an answer without a body means success
};

// The path segment of an id given by hand; anything but letters, digits, '_' and '-' becomes a
// segment that names nothing.
[[nodiscard]] std::string Segment(std::string_view id);

// Calls, and prints the answered object as fields or JSON.
[[nodiscard]] int Show(Context& context, const Call& call);

struct List {
  std::string path;                  // below /admin/v1/
  std::vector<std::string> query{};  // "name=value"
  std::vector<std::string_view> columns{};
  std::size_t limit = 50;  // 0: all
  std::string cursor{};
};

// Calls for page after page up to the limit, and prints the items as a table or as one JSON page.
[[nodiscard]] int ShowList(Context& context, const List& list);

// Calls, and hands the answer over without printing it; a failure is told on standard error and
// becomes an ExitCode.
[[nodiscard]] Result<boost::json::object, int> Ask(Context& context, const Call& call);

// Whether a destructive command may go on: --yes was given, or the person at the terminal says so.
// Tells what to do otherwise.
[[nodiscard]] bool Confirmed(Context& context, std::string_view question);

}  // namespace writ::cli
