#include "cli/call.h"

#include <unistd.h>

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/system/error_code.hpp>
#include <filesystem>
#include <iostream>
#include <sstream>
#include <system_error>
#include <utility>

#include "cli/exit_code.h"
#include "cli/output.h"
#include "cli/writable.h"

namespace writ::cli {

namespace {

constexpr std::size_t kPageItems = 250;

int CodeOf(int status) {
  switch (status) {
    case 400:
    case 422:
      return kUsage;
    case 401:
    case 403:
      return kDenied;
    case 404:
      return kNotFound;
    case 409:
      return kConflict;
    default:
      return kFailed;
  }
}

boost::json::object ParseObject(std::string_view text) {
  boost::system::error_code failure;
  boost::json::value value = boost::json::parse({text.data(), text.size()}, failure);
  if (failure || !value.is_object()) return {};
  return std::move(value.as_object());
}

// Once for the whole command: to open a store takes a while.
Result<Channel*, int> Open(Context& context) {
  if (context.channel) return context.channel.get();
  if (context.data.empty()) {
    context.err << "writ: say which data folder: --data DIR, or WRIT_DATA in the environment\n";
    return Fail(int{kUsage});
  }
  Result<std::unique_ptr<Channel>> channel = context.open(context.data, context.master_key_file);
  if (!channel) {
    context.err << "writ: " << channel.error().message << "\n";
    return Fail(int{kUnreachable});
  }
  context.channel = std::move(*channel);
  return context.channel.get();
}

Result<boost::json::object, int> AskOver(Context& context, Channel& channel, const Call& call) {
  const std::string body = call.body.empty() ? std::string() : boost::json::serialize(call.body);
  Result<Answer> answer = channel.Call(call.method, "/admin/v1/" + call.path, body);
  if (!answer) {
    context.err << "writ: " << answer.error().message << "\n";
    return Fail(int{kUnreachable});
  }
  boost::json::object object = ParseObject(answer->body);
  if (answer->status >= 200 && answer->status < 300) return object;
  const std::string detail = TextOf(object, "detail");
  context.err << "writ: "
              << (detail.empty() ? "the server answered " + std::to_string(answer->status) : detail)
              << "\n";
  return Fail(CodeOf(answer->status));
}

// Adds the numbers of `part` to those of the items with the same id, which is not one of them.
void AddUp(const boost::json::array& part, boost::json::array& items) {
  for (const boost::json::value& more : part) {
    const boost::json::object& object = more.as_object();
    const auto same = std::find_if(items.begin(), items.end(), [&](const boost::json::value& item) {
      return item.as_object().at("id") == object.at("id");
    });
    if (same == items.end()) {
      items.push_back(object);
      continue;
    }
    for (auto& [name, value] : same->as_object()) {
      const boost::json::value* const number = object.if_contains(name);
      if (name == "id" || number == nullptr || !number->is_number() || !value.is_number()) continue;
      value = value.to_number<std::int64_t>() + number->to_number<std::int64_t>();
    }
  }
}

}  // namespace

std::string Segment(std::string_view id) {
  const bool plain = !id.empty() && std::all_of(id.begin(), id.end(), [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') || letter == '_' || letter == '-';
  });
  return plain ? std::string(id) : "-";
}

Result<boost::json::object, int> Ask(Context& context, const Call& call) {
  Channel* const channel = TRY(Open(context));
  return AskOver(context, *channel, call);
}

int Print(Context& context, const boost::json::object& object) {
  std::ostringstream text;
  if (context.format == Format::kJson) {
    PrintJson(text, object);
  } else {
    PrintFields(text, object);
  }
  context.out << text.str() << std::flush;
  return context.out ? kDone : kFailed;
}

int Show(Context& context, const Call& call) {
  if (call.once) {
    // Better not made than made and lost.
    if (const auto why = WhyUnwritable(context.out_descriptor)) {
      context.err << "writ: nothing was done, because what this shows is shown only once and "
                     "standard output cannot be written: "
                  << *why << "\n";
      return kFailed;
    }
  }
  const Result<boost::json::object, int> answer = Ask(context, call);
  if (!answer) return answer.error();
  const int printed = Print(context, *answer);
  if (printed != kDone) {
    if (!call.once) return printed;
    context.err << "writ: standard output was lost; this is shown only once:\n";
    PrintFields(context.err, *answer);
    return printed;
  }
  if (!call.done.empty()) context.err << call.done << "\n";
  return kDone;
}

namespace {

// The query of `list` but for limit and cursor.
Result<std::string, int> FiltersOf(Context& context, const List& list) {
  std::string filters;
  for (const std::string& parameter : list.query) filters += "&" + parameter;
  for (const List::Of& of : list.of) {
    if (of.text.empty()) continue;
    const std::string id = TRY(IdOf(context, of.thing, of.text));
    filters += "&" + of.parameter + "=" + Segment(id);
  }
  return filters;
}

}  // namespace

int ShowList(Context& context, const List& list) {
  const Result<Channel*, int> channel = Open(context);
  if (!channel) return channel.error();
  const Result<std::string, int> filters = FiltersOf(context, list);
  if (!filters) return filters.error();
  boost::json::object all;
  boost::json::array items;
  std::string cursor = Trimmed(list.cursor);
  do {
    const std::size_t wanted =
        list.limit == 0 ? kPageItems : std::min(kPageItems, list.limit - items.size());
    std::string path = list.path + "?limit=" + std::to_string(wanted) + *filters;
    if (!cursor.empty()) path += "&cursor=" + Segment(cursor);
    Result<boost::json::object, int> page = AskOver(context, **channel, {"GET", path});
    if (!page) return page.error();
    if (const boost::json::value* found = page->if_contains("items"); found != nullptr) {
      if (const boost::json::array* more = found->if_array(); more != nullptr) {
        if (list.adds_up) {
          AddUp(*more, items);
        } else {
          items.insert(items.end(), more->begin(), more->end());
        }
      }
    }
    cursor = TextOf(*page, "next_cursor");
  } while (!cursor.empty() && (list.limit == 0 || items.size() < list.limit));

  if (context.format == Format::kJson) {
    all["items"] = std::move(items);
    all["next_cursor"] = cursor.empty() ? boost::json::value() : boost::json::value(cursor);
    PrintJson(context.out, all);
    return kDone;
  }
  PrintTable(context.out, items, list.columns);
  if (!cursor.empty()) context.err << "There is more: --cursor " << cursor << ", or --all\n";
  return kDone;
}

Result<void, int> Confirm(Context& context, std::string_view question) {
  if (context.yes) return {};
  const boost::json::object server = TRY(Ask(context, {"GET", "server"}));
  std::error_code failure;
  const std::filesystem::path folder = std::filesystem::absolute(context.data, failure);
  context.err << question << "\nThe server is " << TextOf(server, "issuer") << ", its data folder "
              << (failure ? context.data : folder.lexically_normal().string()) << ".\n";
  if (isatty(STDIN_FILENO) == 0 || isatty(STDERR_FILENO) == 0) {
    context.err << "writ: nothing was done; say --yes to confirm\n";
    return Fail(int{kUsage});
  }
  context.err << "Go on? [y/N] " << std::flush;
  std::string line;
  std::getline(std::cin, line);
  if (line == "y" || line == "Y" || line == "yes") return {};
  context.err << "Nothing was done.\n";
  return Fail(int{kUsage});
}

}  // namespace writ::cli
