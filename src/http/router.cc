#include "http/router.h"

#include <utility>

namespace writ::http {

namespace {

bool Takes(const Route& route, std::string_view path) {
  if (route.path.size() > 1 && route.path.back() == '/') {
    return path.size() > route.path.size() && path.substr(0, route.path.size()) == route.path;
  }
  return route.path == path;
}

}  // namespace

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
  ProtocolError error{
      allowed.empty() ? 404 : 405,
      allowed.empty() ? "There is nothing at this path" : "This path does not offer that method",
      request.path, request.method};
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
