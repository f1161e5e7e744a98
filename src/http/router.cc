#include "http/router.h"

#include <utility>

namespace writ::http {

namespace {

bool Takes(const Route& route, std::string_view path) {
  if (route.path == path) return route.path.size() == 1 || route.path.back() != '/';
  if (route.path.back() == '/') return route.path.size() > 1 && path.starts_with(route.path);
  return route.path.find("{}") != std::string_view::npos && MatchPath(route.path, path);
}

}  // namespace

std::optional<std::vector<std::string_view>> MatchPath(std::string_view pattern,
                                                       std::string_view path) {
  std::vector<std::string_view> segments;
  while (true) {
    const std::size_t pattern_end = pattern.find('/');
    const std::size_t path_end = path.find('/');
    const std::string_view expected = pattern.substr(0, pattern_end);
    const std::string_view segment = path.substr(0, path_end);
    if (expected == "{}") {
      if (segment.empty()) return std::nullopt;
      segments.push_back(segment);
    } else if (expected != segment) {
      return std::nullopt;
    }
    const bool ends = pattern_end == std::string_view::npos;
    if (ends != (path_end == std::string_view::npos)) return std::nullopt;
    if (ends) return segments;
    pattern.remove_prefix(pattern_end + 1);
    path.remove_prefix(path_end + 1);
  }
}

Router::Router(std::vector<Route> routes, Face face)
    : routes_(std::move(routes)), face_(std::move(face)) {}

void Router::Handle(Exchange& exchange) {
  const Request& request = exchange.GetRequest();
  const Method method = request.method == Method::kHead ? Method::kGet : request.method;
  for (const Route& route : routes_) {
    if (route.method == method && Takes(route, request.path)) {
      route.endpoint(exchange);
      return;
    }
  }
  const std::string allowed = AllowedAt(request.path);
  if (!allowed.empty() && method == Method::kOptions) {
    exchange.Answer({204, {}, "Allow: " + allowed + "\r\n", {}});
    return;
  }
  const std::string description = allowed.empty()
                                      ? "There is nothing at this path"
                                      : "This path does not offer that method; it has " + allowed;
  const ProtocolError error{allowed.empty() ? 404 : 405, description, request.path, request.method};
  OwnedResponse response = face_(error);
  if (!allowed.empty()) response.headers += "Allow: " + allowed + "\r\n";
  exchange.Answer(response.View());
}

OwnedResponse Router::Explain(const ProtocolError& error) { return face_(error); }

std::string Router::AllowedAt(std::string_view path) const {
  std::string allowed;
  for (const Route& route : routes_) {
    if (!Takes(route, path)) continue;
    allowed += NameOf(route.method);
    allowed += ", ";
    if (route.method == Method::kGet) allowed += "HEAD, ";
  }
  if (!allowed.empty()) allowed += "OPTIONS";
  return allowed;
}

}  // namespace writ::http
