// Routes of the server over a ledger in memory, for targets that call them with what strangers
// send.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "http/handler.h"
#include "http/router.h"
#include "main/seal_source.h"
#include "oauth/services.h"
#include "oauth/token/public_id.h"
#include "store/open.h"
#include "support/fixed_clock.h"
#include "support/seeded_random.h"

namespace writ::fuzz {

// A route by what calls it; {} in the path stands for an id.
struct CalledRoute {
  http::Method method;
  std::string path;
};

// An app of each preset, a resource server and a merchant, with live tokens. What is committed
// stays, so make a new one from time to time. Not thread-safe.
class RouteWorld {
 public:
  RouteWorld();

  // Every route that there is.
  [[nodiscard]] std::vector<CalledRoute> AdminCalls() const;
  [[nodiscard]] std::vector<CalledRoute> SandboxCalls() const;
  [[nodiscard]] std::vector<CalledRoute> OAuthCalls() const;

  // Calls what is at the request's path and returns its answer. Stops the process unless there is
  // exactly one, at once, and it is no failure of ours.
  http::OwnedResponse Call(const http::Request& request);
  // The same for one of the routes: `id` stands for the {} of its path.
  http::OwnedResponse Call(const CalledRoute& route, std::string_view id, std::string_view query,
                           std::string_view body, std::string_view content_type);

  // `text` with {app}, {rotating}, {server}, {merchant}, {grant}, {access}, {refresh}, {jti},
  // {code}, {key} and {basic} (an Authorization header) in place.
  [[nodiscard]] std::string Filled(std::string_view text) const;

  [[nodiscard]] oauth::Sequence Known() const { return ledger_->Known(); }

 private:
  void MakeTokens();

  writ::testing::FixedClock clock_;
  writ::testing::SeededRandom random_;
  std::unique_ptr<store::Store> ledger_;
  oauth::MasterKey master_;
  oauth::PublicIds ids_;
  std::unique_ptr<oauth::SealSource> seals_;
  std::unique_ptr<oauth::Services> services_;
  std::unique_ptr<http::Router> router_;
  std::vector<std::pair<std::string, std::string>> names_;  // for Filled
};

}  // namespace writ::fuzz
