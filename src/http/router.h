// From method and path to the endpoint that answers.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "http/handler.h"

namespace writ::http {

using Endpoint = std::function<void(Exchange&)>;

// One row of a table of routes. A path that ends in '/' and is longer than "/" takes every path
// that it begins.
struct Route {
  Method method;
  std::string_view path;  // must outlive the router
  Endpoint endpoint;
};

// Renders what no endpoint can: 404, 405 (its Allow header is added by the router), protocol
// errors.
using Face = std::function<OwnedResponse(const ProtocolError&)>;

// HEAD is answered as GET, OPTIONS by the Allow header (204), an unknown method or path by the
// face. Immutable, so thread-safe.
class Router final : public Handler {
 public:
  Router(std::vector<Route> routes, Face face);

  void Handle(Exchange& exchange) override;
  [[nodiscard]] OwnedResponse Explain(const ProtocolError& error) override;

 private:
  [[nodiscard]] std::string AllowedAt(std::string_view path) const;

  std::vector<Route> routes_;
  Face face_;
};

}  // namespace writ::http
