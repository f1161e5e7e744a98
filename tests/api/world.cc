#include "world.h"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <future>
#include <utility>

#include "base/base64.h"
#include "http/form.h"
#include "support/recording_exchange.h"

namespace writ::api::testing {

namespace {

// With a key to seal by.
std::unique_ptr<store::Store> OpenLedger(const Clock& clock, Random& random, bool threaded) {
  store::StoreOptions options;
  options.threaded = threaded;
  auto store = std::move(store::OpenInMemory(clock, random, options)).value();
  std::promise<oauth::CommitResult> made;
  store->Commit({{}, {oauth::MakeKey{{0, oauth::KeyState::kIssue, clock.Now()}}}},
                [&](const oauth::CommitResult& result) { made.set_value(result); });
  EXPECT_TRUE(made.get_future().get());
  return store;
}

std::vector<http::Route> AllRoutes(const oauth::Services& services) {
  std::vector<http::Route> routes = OAuthRoutes(services);
  for (http::Route& route : V2Routes(services)) routes.push_back(std::move(route));
  for (http::Route& route : SandboxRoutes(services, {})) routes.push_back(std::move(route));
  return routes;
}

}  // namespace

std::string App::Basic() const { return "Basic " + EncodeBase64(client_id + ":" + secret); }

std::string App::Form() const {
  return "client_id=" + client_id + "&client_secret=" + secret + "&";
}

std::string App::Json() const {
  return R"({"client_id":")" + client_id + R"(","client_secret":")" + secret + "\",";
}

std::optional<std::string> Reply::Member(std::string_view name) const {
  boost::json::error_code error;
  const boost::json::value value = boost::json::parse(body, error);
  EXPECT_FALSE(error) << body;
  if (error || !value.is_object()) return std::nullopt;
  const boost::json::value* member = value.as_object().if_contains(name);
  if (member == nullptr) return std::nullopt;
  if (member->is_string()) return std::string(member->as_string());
  return boost::json::serialize(*member);
}

bool Reply::HasHeader(std::string_view line) const {
  const std::string whole = std::string(line) + "\r\n";
  return headers.rfind(whole, 0) == 0 || headers.find("\r\n" + whole) != std::string::npos;
}

World::World(bool threaded, bool sandbox)
    : ledger(OpenLedger(base_clock, random, threaded)),
      master(random.Bytes<32>()),
      ids(master),
      clock(base_clock, *ledger),
      seals(master, *ledger),
      services{*ledger,
               *ledger,
               *ledger,
               clock,
               random,
               seals,
               ids,
               {},
               "http://127.0.0.1:8090",
               "https://127.0.0.1:8443",
               sandbox},
      router(AllRoutes(services), Face) {
  merchant = AddMerchant();
  mollie = AddApp(oauth::Preset::kMollie);
  other = AddApp(oauth::Preset::kMollie);
  rotating = AddApp(oauth::Preset::kOauth21);
  resource_server = AddApp(oauth::Preset::kMollie, true);
}

Reply World::Send(http::Method method, std::string_view path, std::string_view body,
                  const With& with) {
  http::Request request;
  request.method = method;
  request.target = path;
  request.path = path.substr(0, path.find('?'));
  request.body = body;
  if (!body.empty()) request.headers[http::Header::kContentType] = with.content_type;
  request.headers[http::Header::kHost] = with.host;
  if (!with.authorization.empty())
    request.headers[http::Header::kAuthorization] = with.authorization;
  if (!with.origin.empty()) request.headers[http::Header::kOrigin] = with.origin;
  request.peer_is_loopback = with.loopback;
  request.headers[http::Header::kSecFetchSite] = with.sec_fetch_site;
  request.tls = with.tls;
  writ::testing::RecordingExchange exchange(request);
  router.Handle(exchange);
  http::OwnedResponse response = exchange.Take();
  return {response.status, std::move(response.content_type), std::move(response.headers),
          std::move(response.body)};
}

oauth::Committed World::Commit(oauth::Change change) {
  oauth::Proposal proposal;
  proposal.changes.push_back(std::move(change));
  std::promise<oauth::CommitResult> promise;
  ledger->Commit(std::move(proposal),
                 [&](const oauth::CommitResult& result) { promise.set_value(result); });
  const oauth::CommitResult result = promise.get_future().get();
  EXPECT_TRUE(result.has_value());
  return result ? *result : oauth::Committed{};
}

App World::AddApp(oauth::Preset preset, bool is_resource_server) {
  App app;
  app.secret = ids.DeriveSecret(std::to_string(ledger->ListClients({}, 100).size()));
  oauth::NewClient client;
  client.scopes.every = true;
  client.name = "Ledger Lines";
  client.redirect_uris = {std::string(kRedirect), "https://app.example/second"};
  client.preset = preset;
  client.settings.resource_server = is_resource_server;
  auto change = oauth::RegisterClient(client, ids.HashSecret(app.secret), random.Bytes<16>());
  EXPECT_TRUE(change.has_value());
  app.id = Commit(*std::move(change)).client;
  app.client_id = ids.Show(app.id);
  return app;
}

oauth::SubjectId World::AddMerchant() {
  oauth::MakeSubject change;
  change.subject.seal_secret = random.Bytes<16>();
  change.profile = {"Fietsenwinkel De Ketting",
                    "shop@ketting.example",
                    "nl_NL",
                    "Kerkstraat 1",
                    "1011 AB",
                    "Amsterdam",
                    "NL",
                    "12345678",
                    "NL001234567B01"};
  return Commit(std::move(change)).subject;
}

std::string World::Code(const App& app, const Authorize& request) {
  boost::json::object body{{"client_id", app.client_id},
                           {"merchant", ShownMerchant()},
                           {"decision", "approve"},
                           {"response_type", "code"},
                           {"state", "s1"},
                           {"scope", request.scope},
                           {"redirect_uri", request.redirect_uri}};
  if (request.forced) body["approval_prompt"] = "force";
  if (!request.challenge.empty()) {
    body["code_challenge"] = request.challenge;
    body["code_challenge_method"] = "S256";
  }
  const Reply reply = PostJson("/_sandbox/authorize", boost::json::serialize(body));
  EXPECT_EQ(reply.status, 200) << reply.body;
  const auto code = QueryParameter(reply.Member("redirect_to").value_or(""), "code");
  EXPECT_TRUE(code.has_value()) << reply.body;
  return code.value_or("");
}

Reply World::Redeem(const App& app, std::string_view code, std::string_view more) {
  std::string body = "grant_type=authorization_code&code=";
  body += code;
  body += "&redirect_uri=https%3A%2F%2Fapp.example%2Fcallback";
  body += more;
  return Post("/oauth2/tokens", body, {.authorization = app.Basic()});
}

Tokens World::Grant(const App& app, const Authorize& request) {
  Authorize asked = request;
  const bool pkce = app.id == rotating.id;
  if (pkce) asked.challenge = kChallenge;
  const std::string more = pkce ? "&code_verifier=" + std::string(kVerifier) : "";
  const Reply reply = Redeem(app, Code(app, asked), more);
  EXPECT_EQ(reply.status, 200) << reply.body;
  return {reply.Member("access_token").value_or(""), reply.Member("refresh_token").value_or("")};
}

Reply World::Refresh(const App& app, std::string_view token, std::string_view more) {
  std::string body = "grant_type=refresh_token&refresh_token=";
  body += token;
  body += more;
  return Post("/oauth2/tokens", body, {.authorization = app.Basic()});
}

Reply World::Introspect(const App& app, std::string_view token) {
  return Post("/oauth2/introspect", "token=" + std::string(token), {.authorization = app.Basic()});
}

bool World::IsActive(const App& app, std::string_view token) {
  const Reply reply = Introspect(app, token);
  EXPECT_EQ(reply.status, 200) << reply.body;
  return reply.Member("active") == "true";
}

Reply World::Revoke(const App& app, std::string_view token, std::string_view hint) {
  std::string body = "token=" + std::string(token);
  body += "&token_type_hint=";
  body += hint;
  return Delete(body, {.authorization = app.Basic()});
}

std::string World::Key(std::string_view kind, std::string_view scope) {
  boost::json::object body{{"merchant", ShownMerchant()}, {"kind", kind}};
  if (!scope.empty()) body["scope"] = scope;
  const Reply reply = PostJson("/_sandbox/keys", boost::json::serialize(body));
  EXPECT_EQ(reply.status, 201) << reply.body;
  return reply.Member("token").value_or("");
}

std::optional<std::string> QueryParameter(std::string_view uri, std::string_view name) {
  const std::size_t mark = uri.find('?');
  if (mark == std::string_view::npos) return std::nullopt;
  const auto parameters = http::ReadForm(uri.substr(mark + 1));
  if (!parameters || parameters->IsDuplicate(name)) return std::nullopt;
  const auto value = parameters->Find(name);
  return value ? std::optional<std::string>(*value) : std::nullopt;
}

}  // namespace writ::api::testing
