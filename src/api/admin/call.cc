#include "api/admin/call.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/system/error_code.hpp>
#include <charconv>
#include <utility>

namespace writ::api::admin {

namespace {

const boost::json::value* Find(const AdminCall& call, std::string_view name) {
  const boost::json::value* value = call.body.if_contains(name);
  return value == nullptr || value->is_null() ? nullptr : value;
}

// Ids, cursors and numbers never need escaping, so an escaped value names nothing.
std::map<std::string, std::string> ReadQuery(std::string_view query) {
  std::map<std::string, std::string> values;
  while (!query.empty()) {
    const std::string_view pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(query.size(), pair.size() + 1));
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos) continue;
    values.emplace(pair.substr(0, equals), pair.substr(equals + 1));
  }
  return values;
}

// Nothing when the body is not a JSON object.
std::optional<boost::json::object> ReadBody(std::string_view body) {
  if (body.empty()) return boost::json::object{};
  boost::system::error_code failure;
  boost::json::value value = boost::json::parse({body.data(), body.size()}, failure);
  if (failure || !value.is_object()) return std::nullopt;
  return std::move(value.as_object());
}

auto Mistyped(std::string_view name, std::string_view expected) {
  return Fail(Problem(400, "'" + std::string(name) + "' must be " + std::string(expected)));
}

}  // namespace

http::Endpoint ForOperator(const oauth::Services& services,
                           std::shared_ptr<const AdminOptions> options, std::string_view pattern,
                           AdminVerb verb) {
  return [&services, options = std::move(options), pattern, verb](http::Exchange& exchange) {
    const http::Request& request = exchange.GetRequest();
    std::optional<boost::json::object> body = ReadBody(request.body);
    if (!body) return exchange.Answer(Problem(400, "The body must be a JSON object").View());
    std::vector<std::string> ids;
    if (const auto segments = http::MatchPath(pattern, request.path)) {
      ids.assign(segments->begin(), segments->end());
    }
    const AdminCall call{services, *options, std::move(ids), ReadQuery(request.query),
                         *std::move(body)};
    Perform(services.committer, exchange, [call, verb] {
      return DoneBy({oauth::Actor::Operator(), {}, "admin"}, verb(call));
    });
  };
}

http::OwnedResponse Answered(int status, const boost::json::value& body) {
  return {status, "application/json", "Cache-Control: no-store\r\n", boost::json::serialize(body)};
}

http::OwnedResponse NotFound(std::string_view noun) {
  return Problem(404, "There is no such " + std::string(noun));
}

Member<void> AllowOnly(const AdminCall& call, std::initializer_list<std::string_view> known) {
  for (const auto& member : call.body) {
    const std::string_view name(member.key().data(), member.key().size());
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      return Fail(Problem(400, "This call has no member " + Quoted(name)));
    }
  }
  return {};
}

Member<std::optional<std::string>> TextOf(const AdminCall& call, std::string_view name) {
  const boost::json::value* value = Find(call, name);
  if (value == nullptr) return std::nullopt;
  const boost::json::string* text = value->if_string();
  if (text == nullptr) return Mistyped(name, "a string");
  return std::string(text->data(), text->size());
}

Member<std::string> RequiredText(const AdminCall& call, std::string_view name) {
  std::optional<std::string> text = TRY(TextOf(call, name));
  if (!text) return Fail(Problem(400, "'" + std::string(name) + "' is required"));
  return *std::move(text);
}

Member<std::optional<bool>> FlagOf(const AdminCall& call, std::string_view name) {
  const boost::json::value* value = Find(call, name);
  if (value == nullptr) return std::nullopt;
  const bool* flag = value->if_bool();
  if (flag == nullptr) return Mistyped(name, "true or false");
  return *flag;
}

Member<std::optional<std::int64_t>> NumberOf(const AdminCall& call, std::string_view name) {
  const boost::json::value* value = Find(call, name);
  if (value == nullptr) return std::nullopt;
  const std::int64_t* number = value->if_int64();
  if (number == nullptr) return Mistyped(name, "a whole number");
  return *number;
}

Member<std::optional<std::vector<std::string>>> TextsOf(const AdminCall& call,
                                                        std::string_view name) {
  const boost::json::value* value = Find(call, name);
  if (value == nullptr) return std::nullopt;
  const boost::json::array* array = value->if_array();
  if (array == nullptr) return Mistyped(name, "a list of strings");
  std::vector<std::string> texts;
  for (const boost::json::value& item : *array) {
    const boost::json::string* text = item.if_string();
    if (text == nullptr) return Mistyped(name, "a list of strings");
    texts.emplace_back(text->data(), text->size());
  }
  return texts;
}

Member<oauth::Reach> ReachOf(const AdminCall& call) {
  const std::string reach = TRY(TextOf(call, "reach")).value_or("all");
  if (reach == "all") return oauth::Reach::kAll;
  if (reach == "access") return oauth::Reach::kAccess;
  return Fail(Problem(400, "'reach' must be 'all' or 'access'"));
}

Member<std::size_t> LimitOf(const AdminCall& call) {
  const std::optional<std::string> text = QueryOf(call, "limit");
  if (!text) return kPageItemsDefault;
  std::size_t limit = 0;
  const char* end = text->data() + text->size();
  const auto [stopped, failure] = std::from_chars(text->data(), end, limit);
  if (failure != std::errc{} || stopped != end || limit == 0 || limit > kPageItemsMax) {
    return Fail(Problem(400, "'limit' must be a number from 1 to 250"));
  }
  return limit;
}

std::optional<std::string> QueryOf(const AdminCall& call, const std::string& name) {
  const auto found = call.query.find(name);
  if (found == call.query.end()) return std::nullopt;
  return found->second;
}

http::OwnedResponse Page(boost::json::array items, const std::optional<std::string>& next_cursor) {
  boost::json::object page;
  page["items"] = std::move(items);
  page["next_cursor"] = next_cursor ? boost::json::value(*next_cursor) : boost::json::value();
  return Answered(200, page);
}

}  // namespace writ::api::admin
