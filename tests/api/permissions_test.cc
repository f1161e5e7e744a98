// /v2/*, the metadata, and the face of what no endpoint answers.
#include <gtest/gtest.h>

#include "world.h"

namespace writ::api {
namespace {

using testing::Reply;
using testing::Tokens;
using testing::World;

constexpr std::string_view kHalType = "application/hal+json";

TEST(Permissions, ListsAllWithWhatIsGranted) {
  World world;
  const std::string bearer = "Bearer " + world.Grant(world.mollie).access;
  const Reply reply = world.Get("/v2/permissions", {.authorization = bearer});
  ASSERT_EQ(reply.status, 200) << reply.body;
  EXPECT_EQ(reply.content_type, kHalType);
  EXPECT_EQ(reply.Member("count"), "61");
  EXPECT_NE(reply.body.find(R"("id":"payments.read","description":)"), std::string::npos);
  int granted = 0;
  for (std::size_t at = 0; (at = reply.body.find("\"granted\":true", at)) != std::string::npos;) {
    ++granted;
    ++at;
  }
  EXPECT_EQ(granted, 2);
  const auto grants = [&world, &bearer](std::string_view id) {
    return world.Get("/v2/permissions/" + std::string(id), {.authorization = bearer})
        .Member("granted");
  };
  EXPECT_EQ(grants("payments.read"), "true");
  EXPECT_EQ(grants("payments.write"), "false");
  const Reply one =
      world.Get("/v2/permissions/payments.read?testmode=true", {.authorization = bearer});
  EXPECT_EQ(one.Member("resource"), "permission");
  EXPECT_EQ(one.Member("id"), "payments.read");
  EXPECT_NE(one.Member("_links")->find("http://127.0.0.1:8090/v2/permissions/payments.read"),
            std::string::npos);
}

TEST(Permissions, AreThoseOfTheTokenNotOfItsGrant) {
  World world;
  const Tokens wide = world.Grant(world.mollie);
  const Tokens narrow = world.Grant(world.mollie, {.scope = "orders.read"});
  const auto granted = [&world](const Tokens& tokens, const std::string& id) {
    return world.Get("/v2/permissions/" + id, {.authorization = "Bearer " + tokens.access})
        .Member("granted");
  };
  EXPECT_EQ(granted(narrow, "orders.read"), "true");
  EXPECT_EQ(granted(narrow, "payments.read"), "false");
  EXPECT_EQ(granted(wide, "orders.read"), "false");
}

// What cannot be asked for any more is told to those who have it, and to nobody else.
TEST(Permissions, FollowTheCatalogue) {
  World world;
  const Tokens has = world.Grant(world.mollie, {.scope = "orders.read"});
  const Tokens lacks = world.Grant(world.mollie, {.scope = "payments.read"});
  const auto catalogue = world.ledger->FindCatalogue();
  world.Commit(oauth::RetireScope{catalogue->Find("orders.read")->index});
  const auto count = [&world](const Tokens& tokens) {
    return world.Get("/v2/permissions", {.authorization = "Bearer " + tokens.access})
        .Member("count");
  };
  EXPECT_EQ(count(has), "61");
  EXPECT_EQ(count(lacks), "60");
  const auto status = [&world](const Tokens& tokens) {
    return world.Get("/v2/permissions/orders.read", {.authorization = "Bearer " + tokens.access})
        .status;
  };
  EXPECT_EQ(status(has), 200);
  EXPECT_EQ(status(lacks), 404);
  EXPECT_EQ(world.Introspect(world.mollie, has.access).Member("scope"), "orders.read");
  EXPECT_EQ(world.Refresh(world.mollie, has.refresh).Member("scope"), "orders.read");
  EXPECT_EQ(world.Refresh(world.mollie, has.refresh, "&scope=orders.read").Error(),
            "invalid_scope");
  const Reply metadata = world.Get("/.well-known/oauth-authorization-server", {});
  EXPECT_EQ(metadata.body.find("orders.read"), std::string::npos);
  EXPECT_NE(metadata.body.find("orders.write"), std::string::npos);
}

TEST(Permissions, AnUnknownOneIs404) {
  World world;
  const Reply reply = world.Get("/v2/permissions/no.such",
                                {.authorization = "Bearer " + world.Grant(world.mollie).access});
  EXPECT_EQ(reply.status, 404);
  EXPECT_EQ(reply.content_type, kHalType);
  EXPECT_EQ(reply.Member("title"), "Not Found");
  EXPECT_EQ(reply.Member("status"), "404");
}

TEST(Bearer, WithoutATokenIsAskedForOneAndTheWrongOneIsCalledInvalid) {
  World world;
  const Tokens tokens = world.Grant(world.mollie);
  for (const char* path : {"/v2/permissions", "/v2/permissions/x", "/v2/organizations/me"}) {
    const Reply none = world.Get(path);
    EXPECT_EQ(none.status, 401);
    EXPECT_EQ(none.content_type, kHalType);
    EXPECT_EQ(none.Member("title"), "Unauthorized Request");
    EXPECT_TRUE(none.HasHeader("WWW-Authenticate: Bearer realm=\"writ\""));
    for (const std::string& token : {std::string("access_x"), tokens.refresh, std::string()}) {
      const Reply reply = world.Get(path, {.authorization = "Bearer " + token});
      EXPECT_EQ(reply.status, 401);
      EXPECT_NE(reply.headers.find("error=\"invalid_token\""), std::string::npos);
    }
  }
  EXPECT_EQ(world.Revoke(world.mollie, tokens.access, "access_token").status, 204);
  EXPECT_EQ(world.Get("/v2/permissions", {.authorization = "Bearer " + tokens.access}).status, 401);
}

TEST(Bearer, TakesOrganizationTokensButNoApiKeys) {
  World world;
  const std::string organization = "bearer " + world.Key("organization", "payments.read");
  EXPECT_EQ(
      world.Get("/v2/permissions/payments.read", {.authorization = organization}).Member("granted"),
      "true");
  for (const char* kind : {"live", "test"}) {
    const Reply reply =
        world.Get("/v2/permissions", {.authorization = "Bearer " + world.Key(kind)});
    EXPECT_EQ(reply.status, 403);
    EXPECT_NE(reply.Member("detail")->find("API keys"), std::string::npos);
  }
}

TEST(Organization, ShowsTheMerchantOfTheToken) {
  World world;
  const Reply reply = world.Get("/v2/organizations/me",
                                {.authorization = "Bearer " + world.Grant(world.mollie).access});
  ASSERT_EQ(reply.status, 200) << reply.body;
  EXPECT_EQ(reply.content_type, kHalType);
  EXPECT_EQ(reply.Member("resource"), "organization");
  EXPECT_EQ(reply.Member("id"), world.ShownMerchant());
  EXPECT_EQ(reply.Member("name"), "Fietsenwinkel De Ketting");
  EXPECT_EQ(reply.Member("email"), "shop@ketting.example");
  EXPECT_EQ(reply.Member("locale"), "nl_NL");
  EXPECT_NE(reply.Member("address")->find("\"city\":\"Amsterdam\""), std::string::npos);
}

TEST(Organization, NeedsItsScopeAndAMerchant) {
  World world;
  const Tokens narrow = world.Grant(world.mollie, {.scope = "payments.read"});
  const Reply reply =
      world.Get("/v2/organizations/me", {.authorization = "Bearer " + narrow.access});
  EXPECT_EQ(reply.status, 403);
  EXPECT_NE(reply.headers.find("error=\"insufficient_scope\", scope=\"organizations.read\""),
            std::string::npos);
  const Reply own = world.Post("/oauth2/tokens", "grant_type=client_credentials",
                               {.authorization = world.mollie.Basic()});
  EXPECT_EQ(
      world.Get("/v2/organizations/me", {.authorization = "Bearer " + *own.Member("access_token")})
          .status,
      403);
}

TEST(Metadata, NamesTheEndpointsOfTheAddressThatWasAsked) {
  World world;
  const Reply reply = world.Get("/.well-known/oauth-authorization-server");
  ASSERT_EQ(reply.status, 200);
  EXPECT_EQ(reply.content_type, "application/json");
  EXPECT_EQ(reply.Member("issuer"), "http://127.0.0.1:8090");
  EXPECT_EQ(reply.Member("token_endpoint"), "http://127.0.0.1:8090/oauth2/tokens");
  EXPECT_EQ(reply.Member("revocation_endpoint"), "http://127.0.0.1:8090/oauth2/revoke");
  EXPECT_EQ(reply.Member("introspection_endpoint"), "http://127.0.0.1:8090/oauth2/introspect");
  EXPECT_EQ(reply.Member("code_challenge_methods_supported"), R"(["S256"])");
  EXPECT_EQ(reply.Member("authorization_response_iss_parameter_supported"), "true");
  EXPECT_EQ(world.Get("/.well-known/oauth-authorization-server", {.tls = true}).Member("issuer"),
            "https://127.0.0.1:8443");
  EXPECT_EQ(world.Get("/.well-known/oauth-authorization-server/v2").status, 200);
}

TEST(Face, AnErrorHasTheFormOfItsPath) {
  World world;
  const Reply method = world.Get("/oauth2/tokens");
  EXPECT_EQ(method.status, 405);
  EXPECT_EQ(method.content_type, "application/json");
  EXPECT_EQ(method.Error(), "invalid_request");
  EXPECT_TRUE(method.HasHeader("Cache-Control: no-store"));
  EXPECT_TRUE(method.HasHeader("Allow: POST, DELETE, OPTIONS"));
  EXPECT_EQ(world.Get("/oauth2/nothing").Error(), "invalid_request");
  EXPECT_EQ(world.Get("/v2/nothing").content_type, kHalType);
  const Reply other = world.Get("/nothing");
  EXPECT_EQ(other.status, 404);
  EXPECT_EQ(other.content_type, "application/problem+json");
  EXPECT_EQ(other.Member("title"), "Not Found");

  const http::OwnedResponse busy = Face({503, "Busy", "/oauth2/tokens", http::Method::kPost});
  EXPECT_NE(busy.body.find("\"error\":\"temporarily_unavailable\""), std::string::npos);
  EXPECT_NE(busy.headers.find("Retry-After: 1\r\n"), std::string::npos);
  const http::OwnedResponse large = Face({431, "Too large", "/oauth2/revoke", http::Method::kPost});
  EXPECT_NE(large.body.find("\"error\":\"invalid_request\""), std::string::npos);
  const http::OwnedResponse failed = Face({500, "Failed", "/oauth2/revoke", http::Method::kPost});
  EXPECT_NE(failed.body.find("\"error\":\"server_error\""), std::string::npos);
  // A request line that cannot be read may have named an OAuth path.
  const http::OwnedResponse garbled = Face({400, "Bad", {}, http::Method::kOther});
  EXPECT_NE(garbled.body.find("\"error\":\"invalid_request\""), std::string::npos);
  EXPECT_NE(garbled.headers.find("Cache-Control: no-store\r\n"), std::string::npos);
  EXPECT_NE(Face({405, "No", "/.well-known/oauth-authorization-server", http::Method::kPost})
                .body.find("\"error\":\"invalid_request\""),
            std::string::npos);
  EXPECT_EQ(Face({400, "Bad", "/oauth2x", http::Method::kPost}).content_type,
            "application/problem+json");
}

}  // namespace
}  // namespace writ::api
