#include "oauth/authorize.h"

#include <gtest/gtest.h>

#include "oauth/redirect_uri.h"
#include "support/records.h"

namespace writ::oauth {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace): the builders of this suite

constexpr std::string_view kRedirect = "https://app.example.org/callback";
constexpr std::string_view kChallenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

AuthorizeParameters Good() {
  AuthorizeParameters parameters;
  parameters.response_type = "code";
  parameters.scope = "payments.read organizations.read";
  parameters.state = "s";
  return parameters;
}

ErrorCode Refused(const AuthorizeParameters& parameters, const Client& client = App()) {
  const auto demand = CheckAuthorize(client, *catalogue::Mollie(), parameters, kRedirect);
  return demand ? ErrorCode::kInternal : demand.error();
}

TEST(Authorize, AGoodRequestIsUnderstood) {
  const auto demand = CheckAuthorize(App(), *catalogue::Mollie(), Good(), kRedirect);
  ASSERT_TRUE(demand);
  EXPECT_EQ(FormatScope(demand->scopes.Set(), demand->scopes), "payments.read organizations.read");
  EXPECT_FALSE(demand->forced);
  EXPECT_FALSE(demand->redirect_given);
  EXPECT_FALSE(demand->challenge.has_value());
}

TEST(Authorize, EachMistakeHasItsOwnAnswer) {
  AuthorizeParameters p = Good();
  p.response_type = std::nullopt;
  EXPECT_EQ(Refused(p), ErrorCode::kResponseTypeMissing);
  p.response_type = "token";
  EXPECT_EQ(Refused(p), ErrorCode::kResponseTypeInvalid);
  p = Good();
  p.state = std::nullopt;
  EXPECT_EQ(Refused(p), ErrorCode::kStateMissing);
  p = Good();
  p.scope = "payments.read nothing.read";
  EXPECT_EQ(Refused(p), ErrorCode::kScopeUnknown);
  p.scope = "  ";
  EXPECT_EQ(Refused(p), ErrorCode::kScopeMissing);
  p = Good();
  p.approval_prompt = "never";
  EXPECT_EQ(Refused(p), ErrorCode::kApprovalPromptInvalid);
}

TEST(Authorize, AnAppCannotAskBeyondItsRegisteredScopes) {
  Client narrow = App();
  narrow.scopes = {false, ParseScope("payments.read")->Set()};
  EXPECT_EQ(Refused(Good(), narrow), ErrorCode::kScopeUnknown);
}

// RFC 7636 §4.2-4.4.
TEST(Authorize, PkceIsS256OrNothing) {
  AuthorizeParameters p = Good();
  p.code_challenge = kChallenge;
  EXPECT_EQ(Refused(p), ErrorCode::kChallengeMethodUnsupported) << "no method would mean plain";
  p.code_challenge_method = "plain";
  EXPECT_EQ(Refused(p), ErrorCode::kChallengeMethodUnsupported);
  p.code_challenge_method = "S256";
  EXPECT_TRUE(CheckAuthorize(App(), *catalogue::Mollie(), p, kRedirect)->challenge.has_value());
  p.code_challenge = "short";
  EXPECT_EQ(Refused(p), ErrorCode::kChallengeInvalid);
  p.code_challenge = std::nullopt;
  EXPECT_EQ(Refused(p), ErrorCode::kChallengeInvalid) << "a method without a challenge";
}

TEST(Authorize, Oauth21NeedsPkceButNoState) {
  AuthorizeParameters p = Good();
  p.state = std::nullopt;
  EXPECT_EQ(Refused(p, App(Preset::kOauth21)), ErrorCode::kChallengeMissing);
  p.code_challenge = kChallenge;
  p.code_challenge_method = "S256";
  EXPECT_TRUE(CheckAuthorize(App(Preset::kOauth21), *catalogue::Mollie(), p, kRedirect));
}

TEST(Authorize, RedirectUrisMatchExactly) {
  const ClientProfile one{"App", {std::string(kRedirect)}};
  EXPECT_EQ(*ChooseRedirect(App(), one, std::nullopt), kRedirect);
  EXPECT_EQ(*ChooseRedirect(App(), one, kRedirect), kRedirect);
  for (const std::string_view other :
       {"https://app.example.org/callback/", "https://app.example.org/callback?x=1", "",
        "https://APP.example.org/callback", "http://127.0.0.1:3000/"}) {
    EXPECT_EQ(ChooseRedirect(App(), one, other).error(), ErrorCode::kRedirectUnregistered) << other;
  }
  const ClientProfile two{"App", {std::string(kRedirect), "app://done"}};
  EXPECT_EQ(ChooseRedirect(App(), two, std::nullopt).error(), ErrorCode::kRedirectMissing);
}

TEST(Authorize, TheDemoAppsMayBeAnywhereOnLoopback) {
  Client demo = App();
  demo.any_loopback_redirect = true;
  const ClientProfile profile{"Demo", {std::string(kRedirect)}};
  EXPECT_TRUE(ChooseRedirect(demo, profile, "http://127.0.0.1:51234/cb?x=1"));
  EXPECT_TRUE(ChooseRedirect(demo, profile, "http://localhost/cb"));
  EXPECT_FALSE(ChooseRedirect(demo, profile, "http://localhost.example.org/cb"));
  EXPECT_FALSE(ChooseRedirect(demo, profile, "http://127.0.0.1@example.org/cb"));
  EXPECT_FALSE(ChooseRedirect(demo, profile, "http://127.0.0.1:1/cb#fragment"));
  EXPECT_TRUE(ChooseRedirect(demo, profile, "http://[::1]:7/cb"));
  EXPECT_TRUE(ChooseRedirect(demo, profile, "http://127.0.0.1"));
  EXPECT_TRUE(ChooseRedirect(demo, profile, "http://127.0.0.1:1?x=1"));
  for (const std::string_view name_that_begins_like_an_address :
       {"http://127.0.0.1.example.org/cb", "http://127.0.0.1example.org/",
        "http://[::1].example.org", "http://127.0.0.1:80:80/", "http://127.0.0.1:80example.org/",
        "http://127.0.0.1%2eexample/"}) {
    EXPECT_FALSE(ChooseRedirect(demo, profile, name_that_begins_like_an_address))
        << name_that_begins_like_an_address;
    EXPECT_FALSE(MayBeRegistered(name_that_begins_like_an_address));
  }
}

// RFC 8252 §7.3: a native app listens on whatever port it gets.
TEST(Authorize, ALoopbackRedirectUriMatchesAnyPort) {
  for (const Preset preset : {Preset::kMollie, Preset::kOauth21}) {
    const auto matches = [preset](const char* registered, const char* given) {
      return ChooseRedirect(App(preset), {"App", {registered}}, given).has_value();
    };
    EXPECT_TRUE(matches("http://127.0.0.1/cb", "http://127.0.0.1:51234/cb"));
    EXPECT_TRUE(matches("http://127.0.0.1:3000/cb", "http://127.0.0.1/cb"));
    EXPECT_TRUE(matches("http://[::1]:3000/cb?x=1", "http://[::1]:65535/cb?x=1"));
    EXPECT_TRUE(matches("http://localhost:3000", "http://localhost:3001"));
    EXPECT_EQ(
        *ChooseRedirect(App(preset), {"App", {"http://127.0.0.1/cb"}}, "http://127.0.0.1:1/cb"),
        "http://127.0.0.1:1/cb")
        << "what was asked for is where the answer goes, and what the code is bound to";

    EXPECT_FALSE(matches("http://127.0.0.1/cb", "http://localhost/cb")) << "none is another";
    EXPECT_FALSE(matches("http://localhost:1/cb", "http://[::1]:1/cb"));
    EXPECT_FALSE(matches("http://[::1]/cb", "http://127.0.0.1/cb"));
    EXPECT_FALSE(matches("http://localhost/cb", "http://LOCALHOST:1/cb")) << "host as written";
    EXPECT_FALSE(matches("http://127.0.0.1/cb", "https://127.0.0.1:1/cb"));
    EXPECT_FALSE(matches("https://127.0.0.1:1/cb", "https://127.0.0.1:2/cb")) << "http only";
    EXPECT_FALSE(matches("https://app.example.org/cb", "https://app.example.org:2/cb"));
    EXPECT_FALSE(matches("http://127.0.0.2:1/cb", "http://127.0.0.2:2/cb")) << "these three only";
    EXPECT_FALSE(matches("http://127.0.0.1/cb", "http://127.0.0.1:1/cb/"));
    EXPECT_FALSE(matches("http://127.0.0.1/cb", "http://127.0.0.1:1/cb?x=1"));
    EXPECT_FALSE(matches("http://127.0.0.1/cb", "http://127.0.0.1:1/cb#f"));
    EXPECT_FALSE(matches("http://127.0.0.1", "http://127.0.0.1:1@example.org"));
    for (const char* no_port :
         {"http://127.0.0.1:0/cb", "http://127.0.0.1:65536/cb", "http://127.0.0.1:99999/cb",
          "http://127.0.0.1:x/cb", "http://127.0.0.1:1:2/cb", "http://127.0.0.1.example.org/cb",
          "http://127.0.0.10/cb"}) {
      EXPECT_FALSE(matches("http://127.0.0.1/cb", no_port)) << no_port;
    }
  }
}

TEST(RedirectUri, WhatMayBeRegistered) {
  for (const std::string_view good :
       {"https://app.example.org/cb", "https://app.example.org", "http://localhost:3000/cb",
        "http://127.0.0.1/cb", "http://[::1]:8080/", "mollie-app://authorize",
        "com.example.app:/cb"}) {
    EXPECT_TRUE(MayBeRegistered(good)) << good;
  }
  for (const std::string_view bad :
       {"", "/relative", "http://app.example.org/cb", "https:///cb", "https://u:p@app.example.org/",
        "https://app.example.org/#f", "javascript:alert(1)", "DATA:text/html,x", "https://a b/",
        "file:///etc/passwd", "not a uri"}) {
    EXPECT_FALSE(MayBeRegistered(bad)) << bad;
  }
  EXPECT_FALSE(MayBeRegistered("https://app.example.org/" + std::string(2000, 'a')));
}

}  // namespace
}  // namespace writ::oauth
