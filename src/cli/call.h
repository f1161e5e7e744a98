// From a command to the admin API and back to the terminal.
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "cli/context.h"
#include "cli/named.h"

namespace writ::cli {

struct Call {
  std::string_view method = "GET";
  std::string path;  // below /admin/v1/, with its query
  boost::json::object body{};
  std::string done{};  // said on standard error once it is done
  bool once = false;   // the answer holds a secret that is never shown again
};

// The path segment of an id given by hand; anything but letters, digits, '_' and '-' becomes a
// segment that names nothing.
[[nodiscard]] std::string Segment(std::string_view id);

// Calls, and prints the answered object as fields or JSON. What is shown once is not lost: nothing
// is asked for when standard output cannot be written, and it goes to standard error when that
// shows only afterwards.
[[nodiscard]] int Show(Context& context, const Call& call);

struct List {
  // Only those of one thing, named by id or name; not at all if the text is empty.
  struct Of {
    std::string parameter;
    Thing thing;
    std::string text{};
  };
  std::string path;                  // below /admin/v1/
  std::vector<std::string> query{};  // "name=value"
  std::vector<Of> of{};
  std::vector<std::string_view> columns{};
  std::size_t limit = 50;  // 0: all
  std::string cursor{};
  bool adds_up = false;  // every page has the same items; their numbers are parts of one
};

// Calls for page after page up to the limit, and prints the items as a table or as one JSON page.
[[nodiscard]] int ShowList(Context& context, const List& list);

// Calls, and hands the answer over without printing it; a failure is told on standard error and
// becomes an ExitCode.
[[nodiscard]] Result<boost::json::object, int> Ask(Context& context, const Call& call);

// Prints an object as fields or JSON; kFailed if it cannot be written.
[[nodiscard]] int Print(Context& context, const boost::json::object& object);

// Whether a destructive command may go on: --yes was given, or the person at the terminal says so,
// who is told `question` and which server and folder it is about. Otherwise an ExitCode, with what
// to do told.
[[nodiscard]] Result<void, int> Confirm(Context& context, std::string_view question);

}  // namespace writ::cli
