// POST /oauth2/introspect and client credentials.
#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "support/scopes.h"
#include "world.h"

namespace writ::api {
namespace {

using testing::Reply;
using testing::Tokens;
using testing::World;

constexpr std::string_view kInactive = R"({"active":false})";

TEST(IntrospectToken, TellsAClientOfItsOwnTokens) {
  World world;
  const Tokens tokens = world.Grant(world.mollie);
  const Reply access = world.Introspect(world.mollie, tokens.access);
  EXPECT_EQ(access.status, 200);
  EXPECT_EQ(access.content_type, "application/json");
  EXPECT_TRUE(access.HasHeader("Cache-Control: no-store"));
  EXPECT_EQ(access.Member("active"), "true");
  EXPECT_EQ(access.Member("scope"), "payments.read organizations.read");
  EXPECT_EQ(access.Member("client_id"), world.mollie.client_id);
  EXPECT_EQ(access.Member("sub"), world.ShownMerchant());
  EXPECT_EQ(access.Member("token_type"), "bearer");
  EXPECT_EQ(access.Member("iat"), "1700000000");
  EXPECT_EQ(access.Member("exp"), "1700003600");
  EXPECT_EQ(access.Member("iss"), "http://127.0.0.1:8090");
  EXPECT_EQ(access.Member("jti")->rfind("token_", 0), 0U);
  const Reply refresh = world.Introspect(world.mollie, tokens.refresh);
  EXPECT_EQ(refresh.Member("active"), "true");
  EXPECT_FALSE(refresh.Member("exp").has_value());
  EXPECT_NE(refresh.Member("jti"), access.Member("jti"));
  const auto named = world.ids.ReadToken(*access.Member("jti"));
  ASSERT_TRUE(named.has_value());
  EXPECT_EQ(named->kind, oauth::TokenKind::kAccess);
}

TEST(IntrospectToken, IsOfTheAddressThatItCameTo) {
  World world;
  const Reply reply = world.Post("/oauth2/introspect", "token=" + world.Grant(world.mollie).access,
                                 {.authorization = world.mollie.Basic(), .tls = true});
  EXPECT_EQ(reply.Member("iss"), "https://127.0.0.1:8443");
}

TEST(IntrospectToken, ToOthersATokenIsInactiveButNotToAResourceServer) {
  World world;
  const Tokens tokens = world.Grant(world.mollie);
  for (const std::string& token : {tokens.access, tokens.refresh}) {
    const Reply reply = world.Introspect(world.other, token);
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, kInactive);
  }
  EXPECT_TRUE(world.IsActive(world.resource_server, tokens.access));
  // It would take a refresh token for an access token.
  EXPECT_EQ(world.Introspect(world.resource_server, tokens.refresh).body, kInactive);
}

TEST(IntrospectToken, WhatIsNoneOfOursIsInactive) {
  World world;
  const Tokens tokens = world.Grant(world.mollie);
  std::string mangled = tokens.access;
  mangled[15] = mangled[15] == 'x' ? 'y' : 'x';
  for (const std::string& token :
       {mangled, std::string("access_"), std::string("live_x"), tokens.access + "0",
        "live_" + tokens.access.substr(7), world.Code(world.mollie), std::string(2000, 'a'),
        std::string(60000, 'a'), "access_" + std::string(3000, 'b'), std::string("%00"),
        std::string("%FF%FE"), std::string("access_\xC3\xA9")}) {
    const Reply reply = world.Introspect(world.resource_server, token);
    EXPECT_EQ(reply.status, 200) << reply.body;
    EXPECT_EQ(reply.body, kInactive);
  }
  EXPECT_EQ(world.Introspect(world.mollie, "").Error(), "invalid_request");
}

TEST(IntrospectToken, AnAccessTokenEndsWithItsTime) {
  World world;
  const Tokens tokens = world.Grant(world.mollie);
  world.base_clock.Advance(Seconds{3599});
  EXPECT_TRUE(world.IsActive(world.mollie, tokens.access));
  world.base_clock.Advance(Seconds{1});
  EXPECT_FALSE(world.IsActive(world.mollie, tokens.access));
  EXPECT_TRUE(world.IsActive(world.mollie, tokens.refresh));
}

TEST(IntrospectToken, TellsAResourceServerOfKeys) {
  World world;
  for (const char* kind : {"live", "test", "organization"}) {
    const std::string key = world.Key(kind, "payments.read");
    const Reply reply = world.Introspect(world.resource_server, key);
    EXPECT_EQ(reply.Member("active"), "true");
    EXPECT_EQ(reply.Member("scope"), "payments.read");
    EXPECT_EQ(reply.Member("sub"), world.ShownMerchant());
    EXPECT_EQ(reply.Member("client_id"), world.ShownMerchant());
    EXPECT_FALSE(reply.Member("exp").has_value());
    EXPECT_EQ(world.Introspect(world.mollie, key).body, kInactive);
    EXPECT_EQ(world.PostJson("/_sandbox/keys/revoke", R"({"token":")" + key + "\"}").status, 204);
    EXPECT_EQ(world.Introspect(world.resource_server, key).body, kInactive);
  }
}

TEST(ClientCredentials, GivesATokenOfTheAppsOwn) {
  World world;
  const auto ask = [&world](std::string_view more = "") {
    return world.Post("/oauth2/tokens", "grant_type=client_credentials" + std::string(more),
                      {.authorization = world.mollie.Basic()});
  };
  const Reply first = ask();
  ASSERT_EQ(first.status, 200) << first.body;
  EXPECT_FALSE(first.Member("refresh_token").has_value());
  EXPECT_EQ(first.Member("token_type"), "bearer");
  const oauth::Sequence before = world.ledger->Known();
  const Reply second = ask("&scope=payments.read");
  EXPECT_EQ(second.Member("scope"), "payments.read");
  EXPECT_EQ(world.ledger->Known(), before);
  const Reply seen = world.Introspect(world.mollie, *second.Member("access_token"));
  EXPECT_EQ(seen.Member("sub"), world.mollie.client_id);
  EXPECT_EQ(seen.Member("scope"), "payments.read");
  EXPECT_EQ(ask("&scope=no.such").Error(), "invalid_scope");

  world.Commit(oauth::CutClient{world.mollie.id, oauth::Reach::kAll, oauth::Cause::kOperator});
  EXPECT_FALSE(world.IsActive(world.mollie, *first.Member("access_token")));
  EXPECT_FALSE(world.IsActive(world.mollie, *second.Member("access_token")));
  EXPECT_TRUE(world.IsActive(world.mollie, *ask().Member("access_token")));
}

TEST(ClientCredentials, ParallelFirstsMakeOneGrant) {
  World world(true);
  std::vector<Reply> replies(16);
  std::vector<std::thread> threads;
  for (Reply& reply : replies) {
    threads.emplace_back([&world, &reply] {
      reply = world.Post("/oauth2/tokens", "grant_type=client_credentials",
                         {.authorization = world.mollie.Basic()});
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const Reply& reply : replies) {
    ASSERT_EQ(reply.status, 200) << reply.body;
    EXPECT_TRUE(world.IsActive(world.mollie, *reply.Member("access_token")));
  }
  EXPECT_EQ(world.ledger->ListGrants({}, 100).size(), 1U);
}

TEST(ClientCredentials, AScopeThatIsNotRegisteredIsRefused) {
  World world;
  oauth::ChangeClient change{*world.ledger->FindClient(world.mollie.id),
                             *world.ledger->FindClientProfile(world.mollie.id)};
  change.client.scopes = {false, oauth::ParseScope("payments.read")->Set()};
  world.Commit(change);
  const Reply reply =
      world.Post("/oauth2/tokens", "grant_type=client_credentials&scope=orders.read",
                 {.authorization = world.mollie.Basic()});
  EXPECT_EQ(reply.status, 400);
  EXPECT_EQ(reply.Error(), "invalid_scope");
}

// Whoever stole the sealing keys, but not the store, cannot forge: each record has a secret of its
// own.
TEST(IntrospectToken, ATokenSealedWithoutItsGrantsSecretIsNone) {
  World world;
  const auto tokens = world.Grant(world.mollie);
  oauth::Seal& seal = world.seals.ForThisThread();
  for (const std::string& text : {tokens.access, tokens.refresh}) {
    const auto opened = seal.OpenToken(text);
    ASSERT_TRUE(opened.has_value());
    const oauth::Grant grant = world.ledger->FindGrant(opened->claims.grant).value();
    EXPECT_TRUE(world.IsActive(world.mollie, seal.Make(opened->claims, grant.secret)));
    EXPECT_FALSE(world.IsActive(world.mollie, seal.Make(opened->claims, oauth::SealSecret{})));
  }
  const auto refresh = seal.OpenToken(tokens.refresh);
  const std::string forged = seal.Make(refresh->claims, oauth::SealSecret{});
  EXPECT_EQ(world.Refresh(world.mollie, forged).Error(), "invalid_grant");
  EXPECT_EQ(world.Revoke(world.mollie, forged, "refresh_token").status, 204);
  EXPECT_TRUE(world.IsActive(world.mollie, tokens.access)) << "nothing was revoked";
}

TEST(RedeemCode, ACodeSealedWithoutItsAppsSecretIsNone) {
  World world;
  oauth::Seal& seal = world.seals.ForThisThread();
  const auto opened = seal.OpenCode(world.Code(world.mollie));
  ASSERT_TRUE(opened.has_value());
  const std::string forged = seal.Make(opened->claims, oauth::SealSecret{});
  EXPECT_EQ(world.Redeem(world.mollie, forged).Error(), "invalid_grant");
}

}  // namespace
}  // namespace writ::api
