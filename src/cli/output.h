// Answers for people and for programs: a table, or the API's own JSON.
#pragma once

#include <boost/json/value.hpp>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "cli/channel.h"
#include "cli/context.h"

namespace writ::cli {

// JSON with two spaces a level and a line feed at the end.
void PrintJson(std::ostream& out, const boost::json::value& value);

// One row an object of `items`, one column a name. Nested names are written "grant.id". Widths fit
// the content; a missing or null member is "-".
void PrintTable(std::ostream& out, const boost::json::array& items,
                const std::vector<std::string_view>& columns);

// Name and value of each member, one a line; members that are null or empty are left out.
void PrintFields(std::ostream& out, const boost::json::object& object);

// A member as people read it.
[[nodiscard]] std::string Shown(const boost::json::value& value);

// The text of a member, or an empty one.
[[nodiscard]] std::string TextOf(const boost::json::object& object, std::string_view name);

}  // namespace writ::cli
