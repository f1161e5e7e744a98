// Client authentication in every form, and what is wrong with a request whatever its verb.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "api/basic_credentials.h"
#include "base/base64.h"
#include "world.h"

namespace writ::api {
namespace {

using testing::App;
using testing::Reply;
using testing::With;
using testing::World;

constexpr std::string_view kCredentials = "grant_type=client_credentials";

std::string Basic(std::string_view id, std::string_view secret) {
  return "Basic " + EncodeBase64(std::string(id) + ":" + std::string(secret));
}

std::string Repeated(std::string_view text, std::size_t times) {
  std::string repeated;
  for (std::size_t i = 0; i < times; ++i) repeated += text;
  return repeated;
}

// Every byte as a percent escape.
std::string Escaped(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    out += {'%', kDigits[byte >> 4U], kDigits[byte & 15U]};
  }
  return out;
}

TEST(ClientAuthentication, TakesTheCredentialsInEveryForm) {
  World world;
  const App& app = world.mollie;
  std::string underscore = app.client_id;
  underscore.replace(underscore.find('_'), 1, "%5F");
  std::string lower = app.Basic();
  lower.replace(0, 5, "bASIC");
  const std::string body(kCredentials);
  const std::vector<std::pair<std::string, std::string>> forms = {
      {app.Basic(), body},
      {lower, body},
      {Basic(underscore, app.secret), body},
      {Basic(Escaped(app.client_id), Escaped(app.secret)), body},
      {"", app.Form() + body},
      {"Bearer access_whatever", app.Form() + body},
      {app.Basic(), app.Form() + body},
      {Basic(underscore, app.secret), app.Form() + body},
      {app.Basic(), "client_id=" + app.client_id + "&" + body},
  };
  for (const auto& [header, form] : forms) {
    const Reply reply = world.Post("/oauth2/tokens", form, {.authorization = header});
    EXPECT_EQ(reply.status, 200) << header << " " << form << reply.body;
  }
}

TEST(ClientAuthentication, WrongCredentialsAre401InEveryForm) {
  World world;
  const App& app = world.mollie;
  const std::string body(kCredentials);
  std::string mangled = app.client_id;
  mangled.back() = mangled.back() == 'A' ? 'B' : 'A';
  const std::vector<std::pair<std::string, std::string>> forms = {
      {"", body},
      {"", "client_id=" + app.client_id + "&" + body},
      {"", "client_id=" + app.client_id + "&client_secret=wrong&" + body},
      {"", "client_id=" + mangled + "&client_secret=" + app.secret + "&" + body},
      {Basic(app.client_id, "wrong"), body},
      {Basic(app.client_id, ""), body},
      {Basic(mangled, app.secret), body},
      {Basic("", ""), body},
      {Basic(app.client_id, world.other.secret), body},
      {"Basic", body},
      {"Basic !!!", body},
      {"Basic " + EncodeBase64(std::string_view("no colon")), body},
      {"Basic " + std::string(4000, 'A'), body},
      {"Digest x", body},
  };
  for (const auto& [header, form] : forms) {
    const Reply reply = world.Post("/oauth2/tokens", form, {.authorization = header});
    EXPECT_EQ(reply.status, 401) << header << " " << form;
    EXPECT_EQ(reply.Error(), "invalid_client");
    EXPECT_TRUE(reply.HasHeader("Cache-Control: no-store"));
    EXPECT_TRUE(reply.HasHeader("WWW-Authenticate: Basic realm=\"writ\", charset=\"UTF-8\""));
  }
}

TEST(ClientAuthentication, EveryEndpointAsksForIt) {
  World world;
  const std::string body = "token=x&token_type_hint=access_token";
  for (const std::string_view path : {"/oauth2/tokens", "/oauth2/revoke", "/oauth2/introspect"}) {
    EXPECT_EQ(world.Post(path, body).status, 401) << path;
  }
  EXPECT_EQ(world.Delete(body).status, 401);
}

TEST(ClientAuthentication, DifferentCredentialsAre400) {
  World world;
  const App& app = world.mollie;
  const std::string body(kCredentials);
  for (const std::string& form :
       {world.other.Form() + body, "client_id=" + app.client_id + "&client_secret=wrong&" + body}) {
    const Reply reply = world.Post("/oauth2/tokens", form, {.authorization = app.Basic()});
    EXPECT_EQ(reply.status, 400);
    EXPECT_EQ(reply.Error(), "invalid_request");
  }
}

TEST(ClientAuthentication, SaysWhyABearerTokenOrAnApiKeyDoesNotDo) {
  World world;
  const std::string access = world.Grant(world.mollie).access;
  const std::string body = "token_type_hint=access_token&token=" + access;
  const Reply token = world.Delete(body, {.authorization = "Bearer " + access});
  EXPECT_EQ(token.status, 401);
  EXPECT_NE(token.Member("error_description")->find("not an access token"), std::string::npos);
  const std::string key = world.Key("live");
  for (const std::string& header :
       {"Bearer " + key, Basic(key, ""), std::string("bearer test_whatever")}) {
    const Reply reply = world.Delete(body, {.authorization = header});
    EXPECT_EQ(reply.status, 401);
    EXPECT_EQ(reply.Error(), "invalid_client");
    EXPECT_NE(reply.Member("error_description")->find("not an API key"), std::string::npos);
  }
  EXPECT_TRUE(world.IsActive(world.mollie, access));
}

TEST(ClientAuthentication, ASuspendedOrDeletedAppIsNoClient) {
  World world;
  oauth::ChangeClient suspension{*world.ledger->FindClient(world.mollie.id),
                                 *world.ledger->FindClientProfile(world.mollie.id)};
  suspension.client.enabled = false;
  world.Commit(suspension);
  world.Commit(oauth::DeleteClient{world.other.id});
  for (const App* app : {&world.mollie, &world.other}) {
    EXPECT_EQ(world.Post("/oauth2/tokens", kCredentials, {.authorization = app->Basic()}).Error(),
              "invalid_client");
  }
}

TEST(ClientAuthentication, BothLiveSecretsDo) {
  World world;
  oauth::ChangeClient change{*world.ledger->FindClient(world.mollie.id),
                             *world.ledger->FindClientProfile(world.mollie.id)};
  change.client.secrets[1] = world.ids.HashSecret("the second secret");
  App second = world.mollie;
  second.secret = "the second secret";
  const auto status = [&world](const App& app) {
    return world.Post("/oauth2/tokens", kCredentials, {.authorization = app.Basic()}).status;
  };
  world.Commit(change);
  EXPECT_EQ(status(second), 401);
  change.client.secret_count = 2;
  world.Commit(change);
  EXPECT_EQ(status(second), 200);
  EXPECT_EQ(status(world.mollie), 200);
}

TEST(ClientAuthentication, CredentialsThatWorkedBeforeAreJudgedAnew) {
  World world;
  const auto status = [&world] {
    return world.Post("/oauth2/tokens", kCredentials, {.authorization = world.mollie.Basic()})
        .status;
  };
  EXPECT_EQ(status(), 200);
  EXPECT_EQ(status(), 200);  // remembered
  oauth::ChangeClient change{*world.ledger->FindClient(world.mollie.id),
                             *world.ledger->FindClientProfile(world.mollie.id)};
  const oauth::SecretHash secret = change.client.secrets[0];
  change.client.secrets[0] = world.ids.HashSecret("another secret");
  world.Commit(change);
  EXPECT_EQ(status(), 401);
  change.client.secrets[0] = secret;
  world.Commit(change);
  EXPECT_EQ(status(), 200);
  change.client.enabled = false;
  world.Commit(change);
  EXPECT_EQ(status(), 401);
}

TEST(Parameters, BadBodiesAre400) {
  World world;
  const App& app = world.mollie;
  const std::string basic = app.Basic();
  const With form{.authorization = basic};
  const With json{.authorization = basic, .content_type = "application/json"};
  const std::vector<std::pair<std::string, With>> bodies = {
      {"grant_type=client_credentials&grant_type=client_credentials", form},
      {"grant_type=client_credentials&scope=%FF", form},
      {"grant_type=client_credentials&scope=%2", form},
      {"grant_type=client_credentials&scope=%00", form},
      {"grant_type=client_credentials&redirect_uri=" + std::string(2049, 'x'), form},
      {R"({"grant_type":"client_credentials","grant_type":null})", json},
      {R"({"grant_type":["client_credentials"]})", json},
      {R"({"grant_type":)", json},
      {R"("grant_type")", json},
      {"", form},
  };
  for (const auto& [body, with] : bodies) {
    const Reply reply = world.Post("/oauth2/tokens", body, with);
    EXPECT_EQ(reply.status, 400) << body;
    EXPECT_EQ(reply.Error(), "invalid_request") << body;
    EXPECT_TRUE(reply.HasHeader("Cache-Control: no-store"));
  }
  const Reply type = world.Post("/oauth2/tokens", kCredentials,
                                {.authorization = app.Basic(), .content_type = "text/plain"});
  EXPECT_EQ(type.status, 415);
  EXPECT_EQ(type.Error(), "invalid_request");
}

TEST(Parameters, UnknownOnesMayBeAnything) {
  World world;
  const std::string basic = world.mollie.Basic();
  const With form{.authorization = basic};
  const With json{.authorization = basic, .content_type = "application/json"};
  const std::string long_name(9000, 'n');
  for (const std::string& odd :
       {std::string("x=%ff"), std::string("%00=1"), long_name + "=1", Repeated("z=1&", 200)}) {
    EXPECT_EQ(world.Post("/oauth2/introspect", "token=x&" + odd, form).status, 200) << odd;
  }
  for (const std::string& odd : {"\"" + long_name + "\":1", std::string(R"("\u0000":"\u0000")"),
                                 "\"z\":" + std::string(100, '[') + std::string(100, ']'),
                                 Repeated("\"z\":1,", 200) + "\"z\":{}"}) {
    EXPECT_EQ(world.Post("/oauth2/introspect", R"({"token":"x",)" + odd + "}", json).status, 200)
        << odd;
  }
}

TEST(Parameters, AScopeMayHaveAsManyNamesAsARequest) {
  World world;
  std::string scope;
  for (std::size_t i = 0; i < oauth::kScopesTogetherMax; ++i) {
    scope += "unknown." + std::string(oauth::kScopeNameMax - 8, 's') + "+";
  }
  scope.pop_back();
  const Reply reply = world.Post("/oauth2/tokens", "grant_type=client_credentials&scope=" + scope,
                                 {.authorization = world.mollie.Basic()});
  EXPECT_EQ(reply.status, 400);
  EXPECT_EQ(reply.Error(), "invalid_scope");
}

TEST(Parameters, UnknownOnesMayRepeat) {
  World world;
  EXPECT_EQ(world
                .Post("/oauth2/tokens", "grant_type=client_credentials&resource=a&resource=b",
                      {.authorization = world.mollie.Basic()})
                .status,
            200);
}

TEST(BasicCredentials, DecodesAsBase64DoesAndRefusesWhatItRefuses) {
  for (const std::string& text :
       {std::string(":"), std::string("a:b"), std::string("ab:"), std::string("a:bc"),
        std::string("app:s\0\xFF", 7), std::string(900, 'x') + ":y"}) {
    std::array<char, kCredentialsMax> room;
    const std::string encoded = EncodeBase64(text);
    const auto decoded = DecodeBasic(encoded, room);
    ASSERT_TRUE(decoded.has_value()) << encoded;
    EXPECT_EQ(std::string(decoded->id) + ":" + std::string(decoded->secret), text);
  }
  for (const std::string_view bad : {"", "YTpi=", "YTp", "YTp=", "YTo===", "YTr=", "YT pi",
                                     "YTpi\n", "=YTp", "Y===", "====", "YTpi-_=="}) {
    std::array<char, kCredentialsMax> room;
    EXPECT_EQ(DecodeBasic(bad, room).has_value(),
              DecodeBase64(bad).has_value() && DecodeBase64(bad)->find(':') != std::string::npos)
        << bad;
  }
}

}  // namespace
}  // namespace writ::api
