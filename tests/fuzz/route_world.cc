#include "route_world.h"

#include <boost/json/parse.hpp>
#include <optional>
#include <utility>

#include "api/admin/routes.h"
#include "api/oauth2/routes.h"
#include "api/respond.h"
#include "api/sandbox/routes.h"
#include "base/base64.h"
#include "base/check.h"
#include "oauth/register_client.h"

namespace writ::fuzz {

namespace {

// Holds the one answer, whether it was given at once or owed.
class OneAnswer final : public http::Exchange {
 public:
  explicit OneAnswer(const http::Request& request)
      : request_(request), answer_(std::make_shared<std::optional<http::OwnedResponse>>()) {}

  [[nodiscard]] const http::Request& GetRequest() const override { return request_; }
  void Answer(const http::Response& response) override {
    CHECK(!answer_->has_value());
    *answer_ = {response.status, std::string(response.content_type), std::string(response.headers),
                std::string(response.body)};
  }
  [[nodiscard]] http::Deferred Defer() override {
    return http::Deferred(std::make_unique<Owed>(answer_));
  }
  [[nodiscard]] http::OwnedResponse Take() const {
    CHECK(answer_->has_value());
    return **answer_;
  }

 private:
  class Owed final : public http::Deferred::State {
   public:
    explicit Owed(std::shared_ptr<std::optional<http::OwnedResponse>> answer)
        : answer_(std::move(answer)) {}
    void Answer(http::OwnedResponse response) override {
      CHECK(!answer_->has_value());
      *answer_ = std::move(response);
    }

   private:
    std::shared_ptr<std::optional<http::OwnedResponse>> answer_;
  };

  http::Request request_;
  std::shared_ptr<std::optional<http::OwnedResponse>> answer_;
};

std::unique_ptr<store::Store> OpenLedger(const Clock& clock, Random& random) {
  store::StoreOptions options;
  options.threaded = false;
  return std::move(store::OpenInMemory(clock, random, options)).value();
}

std::vector<http::Route> AllRoutes(const oauth::Services& services) {
  std::vector<http::Route> routes = api::OAuthRoutes(services);
  for (http::Route& route : api::SandboxRoutes(services, {})) routes.push_back(std::move(route));
  for (http::Route& route : api::AdminRoutes(services, {"fuzz"}))
    routes.push_back(std::move(route));
  return routes;
}

std::vector<CalledRoute> CallsOf(const std::vector<http::Route>& routes) {
  std::vector<CalledRoute> calls;
  for (const http::Route& route : routes) calls.push_back({route.method, std::string(route.path)});
  return calls;
}

std::string MemberOf(const http::OwnedResponse& response, std::string_view name) {
  const boost::json::value value = boost::json::parse(response.body);
  const boost::json::string& text = value.as_object().at(name).as_string();
  return {text.data(), text.size()};
}

}  // namespace

RouteWorld::RouteWorld()
    : ledger_(OpenLedger(clock_, random_)), master_(random_.Bytes<32>()), ids_(master_) {
  ledger_->Commit({{}, {oauth::MakeKey{{0, oauth::KeyState::kIssue, clock_.Now()}}}},
                  [](const oauth::CommitResult& result) { CHECK(result.has_value()); });
  seals_ = std::make_unique<ThreadSeals>(master_, *ledger_);
  services_ = std::make_unique<oauth::Services>(oauth::Services{*ledger_,
                                                                *ledger_,
                                                                *ledger_,
                                                                clock_,
                                                                random_,
                                                                *seals_,
                                                                ids_,
                                                                {},
                                                                "http://127.0.0.1:8090",
                                                                {},
                                                                true});
  router_ = std::make_unique<http::Router>(AllRoutes(*services_), api::Face);
  MakeTokens();
}

void RouteWorld::MakeTokens() {
  const auto post = [this](std::string path, std::string_view body) {
    return Call({http::Method::kPost, std::move(path)}, {}, {}, body, "application/json");
  };
  const auto app =
      post("/admin/v1/clients", R"({"name":"Books","redirect_uris":["https://app.example/cb"],)"
                                R"("preset":"mollie","scope":"payments.read organizations.read"})");
  const std::string secret = MemberOf(app, "client_secret");
  names_ = {{"{app}", MemberOf(app, "id")},
            {"{secret}", secret},
            {"{basic}", "Basic " + EncodeBase64(MemberOf(app, "id") + ":" + secret)}};
  const auto rotating =
      post("/admin/v1/clients", R"({"name":"Shop","redirect_uris":["http://127.0.0.1/cb"],)"
                                R"("preset":"oauth21","scope":"payments.read"})");
  names_.emplace_back("{rotating}", MemberOf(rotating, "id"));
  const auto server = post("/admin/v1/clients", R"({"name":"API","resource_server":true})");
  names_.emplace_back("{server}", MemberOf(server, "id"));
  const auto merchant = post("/admin/v1/merchants", R"({"name":"Tulp & Tegel"})");
  names_.emplace_back("{merchant}", MemberOf(merchant, "id"));
  const auto tokens =
      post("/admin/v1/tokens", Filled(R"({"kind":"access","client":"{app}",)"
                                      R"("merchant":"{merchant}","scope":"payments.read"})"));
  names_.emplace_back("{access}", MemberOf(tokens, "token"));
  names_.emplace_back("{refresh}", MemberOf(tokens, "refresh_token"));
  names_.emplace_back("{jti}", MemberOf(tokens, "jti"));
  names_.emplace_back("{grant}", MemberOf(tokens, "grant"));
  const auto key = post("/_sandbox/keys", Filled(R"({"merchant":"{merchant}","kind":"live"})"));
  names_.emplace_back("{key}", MemberOf(key, "token"));
  const std::string redirect =
      MemberOf(post("/_sandbox/authorize",
                    Filled(R"({"client_id":"{app}","merchant":"{merchant}","decision":"approve",)"
                           R"("response_type":"code","scope":"payments.read","state":"s"})")),
               "redirect_to");
  const std::size_t code = redirect.find("code=") + 5;
  names_.emplace_back("{code}", redirect.substr(code, redirect.find('&', code) - code));
}

http::OwnedResponse RouteWorld::Call(const http::Request& request) {
  OneAnswer exchange(request);
  router_->Handle(exchange);
  http::OwnedResponse response = exchange.Take();
  CHECK(response.status >= 200 && response.status < 500);
  return response;
}

http::OwnedResponse RouteWorld::Call(const CalledRoute& route, std::string_view id,
                                     std::string_view query, std::string_view body,
                                     std::string_view content_type) {
  std::string path = route.path;
  const std::size_t place = path.find("{}");
  if (place != std::string::npos) path.replace(place, 2, id);
  const std::string basic = Filled("{basic}");
  http::Request request;
  request.method = route.method;
  request.target = request.path = path;
  request.query = query;
  request.body = body;
  request.headers[http::Header::kHost] = "127.0.0.1";
  request.headers[http::Header::kContentType] = content_type;
  request.peer_is_loopback = true;
  if (path.find("/oauth2/") == 0) request.headers[http::Header::kAuthorization] = basic;
  return Call(request);
}

std::string RouteWorld::Filled(std::string_view text) const {
  std::string filled(text);
  for (const auto& [name, value] : names_) {
    for (std::size_t place = filled.find(name); place != std::string::npos;
         place = filled.find(name, place + value.size())) {
      filled.replace(place, name.size(), value);
    }
  }
  return filled;
}

std::vector<CalledRoute> RouteWorld::AdminCalls() const {
  return CallsOf(api::AdminRoutes(*services_, {"fuzz"}));
}

std::vector<CalledRoute> RouteWorld::SandboxCalls() const {
  return CallsOf(api::SandboxRoutes(*services_, {}));
}

std::vector<CalledRoute> RouteWorld::OAuthCalls() const {
  return CallsOf(api::OAuthRoutes(*services_));
}

}  // namespace writ::fuzz
