// DELETE /oauth2/tokens and its RFC 7009 face.
#include "oauth/revoke_token.h"

#include <gtest/gtest.h>

#include "oauth/read_token.h"
#include "world.h"

namespace writ::api {
namespace {

using testing::App;
using testing::Reply;
using testing::Tokens;
using testing::World;

TEST(DeleteToken, ARefreshTokenTakesEverythingOfItsAuthorization) {
  World world;
  const Tokens tokens = world.Grant(world.mollie);
  const std::string second = *world.Refresh(world.mollie, tokens.refresh).Member("access_token");
  const std::string code = world.Code(world.mollie);
  const Reply reply = world.Revoke(world.mollie, tokens.refresh, "refresh_token");
  EXPECT_EQ(reply.status, 204);
  EXPECT_EQ(reply.body, "");
  EXPECT_EQ(reply.content_type, "");
  for (const std::string& token : {tokens.access, second, tokens.refresh}) {
    EXPECT_FALSE(world.IsActive(world.mollie, token));
  }
  EXPECT_EQ(world.Refresh(world.mollie, tokens.refresh).Error(), "invalid_grant");
  EXPECT_EQ(world.Redeem(world.mollie, code).Error(), "invalid_grant");
  // A new yes makes a new authorization.
  EXPECT_TRUE(world.IsActive(world.mollie, world.Grant(world.mollie).access));
}

// The DELETE was decided on, and before it was committed the merchant disconnected and connected
// anew.
TEST(DeleteToken, AnOldOneLeavesAConsentGivenAnew) {
  World world;
  const Tokens old = world.Grant(world.mollie);
  const auto token = oauth::ReadToken(*world.ledger, world.seals.ForThisThread(), old.refresh);
  ASSERT_TRUE(token.has_value());
  const auto client = *world.ledger->FindClient(world.mollie.id);
  const auto decide = [&](const oauth::Standing& standing) {
    return oauth::RevokeToken(client, token->claims, standing, false, world.clock.Now());
  };
  const auto in_flight = decide(token->standing);
  ASSERT_EQ(world.Revoke(world.mollie, old.refresh, "refresh_token").status, 204);
  const Tokens anew = world.Grant(world.mollie);
  std::optional<oauth::CommitResult> result;
  world.ledger->Commit(in_flight.proposal, [&](const auto& committed) { result = committed; });
  ASSERT_TRUE(result.has_value());
  ASSERT_FALSE(result->has_value());
  EXPECT_EQ(result->error(), oauth::CommitFailure::kConflict);
  const auto again = oauth::LoadStanding(*world.ledger, token->claims.grant);
  EXPECT_EQ(decide(*again).outcome, oauth::Revocation::kAlreadyDead);
  EXPECT_TRUE(world.IsActive(world.mollie, anew.access));
  EXPECT_TRUE(world.IsActive(world.mollie, anew.refresh));
}

TEST(RevokeToken, WhatNoTokenOfOursLooksLikeIsAnUnknownToken) {
  World world;
  for (const std::string& text : {std::string(60000, 'a'), std::string("%00"), std::string("%FF"),
                                  std::string("a+b%26"), std::string("refresh_\xC3\xA9")}) {
    EXPECT_EQ(world.Revoke(world.mollie, text, "refresh_token").status, 204);
    EXPECT_EQ(world.Post("/oauth2/revoke", world.mollie.Form() + "token=" + text).status, 200);
    EXPECT_EQ(world.Refresh(world.mollie, text).Error(), "invalid_grant");
    EXPECT_EQ(world.Redeem(world.mollie, text).Error(), "invalid_grant");
  }
  for (const std::string& text :
       {std::string(60000, 'a'), std::string(R"(\u0000)"), std::string("\xC3\xA9")}) {
    const std::string body = world.mollie.Json() + R"("token":")" + text + "\"}";
    EXPECT_EQ(world.PostJson("/oauth2/revoke", body).status, 200);
    EXPECT_EQ(world.PostJson("/oauth2/introspect", body).body, R"({"active":false})");
  }
  EXPECT_EQ(world.Revoke(world.mollie, "%f", "refresh_token").Error(), "invalid_request");
  EXPECT_EQ(world.Revoke(world.mollie, "%zz", "refresh_token").Error(), "invalid_request");
}

// RFC 6749 §5.2. {"token": true} is not the token `true`.
TEST(RevokeToken, AParameterOfAnotherTypeThanStringIsRefusedByName) {
  World world;
  const std::string start = world.mollie.Json();
  for (const char* value : {"true", "7", "1e300", "[]", "{}", "[\"a\"]"}) {
    for (const char* path : {"/oauth2/revoke", "/oauth2/introspect", "/oauth2/tokens"}) {
      const Reply reply = world.PostJson(path, start + "\"token\":" + value + "}");
      EXPECT_EQ(reply.status, 400);
      EXPECT_EQ(reply.Error(), "invalid_request");
      EXPECT_EQ(reply.Member("error_description"), "The parameter 'token' must be a string");
    }
  }
  const Reply other = world.PostJson("/oauth2/tokens",
                                     start + R"("grant_type":"refresh_token","refresh_token":1})");
  EXPECT_EQ(other.Member("error_description"), "The parameter 'refresh_token' must be a string");
  // Unknown members are nobody's business, and null is as if it had not been sent.
  EXPECT_EQ(world
                .PostJson("/oauth2/revoke",
                          start + R"("token":"x","a":true,"b":[1],"c":{"token":2},"scope":null})")
                .status,
            200);
  const std::string long_one = R"("token":"x","a":")" + std::string(30000, 'a') + "\"}";
  EXPECT_EQ(world.PostJson("/oauth2/revoke", start + long_one).status, 200);
  EXPECT_EQ(world.Post("/oauth2/revoke", world.mollie.Form() + "token=x&a=%ff%00").status, 200);
}

TEST(DeleteToken, UnderOauth21ItTakesItsGrantOnly) {
  World world;
  const Tokens one = world.Grant(world.rotating);
  const Tokens two = world.Grant(world.rotating);
  const std::string successor = *world.Refresh(world.rotating, one.refresh).Member("refresh_token");
  // An old generation names the same grant.
  EXPECT_EQ(world.Revoke(world.rotating, one.refresh, "refresh_token").status, 204);
  EXPECT_FALSE(world.IsActive(world.rotating, one.access));
  EXPECT_FALSE(world.IsActive(world.rotating, successor));
  EXPECT_TRUE(world.IsActive(world.rotating, two.access));
}

TEST(DeleteToken, AnAccessTokenGoesAlone) {
  World world;
  const Tokens tokens = world.Grant(world.mollie);
  const std::string second = *world.Refresh(world.mollie, tokens.refresh).Member("access_token");
  EXPECT_EQ(world.Revoke(world.mollie, tokens.access, "access_token").status, 204);
  EXPECT_FALSE(world.IsActive(world.mollie, tokens.access));
  EXPECT_TRUE(world.IsActive(world.mollie, second));
  EXPECT_TRUE(world.IsActive(world.mollie, tokens.refresh));
}

TEST(DeleteToken, TheHintMustBeThereAndIsNotBelieved) {
  World world;
  const Tokens tokens = world.Grant(world.mollie);
  const Reply none =
      world.Delete("token=" + tokens.access, {.authorization = world.mollie.Basic()});
  EXPECT_EQ(none.status, 400);
  EXPECT_EQ(none.Error(), "invalid_request");
  EXPECT_TRUE(world.IsActive(world.mollie, tokens.access));
  EXPECT_EQ(world.Revoke(world.mollie, tokens.access, "refresh_token").status, 204);
  EXPECT_FALSE(world.IsActive(world.mollie, tokens.access));
  EXPECT_EQ(world.Revoke(world.mollie, tokens.refresh, "no_such_type").status, 204);
  EXPECT_FALSE(world.IsActive(world.mollie, tokens.refresh));
}

TEST(DeleteToken, NeedsAToken) {
  World world;
  const Reply reply =
      world.Delete("token_type_hint=access_token", {.authorization = world.mollie.Basic()});
  EXPECT_EQ(reply.status, 400);
  EXPECT_EQ(reply.Error(), "invalid_request");
  EXPECT_EQ(reply.Member("error_description"), "You need to provide the 'token' field");
  EXPECT_EQ(reply.Member("detail"), "You need to provide the 'token' field");
  EXPECT_EQ(reply.Member("status"), "400");
  EXPECT_EQ(reply.Member("title"), "Bad Request");
}

TEST(DeleteToken, AForeignTokenIsRefusedAndLives) {
  World world;
  const Tokens tokens = world.Grant(world.mollie);
  for (const std::string& token : {tokens.access, tokens.refresh}) {
    const Reply reply = world.Revoke(world.other, token, "access_token");
    EXPECT_EQ(reply.status, 400);
    EXPECT_EQ(reply.Error(), "invalid_grant");
    EXPECT_TRUE(world.IsActive(world.mollie, token));
  }
  const std::string key = world.Key("live");
  EXPECT_EQ(world.Revoke(world.mollie, key, "access_token").Error(), "invalid_grant");
  EXPECT_TRUE(world.IsActive(world.resource_server, key));
}

TEST(DeleteToken, AnUnknownOrDeadTokenIsSuccess) {
  World world;
  const Tokens tokens = world.Grant(world.mollie);
  std::string mangled = tokens.access;
  mangled.back() = mangled.back() == 'A' ? 'B' : 'A';
  EXPECT_EQ(world.Revoke(world.mollie, "access_unknown", "access_token").status, 204);
  EXPECT_EQ(world.Revoke(world.mollie, mangled, "access_token").status, 204);
  EXPECT_TRUE(world.IsActive(world.mollie, tokens.access));
  EXPECT_EQ(world.Revoke(world.mollie, tokens.refresh, "refresh_token").status, 204);
  const oauth::Sequence before = world.ledger->Known();
  EXPECT_EQ(world.Revoke(world.mollie, tokens.refresh, "refresh_token").status, 204);
  EXPECT_EQ(world.Revoke(world.mollie, tokens.access, "access_token").status, 204);
  EXPECT_EQ(world.ledger->Known(), before);
}

// The ways in which Mollie's clients send it.
TEST(DeleteToken, TakesEveryWireForm) {
  World world;
  const App& app = world.mollie;
  const auto dies = [&world, &app](const auto& send) {
    const std::string token = world.Grant(app).access;
    const Reply reply = send(token);
    EXPECT_EQ(reply.status, 204) << reply.body;
    EXPECT_FALSE(world.IsActive(app, token));
  };
  dies([&](const std::string& token) {  // oauth2-mollie-php: a form with an extra redirect_uri
    return world.Delete(app.Form() + "token_type_hint=access_token&token=" + token +
                        "&redirect_uri=https%3A%2F%2Fapp.example%2Fcallback");
  });
  dies([&](const std::string& token) {  // the generated SDKs: Basic and JSON
    return world.Send(http::Method::kDelete, "/oauth2/tokens",
                      R"({"token_type_hint":"access_token","token":")" + token + "\"}",
                      {.authorization = app.Basic(), .content_type = "application/json"});
  });
  dies([&](const std::string& token) {  // mollie-api-python: a Bearer header beside the body
    return world.Delete(app.Form() + "token_type_hint=access_token&token=" + token,
                        {.authorization = "Bearer " + token});
  });
  dies([&](const std::string& token) {  // a charset, a type in another case, unknown fields
    return world.Send(
        http::Method::kDelete, "/oauth2/tokens",
        R"({"token":")" + token + R"(","token_type_hint":"access_token","x":{"y":[1]},"z":null})",
        {.authorization = app.Basic(), .content_type = "Application/JSON; charset=utf-8"});
  });
  dies([&](const std::string& token) {  // a client built literally from the OpenAPI document
    return world.Send(http::Method::kDelete, "/oauth2/oauth2/tokens",
                      "token_type_hint=access_token&token=" + token,
                      {.authorization = app.Basic()});
  });
}

TEST(RevokeToken, TheRfc7009FaceAnswers200AndNeedsNoHint) {
  World world;
  const App& app = world.mollie;
  for (const std::string_view path :
       {"/oauth2/revoke", "/oauth2/tokens", "/oauth2/oauth2/tokens"}) {
    const std::string token = world.Grant(app).access;
    const Reply reply = world.Post(path, "token=" + token, {.authorization = app.Basic()});
    EXPECT_EQ(reply.status, 200) << path << reply.body;
    EXPECT_EQ(reply.body, "{}");
    EXPECT_FALSE(world.IsActive(app, token));
  }
  const Tokens tokens = world.Grant(app);
  const Reply foreign = world.Post("/oauth2/revoke", "token=" + tokens.refresh,
                                   {.authorization = world.other.Basic()});
  EXPECT_EQ(foreign.status, 400);
  EXPECT_EQ(foreign.Error(), "invalid_grant");
  EXPECT_TRUE(world.IsActive(app, tokens.refresh));
  EXPECT_EQ(world.Post("/oauth2/revoke", "token=unknown", {.authorization = app.Basic()}).status,
            200);
  EXPECT_EQ(
      world.Post("/oauth2/revoke", "token_type_hint=access_token", {.authorization = app.Basic()})
          .Error(),
      "invalid_request");
}

TEST(RevokeToken, ATokenBesideAGrantTypeIsNoRevocation) {
  World world;
  const Tokens tokens = world.Grant(world.mollie);
  EXPECT_EQ(world.Refresh(world.mollie, tokens.refresh, "&token=" + tokens.access).status, 200);
  EXPECT_TRUE(world.IsActive(world.mollie, tokens.access));
  const Reply reply =
      world.Post("/oauth2/tokens", "refresh_token=" + tokens.refresh + "&token=" + tokens.access,
                 {.authorization = world.mollie.Basic()});
  EXPECT_EQ(reply.status, 400);
  EXPECT_EQ(reply.Error(), "invalid_request");
  EXPECT_TRUE(world.IsActive(world.mollie, tokens.access));
}

// A store that cannot write changes nothing and never says that it did.
TEST(RevokeToken, AStoreThatIsClosedIs503) {
  World world;
  const Tokens tokens = world.Grant(world.mollie);
  world.ledger->Close();
  const Reply reply = world.Revoke(world.mollie, tokens.access, "access_token");
  EXPECT_EQ(reply.status, 503);
  EXPECT_EQ(reply.Error(), "temporarily_unavailable");
  EXPECT_TRUE(reply.HasHeader("Retry-After: 1"));
  EXPECT_TRUE(reply.HasHeader("Cache-Control: no-store"));
  EXPECT_TRUE(world.IsActive(world.mollie, tokens.access));
}

}  // namespace
}  // namespace writ::api
