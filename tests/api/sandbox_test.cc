// /_sandbox/*: for programs on this machine, and nobody else.
#include <gtest/gtest.h>

#include <boost/json/array.hpp>
#include <string>
#include <thread>
#include <vector>

#include "oauth/authorize_redirect.h"
#include "world.h"

namespace writ::api {
namespace {

using boost::json::object;
using boost::json::serialize;
using testing::App;
using testing::QueryParameter;
using testing::Reply;
using testing::Tokens;
using testing::With;
using testing::World;

object AuthorizeBody(const World& world) {
  return {{"client_id", world.mollie.client_id},
          {"merchant", world.ShownMerchant()},
          {"decision", "approve"},
          {"response_type", "code"},
          {"state", "s1"},
          {"scope", "payments.read"},
          {"redirect_uri", testing::kRedirect}};
}

TEST(Sandbox, IsOpenToThisMachineAndJsonOnly) {
  World world;
  const std::string body = R"({"advance":0})";
  const auto status = [&world, &body](const With& with) {
    return world.PostJson("/_sandbox/clock", body, with).status;
  };
  for (const char* host :
       {"127.0.0.1", "127.0.0.1:1", "localhost:8090", "LOCALHOST", "[::1]", "[::1]:8090"}) {
    EXPECT_EQ(status({.host = host}), 200) << host;
  }
  for (const char* host : {"", "evil.example", "127.0.0.1.evil.example", "localhost.evil.example",
                           "127.0.0.1:80a", "[::1", "10.0.0.1", "127.0.0.1:80:80"}) {
    EXPECT_EQ(status({.host = host}), 403) << host;
  }
  EXPECT_EQ(status({.loopback = false}), 403);
  EXPECT_EQ(status({.origin = "http://127.0.0.1:3000"}), 200);
  EXPECT_EQ(status({.origin = "https://evil.example"}), 403);
  EXPECT_EQ(status({.origin = "null"}), 403);
  for (const char* type : {"text/plain", "application/x-www-form-urlencoded", ""}) {
    EXPECT_EQ(world.Post("/_sandbox/clock", body, {.content_type = type}).status, 415) << type;
  }
  EXPECT_EQ(world.Get("/_sandbox/clock").status, 405);
  for (const char* bad : {"[]", "{", "\xFF", R"({"advance":0,"advance":0})", "null"}) {
    const Reply reply = world.PostJson("/_sandbox/clock", bad);
    EXPECT_EQ(reply.status, 400) << bad;
    EXPECT_EQ(reply.content_type, "application/problem+json");
  }
}

TEST(Sandbox, AnswersBeyondLoopbackToTheNamesItWasGiven) {
  World world;
  world.services.beyond_loopback = true;
  world.services.hosts = {"writ", "10.0.0.7", "[fd00::7]"};
  const auto status = [&world](With with) {
    with.loopback = false;
    return world.PostJson("/_sandbox/clock", R"({"advance":0})", with).status;
  };
  for (const char* host : {"writ", "WRIT:8090", "10.0.0.7:8090", "[fd00::7]:1", "localhost:8090",
                           "127.0.0.1:8090", "[::1]:8090"}) {
    EXPECT_EQ(status({.host = host}), 200) << host;
  }
  for (const char* host : {"", "evil.example", "writ.evil.example", "awrit", "10.0.0.8", "writ:80a",
                           "user@writ", "[fd00::8]"}) {
    EXPECT_EQ(status({.host = host}), 403) << host;
  }
  EXPECT_EQ(status({.host = "writ", .origin = "http://writ:8090"}), 200);
  for (const char* origin : {"http://evil.example", "null", "writ", "ftp://writ"}) {
    EXPECT_EQ(status({.host = "writ", .origin = origin}), 403) << origin;
  }
}

TEST(Sandbox, RefusesWhatAnotherSiteAskedForWithoutAnOrigin) {
  World world;
  const auto status = [&world](std::string_view site) {
    return world.PostJson("/_sandbox/clock", R"({"advance":0})", {.sec_fetch_site = site}).status;
  };
  EXPECT_EQ(status("cross-site"), 403);
  EXPECT_EQ(status("same-origin"), 200);
  EXPECT_EQ(status("none"), 200);
}

TEST(Sandbox, NamesTheMemberThatItDoesNotKnow) {
  World world;
  for (const char* path :
       {"/_sandbox/clock", "/_sandbox/authorize", "/_sandbox/tokens", "/_sandbox/clients",
        "/_sandbox/info", "/_sandbox/keys", "/_sandbox/keys/revoke"}) {
    const Reply reply = world.PostJson(path, R"({"merchnat":"org_1"})");
    EXPECT_EQ(reply.status, 400) << path;
    EXPECT_NE(reply.Member("detail").value_or("").find("'merchnat'"), std::string::npos)
        << reply.body;
    // However long it is.
    const std::string name(60000, 'a');
    EXPECT_EQ(world.PostJson(path, "{\"" + name + "\":1}").status, 400) << path;
  }
  object body = AuthorizeBody(world);
  body["locale"] = "nl_NL";
  body["landing_page"] = "login";
  EXPECT_EQ(world.PostJson("/_sandbox/authorize", serialize(body)).status, 200);
}

TEST(Sandbox, AdmitsNoOtherOriginByCors) {
  World world;
  for (const http::Method method : {http::Method::kOptions, http::Method::kPost}) {
    const Reply reply =
        world.Send(method, "/_sandbox/clock", R"({"advance":0})",
                   {.content_type = "application/json", .origin = "http://127.0.0.1:3000"});
    EXPECT_LT(reply.status, 300);
    EXPECT_EQ(reply.headers.find("Access-Control"), std::string::npos) << reply.headers;
  }
}

TEST(Sandbox, DoesNotExistElsewhere) {
  World world(false, false);
  for (const char* path :
       {"/_sandbox/clock", "/_sandbox/authorize", "/_sandbox/tokens", "/_sandbox/clients",
        "/_sandbox/info", "/_sandbox/keys", "/_sandbox/keys/revoke"}) {
    EXPECT_EQ(world.PostJson(path, "{}").status, 404);
  }
}

TEST(SandboxAuthorize, AnswersWhereTheBrowserWouldGo) {
  World world;
  object body = AuthorizeBody(world);
  body["state"] = "a b+c&d=%20/é\"";
  const Reply reply = world.PostJson("/_sandbox/authorize", serialize(body));
  ASSERT_EQ(reply.status, 200) << reply.body;
  const std::string uri = *reply.Member("redirect_to");
  EXPECT_EQ(uri.rfind(std::string(testing::kRedirect) + "?", 0), 0U);
  EXPECT_EQ(QueryParameter(uri, "state"), "a b+c&d=%20/é\"");
  EXPECT_EQ(QueryParameter(uri, "iss"), "http://127.0.0.1:8090");
  EXPECT_EQ(QueryParameter(uri, "code")->rfind("auth_", 0), 0U);
  const Reply tls = world.PostJson("/_sandbox/authorize", serialize(body), {.tls = true});
  EXPECT_EQ(QueryParameter(*tls.Member("redirect_to"), "iss"), "https://127.0.0.1:8443");
}

TEST(SandboxAuthorize, RedirectsErrorsToo) {
  World world;
  const auto error = [&world](const char* name, const boost::json::value& value) {
    object body = AuthorizeBody(world);
    body[name] = value;
    const Reply reply = world.PostJson("/_sandbox/authorize", serialize(body));
    EXPECT_EQ(reply.status, 200) << reply.body;
    const std::string uri = reply.Member("redirect_to").value_or("");
    EXPECT_FALSE(QueryParameter(uri, "code").has_value());
    EXPECT_TRUE(QueryParameter(uri, "iss").has_value());
    return QueryParameter(uri, "error").value_or("(none)");
  };
  EXPECT_EQ(error("decision", "deny"), "access_denied");
  EXPECT_EQ(error("response_type", "token"), "unsupported_response_type");
  EXPECT_EQ(error("scope", "no.such"), "invalid_scope");
  EXPECT_EQ(error("scope", nullptr), "invalid_scope");
  EXPECT_EQ(error("state", nullptr), "invalid_request");
  EXPECT_EQ(error("approval_prompt", "maybe"), "invalid_request");
  EXPECT_EQ(error("code_challenge", "short"), "invalid_request");
}

TEST(SandboxAuthorize, RefusesWhatThePageWouldNotRedirect) {
  World world;
  const auto status = [&world](const char* name, const boost::json::value& value) {
    object body = AuthorizeBody(world);
    body[name] = value;
    const Reply reply = world.PostJson("/_sandbox/authorize", serialize(body));
    EXPECT_FALSE(reply.Member("redirect_to").has_value());
    return reply.status;
  };
  EXPECT_EQ(status("client_id", "app_nobody"), 400);
  EXPECT_EQ(status("client_id", nullptr), 400);
  EXPECT_EQ(status("redirect_uri", "https://evil.example/"), 400);
  EXPECT_EQ(status("redirect_uri", nullptr), 400);
  EXPECT_EQ(status("merchant", "org_nobody"), 400);
  EXPECT_EQ(status("decision", "perhaps"), 400);
  EXPECT_EQ(status("scope", 7), 400);
}

TEST(AuthorizeRedirect, AppendsToAnyQueryAndKeepsEveryByteOfState) {
  std::string state;
  for (int byte = 1; byte < 128; ++byte) state += static_cast<char>(byte);
  for (const char* base : {"https://a.example", "https://a.example/x?", "myapp://cb?x=1"}) {
    const std::string uri = oauth::AuthorizeRedirect(base, "auth_1", state, "https://iss.example");
    EXPECT_EQ(uri.rfind(base, 0), 0U);
    EXPECT_EQ(QueryParameter(uri, "state"), state);
    EXPECT_EQ(QueryParameter(uri, "code"), "auth_1");
    EXPECT_EQ(QueryParameter(uri, "iss"), "https://iss.example");
  }
  EXPECT_EQ(QueryParameter(oauth::AuthorizeRedirect("myapp://cb?x=1", "c", "s", "i"), "x"), "1");
  EXPECT_EQ(oauth::AuthorizeRedirect("a:b", oauth::ErrorCode::kAccessDenied, std::nullopt, "i"),
            "a:b?error=access_denied&error_description=The%20user%20denied%20access%20to%20your%20"
            "application&iss=i");
}

TEST(SandboxTokens, GiveWhatARedeemedCodeGives) {
  World world;
  object body{{"client_id", world.mollie.client_id},
              {"scope", "payments.read orders.read"},
              {"merchant", world.ShownMerchant()}};
  const auto ask = [&world, &body] { return world.PostJson("/_sandbox/tokens", serialize(body)); };
  const Reply one = ask();
  ASSERT_EQ(one.status, 200) << one.body;
  EXPECT_EQ(one.Member("scope"), "payments.read orders.read");
  EXPECT_EQ(one.Member("token_type"), "bearer");
  EXPECT_TRUE(world.IsActive(world.mollie, *one.Member("access_token")));
  EXPECT_EQ(ask().Member("refresh_token"), one.Member("refresh_token"));
  body["client_id"] = world.rotating.client_id;
  EXPECT_NE(ask().Member("refresh_token"), ask().Member("refresh_token"));
}

TEST(SandboxTokens, WithoutAMerchantMakeOne) {
  World world;
  const std::string body =
      serialize(object{{"client_id", world.mollie.client_id}, {"scope", "payments.read"}});
  const Reply one = world.PostJson("/_sandbox/tokens", body);
  const Reply two = world.PostJson("/_sandbox/tokens", body);
  ASSERT_EQ(one.status, 200) << one.body;
  EXPECT_NE(one.Member("refresh_token"), two.Member("refresh_token"));
  EXPECT_NE(world.Introspect(world.mollie, *one.Member("access_token")).Member("sub"),
            world.Introspect(world.mollie, *two.Member("access_token")).Member("sub"));
}

TEST(SandboxTokens, RefuseWhatIsUnknown) {
  World world;
  const std::vector<object> bodies = {
      {{"client_id", "app_x"}, {"scope", "payments.read"}},
      {{"client_id", world.mollie.client_id}, {"scope", "no.such"}},
      {{"client_id", world.mollie.client_id}, {"scope", " "}},
      {{"client_id", world.mollie.client_id}},
      {{"client_id", world.mollie.client_id}, {"scope", "payments.read"}, {"merchant", "org_x"}}};
  for (const object& body : bodies) {
    EXPECT_EQ(world.PostJson("/_sandbox/tokens", serialize(body)).status, 400);
  }
}

TEST(SandboxClients, RegisterAnAppAndShowItsSecretOnce) {
  World world;
  const Reply reply =
      world.PostJson("/_sandbox/clients",
                     R"({"name":"New","redirect_uris":["http://localhost:3000/cb","app-x://done"],)"
                     R"("preset":"oauth21","resource_server":true})");
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_EQ(reply.Member("preset"), "oauth21");
  EXPECT_EQ(reply.Member("resource_server"), "true");
  App app;
  app.client_id = *reply.Member("client_id");
  app.secret = *reply.Member("client_secret");
  EXPECT_EQ(app.secret.size(), 40U);
  EXPECT_TRUE(world.IsActive(app, world.Grant(world.mollie).access));
}

TEST(SandboxClients, RefuseWhatCannotBeRegistered) {
  World world;
  for (const char* body :
       {R"({"redirect_uris":["https://a.example/"],"preset":"mollie"})",
        R"({"name":"N","redirect_uris":["https://a.example/"],"preset":"other"})",
        R"({"name":"N","redirect_uris":["https://a.example/"]})",
        R"({"name":"N","redirect_uris":["http://a.example/"],"preset":"mollie"})",
        R"_({"name":"N","redirect_uris":["javascript:alert(1)"],"preset":"mollie"})_",
        R"({"name":"N","redirect_uris":[],"preset":"mollie"})",
        R"({"name":"N","redirect_uris":[7],"preset":"mollie"})",
        R"({"name":"N","redirect_uris":"https://a.example/","preset":"mollie"})",
        R"({"name":"N","redirect_uris":["https://a.example/"],"preset":"mollie",)"
        R"("resource_server":"yes"})"}) {
    EXPECT_EQ(world.PostJson("/_sandbox/clients", body).status, 400) << body;
  }
}

TEST(SandboxClock, MovesTheOneClockUpToTenYears) {
  World world;
  const Tokens tokens = world.Grant(world.mollie);
  const Reply moved = world.PostJson("/_sandbox/clock", R"({"advance":3600})");
  EXPECT_EQ(moved.status, 200);
  EXPECT_EQ(moved.Member("now"), "1700003600");
  EXPECT_FALSE(world.IsActive(world.mollie, tokens.access));
  EXPECT_EQ(world.ledger->FindServer().clock_offset, Seconds{3600});
  for (const char* bad : {R"({"advance":-1})", R"({"advance":1.5})", R"({"advance":"1"})", "{}",
                          R"({"advance":315576000})", R"({"advance":99999999999999999999})"}) {
    EXPECT_EQ(world.PostJson("/_sandbox/clock", bad).status, 400) << bad;
  }
  EXPECT_EQ(world.PostJson("/_sandbox/clock", R"({"advance":0})").Member("now"), "1700003600");
  EXPECT_EQ(world.PostJson("/_sandbox/clock", R"({"advance":315572400})").status, 200);
}

TEST(SandboxClock, ParallelAdvancesAddUp) {
  World world(true);
  std::vector<std::thread> threads;
  for (int i = 0; i < 16; ++i) {
    threads.emplace_back([&world] {
      EXPECT_EQ(world.PostJson("/_sandbox/clock", R"({"advance":10})").status, 200);
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(world.ledger->FindServer().clock_offset, Seconds{160});
}

TEST(SandboxKeys, RefuseWhatIsUnknown) {
  World world;
  const std::string merchant = world.ShownMerchant();
  const std::vector<object> bodies = {
      {{"merchant", "org_x"}, {"kind", "live"}},
      {{"merchant", merchant}, {"kind", "dead"}},
      {{"merchant", merchant}},
      {{"merchant", merchant}, {"kind", "live"}, {"scope", "no.such"}}};
  for (const object& body : bodies) {
    EXPECT_EQ(world.PostJson("/_sandbox/keys", serialize(body)).status, 400);
  }
  const std::string access = world.Grant(world.mollie).access;
  EXPECT_EQ(world.PostJson("/_sandbox/keys/revoke", serialize(object{{"token", access}})).status,
            400);
  EXPECT_TRUE(world.IsActive(world.mollie, access));
}

TEST(SandboxInfo, SaysWhatToCallItWith) {
  World world;
  SandboxDemo demo;
  demo.apps = {{world.mollie.id, world.mollie.secret}};
  demo.merchants = {world.merchant};
  demo.ca_file = "ca.pem";
  demo.pid = 4711;
  demo.url = "http://127.0.0.1:8090";
  const Reply info{200, {}, {}, SandboxInfo(world.services, demo)};
  EXPECT_FALSE(info.Member("url").has_value());
  EXPECT_EQ(info.Member("issuer"), "http://127.0.0.1:8090");
  EXPECT_EQ(info.Member("pid"), "4711");
  EXPECT_EQ(info.Member("tls_issuer"), "https://127.0.0.1:8443");
  EXPECT_EQ(info.Member("ca_file"), "ca.pem");
  EXPECT_NE(info.Member("clients")->find(world.mollie.secret), std::string::npos);
  EXPECT_NE(info.Member("merchants")->find(world.ShownMerchant()), std::string::npos);
  EXPECT_EQ(world.PostJson("/_sandbox/info", "{}").status, 200);
  // Where it calls itself by another name, a program must still find it.
  demo.url = "http://127.0.0.1:41873";
  EXPECT_EQ((Reply{200, {}, {}, SandboxInfo(world.services, demo)}.Member("url")),
            "http://127.0.0.1:41873");
}

}  // namespace
}  // namespace writ::api
