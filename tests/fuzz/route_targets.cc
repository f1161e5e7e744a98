// Every route that takes something from a caller, called with whatever comes. An input's first byte
// chooses the route; then come the id in its path, the query and the body, a line feed after each
// of the first two.
#include <boost/json/parse.hpp>
#include <map>
#include <memory>

#include "base/check.h"
#include "route_world.h"
#include "targets.h"

namespace writ::fuzz {

namespace {

constexpr std::string_view kJson = "application/json";
constexpr std::string_view kForm = "application/x-www-form-urlencoded";

// Inputs by "METHOD PATH": what the route answers with success where it can.
using Seeds = std::map<std::string, std::vector<std::string>>;

const Seeds kAdminSeeds{
    {"GET clients", {"\nlimit=1&cursor={app}\n"}},
    {"POST clients",
     {"\n\n"
      R"({"name":"Books","redirect_uris":["https://app.example/cb"],"preset":"oauth21",)"
      R"("resource_server":false,"scope":"payments.read"})"}},
    {"GET clients/{}", {"{app}\n\n"}},
    {"PATCH clients/{}",
     {"{app}\n\n"
      R"({"enabled":false,"name":"New","redirect_uris":["http://localhost/x"],)"
      R"("resource_server":true,"scope":"payments.read"})"}},
    {"DELETE clients/{}", {"{rotating}\n\n"}},
    {"POST clients/{}/rotate-secret", {"{app}\n\n{\"drop_old\":true}"}},
    {"POST clients/{}/revoke", {"{app}\n\n{\"reach\":\"access\"}"}},
    {"GET merchants", {"\nlimit=250&cursor={merchant}\n"}},
    {"POST merchants",
     {"\n\n"
      R"({"name":"M","email":"m@m.example","locale":"nl_NL","street_and_number":"A 1",)"
      R"("postal_code":"1","city":"C","country":"NL","registration_number":"2",)"
      R"("vat_number":"3"})"}},
    {"GET merchants/{}", {"{merchant}\n\n"}},
    {"PATCH merchants/{}", {"{merchant}\n\n{\"enabled\":false,\"name\":\"N\",\"locale\":\"x\"}"}},
    {"DELETE merchants/{}", {"{merchant}\n\n"}},
    {"POST merchants/{}/revoke", {"{merchant}\n\n{\"reach\":\"all\"}"}},
    {"POST merchants/{}/login-link", {"{merchant}\n\n"}},
    {"POST merchants/{}/sign-out", {"{merchant}\n\n{}"}},
    {"GET grants", {"\nclient={app}&merchant={merchant}&live=true&limit=2&cursor={grant}\n"}},
    {"GET grants/{}", {"{grant}\n\n"}},
    {"POST grants/{}/revoke", {"{grant}\n\n{\"reach\":\"access\"}"}},
    {"POST tokens",
     {"\n\n"
      R"({"kind":"access","client":"{app}","merchant":"{merchant}","scope":"payments.read",)"
      R"("lifetime":60})",
      "\n\n"
      R"({"kind":"organization","merchant":"{merchant}","lifetime":16777215})"}},
    {"POST tokens/inspect", {"\n\n{\"token\":\"{access}\"}", "\n\n{\"jti\":\"{jti}\"}"}},
    {"POST tokens/revoke", {"\n\n{\"token\":\"{refresh}\"}", "\n\n{\"jti\":\"{jti}\"}"}},
    {"GET scopes", {"\nlimit=7&cursor=7\n"}},
    {"POST scopes",
     {"\n\n"
      R"({"groups":[{"name":"g","title":{"nl_NL":"G"}}],"scopes":[{"name":"a.read","group":"g",)"
      R"("title":"A","description":{"en_US":"See A"},"access":"read","sensitive":true,)"
      R"("order":5,"retired":false}]})"}},
    {"GET scopes/{}", {"payments%2eread\n\n"}},
    {"POST scopes/{}/retire", {"payments.read\n\n"}},
    {"GET keys", {"\n\n"}},
    {"POST keys", {"\n\n"}},
    {"POST keys/{}/retire", {"1\n\n{\"state\":\"dead\"}"}},
    {"GET server", {"\n\n"}},
    {"POST server/revoke", {"\n\n{\"reach\":\"access\"}"}},
};

const Seeds kSandboxSeeds{
    {"POST info", {"\n\n{}"}},
    {"POST authorize",
     {"\n\n"
      R"({"client_id":"{app}","merchant":"{merchant}","decision":"approve",)"
      R"("response_type":"code","scope":"payments.read","state":"s",)"
      R"("redirect_uri":"https://app.example/cb","approval_prompt":"force",)"
      R"("code_challenge":"E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",)"
      R"("code_challenge_method":"S256"})"}},
    {"POST tokens",
     {"\n\n"
      R"({"client_id":"{app}","scope":"payments.read","merchant":"{merchant}"})"}},
    {"POST clients",
     {"\n\n"
      R"({"name":"C","redirect_uris":["https://a.example/"],"preset":"mollie",)"
      R"("resource_server":true})"}},
    {"POST clock", {"\n\n{\"advance\":3600}"}},
    {"POST keys", {"\n\n{\"merchant\":\"{merchant}\",\"kind\":\"test\",\"scope\":\"\"}"}},
    {"POST keys/revoke", {"\n\n{\"token\":\"{key}\"}"}},
};

const Seeds kOAuthSeeds{
    {"POST introspect", {"\n\ntoken={access}", "\n\ntoken={refresh}&token_type_hint=x"}},
    {"POST tokens",
     {"\n\ngrant_type=authorization_code&code={code}&redirect_uri=https%3A%2F%2Fapp.example%2Fcb",
      "\n\ngrant_type=refresh_token&refresh_token={refresh}&scope=payments.read",
      "\n\ngrant_type=client_credentials&scope=payments.read", "\n\ntoken={access}",
      "\n\n"
      R"({"grant_type":"refresh_token","refresh_token":true,"x":{"y":[1]}})"}},
    {"DELETE tokens", {"\n\ntoken={refresh}&token_type_hint=refresh_token"}},
    {"POST revoke", {"\n\ntoken={access}&token_type_hint=access_token", "\n\ntoken=%00%ff"}},
    {"POST oauth2/tokens", {"\n\ngrant_type=client_credentials"}},
    {"DELETE oauth2/tokens", {"\n\ntoken=x&token_type_hint=refresh_token"}},
};

// A family of routes under one folder, whose worlds wear out.
struct Family {
  std::string_view folder;
  const Seeds& seeds;
  std::vector<CalledRoute> routes;
  std::unique_ptr<RouteWorld> world = std::make_unique<RouteWorld>();
  int calls = 0;

  // What stays of one call is seen by the next ones of the same world.
  RouteWorld& Fresh() {
    constexpr int kCallsMax = 200;
    if (++calls % kCallsMax == 0) world = std::make_unique<RouteWorld>();
    return *world;
  }
};

std::vector<CalledRoute> OwnOf(std::string_view folder, std::vector<CalledRoute> routes) {
  std::vector<CalledRoute> own;
  for (CalledRoute& route : routes) {
    const bool reads = route.method == http::Method::kGet && folder != "/admin/v1/";
    if (!reads && route.path.compare(0, folder.size(), folder) == 0) {
      own.push_back(std::move(route));
    }
  }
  return own;
}

Family& Admin() {
  static Family family{"/admin/v1/", kAdminSeeds, OwnOf("/admin/v1/", RouteWorld().AdminCalls())};
  return family;
}
Family& Sandbox() {
  static Family family{"/_sandbox/", kSandboxSeeds,
                       OwnOf("/_sandbox/", RouteWorld().SandboxCalls())};
  return family;
}
Family& OAuth() {
  static Family family{"/oauth2/", kOAuthSeeds, OwnOf("/oauth2/", RouteWorld().OAuthCalls())};
  return family;
}

std::string NameOf(const Family& family, const CalledRoute& route) {
  return std::string(http::NameOf(route.method)) + " " + route.path.substr(family.folder.size());
}

// Each route's own seeds, and the ways in which any body can be wrong. A route without seeds, or
// seeds without a route, stop the process: nobody forgets one.
std::vector<std::string> SeedsOf(const Family& family) {
  const std::vector<std::string> any{
      "\n\n", "\n\n[1]", "\n\n{\"" + std::string(9000, 'a') + "\":1}",
      "\n\n{\"" + std::string(1500, 'b') + "\\u0001\\u0002\":null}",
      "x%00\n&&=&limit=0&live=maybe&cursor=%\n{\"name\":\"\\ud83d\\ude00\",\"scope\":true,"
      "\"token\":[],\"kind\":{},\"merchant\":12,\"advance\":-1,\"redirect_uris\":[1]}"};
  std::vector<std::string> inputs;
  CHECK(family.seeds.size() == family.routes.size());
  for (std::size_t i = 0; i < family.routes.size(); ++i) {
    const std::string first(1, static_cast<char>(i));
    for (const std::string& seed : family.seeds.at(NameOf(family, family.routes[i]))) {
      inputs.push_back(first + seed);
    }
    for (const std::string& seed : any) inputs.push_back(first + seed);
  }
  return inputs;
}

std::string_view TakeLine(std::string_view& text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  text.remove_prefix(std::min(text.size(), line.size() + 1));
  return line;
}

void CheckBody(const http::OwnedResponse& response) {
  if (response.status == 204) return CHECK(response.body.empty());
  boost::json::error_code error;
  const boost::json::value body = boost::json::parse(response.body, error);
  CHECK(!error && body.is_object());
  const bool is_error = response.status >= 400;
  CHECK(!is_error || body.as_object().contains("detail"));
}

// `may_end`: a refused call may have ended what it named (a replay does).
void CallOne(Family& family, std::string_view input, bool may_end) {
  RouteWorld& world = family.Fresh();
  const std::size_t chosen = input.empty() ? 0 : static_cast<unsigned char>(input.front());
  input.remove_prefix(std::min<std::size_t>(1, input.size()));
  const CalledRoute& route = family.routes[chosen % family.routes.size()];
  const std::string id = world.Filled(TakeLine(input));
  const std::string query = world.Filled(TakeLine(input));
  const std::string body = world.Filled(input);
  const bool is_form = !may_end ? false : body.empty() || body.front() != '{';
  const oauth::Sequence before = world.Known();
  const http::OwnedResponse response = world.Call(route, id, query, body, is_form ? kForm : kJson);
  CheckBody(response);
  CHECK(response.status < 400 || may_end || world.Known() == before);
}

}  // namespace

void CallAdmin(std::string_view input) { CallOne(Admin(), input, false); }
std::vector<std::string> AdminSeeds() { return SeedsOf(Admin()); }
void CallSandbox(std::string_view input) { CallOne(Sandbox(), input, false); }
std::vector<std::string> SandboxSeeds() { return SeedsOf(Sandbox()); }
void CallOAuth(std::string_view input) { CallOne(OAuth(), input, true); }
std::vector<std::string> OAuthSeeds() { return SeedsOf(OAuth()); }

}  // namespace writ::fuzz
