// From method and path to the endpoint that answers.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/handler.h"

namespace writ::http {

using Endpoint = std::function<void(Exchange&)>;

// One row of a table of routes.
struct Route {
  Method method;
  // One path; or, where it ends in '/' and is longer than "/", every path that it begins; or, where
  // it has segments "{}", every path that MatchPath finds to fit. Must outlive the router.
  std::string_view path;
  Endpoint endpoint;
};

// What stands in `path` for each segment "{}" of `pattern`, in their order and not decoded; nothing
// where the path does not fit, or a segment is empty.
[[nodiscard]] std::optional<std::vector<std::string_view>> MatchPath(std::string_view pattern,
                                                                     std::string_view path);

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
