// GET /oauth2/authorize: who is asked, who is sent on, and who is refused where.
#include "oauth/authorize.h"

#include <gtest/gtest.h>

#include <set>

#include "pages/messages/texts.h"
#include "pages/render.h"
#include "world.h"

namespace writ::pages::testing {
namespace {

constexpr std::string_view kChallenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

TEST(Authorize, AsksInTheSandboxAndNamesAppHostMerchantsAndPermissions) {
  World world(true);
  world.AddMerchant("Chocolaterie du Parc", "fr_BE");
  Visitor visitor(world);
  const auto page = visitor.Get(world.Target());
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(page.content_type, "text/html; charset=utf-8");
  for (const std::string_view part :
       {"Connect Ledger Lines", "app.example", "Fietsenwinkel De Ketting", "Chocolaterie du Parc",
        "See your payments, chargebacks and payment methods", "Payments", "Organization",
        "<html lang=\"en\">", "type=\"radio\"", "Sandbox"}) {
    EXPECT_TRUE(Contains(page.body, part)) << part;
  }
  EXPECT_FALSE(Contains(page.body, "See your customers"));
  EXPECT_FALSE(Contains(page.body, "<script"));
  EXPECT_LT(page.body.find("value=\"approve\""), page.body.find("value=\"deny\""));
}

TEST(Authorize, PageCannotBeFramedScriptedCachedOrFollowedByAReferrer) {
  World world(true);
  Visitor visitor(world);
  const auto page = visitor.Get(world.Target());
  EXPECT_EQ(Header(page, "X-Frame-Options"), "DENY");
  EXPECT_EQ(Header(page, "Cache-Control"), "no-store");
  EXPECT_EQ(Header(page, "Referrer-Policy"), "same-origin");
  EXPECT_EQ(Header(page, "X-Content-Type-Options"), "nosniff");
  // No form-action: the app may send the browser on, and Chromium holds each hop to it.
  EXPECT_EQ(Header(page, "Content-Security-Policy"),
            "default-src 'none'; style-src " + StyleSource() +
                "; img-src data:; base-uri 'none'; frame-ancestors 'none'");
}

TEST(Authorize, PageWithoutAFormSendsNoReferrerAndAdmitsNoForm) {
  World world(true);
  Visitor visitor(world);
  const auto page = visitor.Get("/oauth2/authorize?client_id=app_nobody");
  EXPECT_EQ(Header(page, "Referrer-Policy"), "no-referrer");
  EXPECT_TRUE(Contains(Header(page, "Content-Security-Policy").value_or(""),
                       "frame-ancestors 'none'; form-action 'none'"));
}

TEST(Authorize, BrowserCookieIsRandomAndOutOfReachOfScriptsAndOtherSites) {
  World world(true, "https://auth.example");
  Visitor one(world);
  Visitor other(world);
  const auto page = one.Get(world.Target());
  const std::string line = Header(page, "Set-Cookie").value_or("");
  // printf https://auth.example | sha256sum
  EXPECT_EQ(line.rfind("__Host-writ-browser-644d89f1=", 0), 0U) << line;
  for (const std::string_view part : {"; HttpOnly", "; SameSite=Lax", "; Path=/", "; Secure"}) {
    EXPECT_TRUE(Contains(line, part)) << line;
  }
  EXPECT_FALSE(Contains(line, "Domain"));
  (void)other.Get(world.Target());
  const std::string name = BrowserCookie(world);
  EXPECT_NE(one.cookies[name], other.cookies[name]);
  // A browser that has one keeps it, so that two open pages both work.
  EXPECT_FALSE(Header(one.Get(world.Target()), "Set-Cookie"));
}

TEST(Authorize, CookieOfAnotherMakeIsReplaced) {
  World world(true);
  for (const std::string made : {"chosen-by-somebody", "001", ""}) {
    Visitor visitor(world);
    visitor.cookies[BrowserCookie(world)] = made;
    (void)visitor.Get(world.Target());
    EXPECT_EQ(visitor.cookies[BrowserCookie(world)].size(), 22U);
  }
}

TEST(Authorize, PlainHttpCookieIsNotMarkedSecure) {
  World world(true);
  Visitor visitor(world);
  const auto page = visitor.Get(world.Target());
  const std::string line = Header(page, "Set-Cookie").value_or("");
  // printf http://127.0.0.1:8090 | sha256sum
  EXPECT_EQ(line.rfind("writ-browser-400dc601=", 0), 0U) << line;
  EXPECT_FALSE(Contains(line, "Secure"));
}

TEST(Authorize, EachIssuerHasCookiesOfItsOwn) {
  World world(true);
  world.services.tls_issuer = "https://127.0.0.1:8443";
  Visitor visitor(world);
  (void)visitor.Get(world.Target());
  visitor.tls = true;
  const std::string line = Header(visitor.Get(world.Target()), "Set-Cookie").value_or("");
  EXPECT_EQ(line.rfind("__Host-writ-browser-f376fb01=", 0), 0U) << line;
  EXPECT_EQ(visitor.cookies.size(), 2U);

  std::set<std::string> names;
  for (const char* issuer : {"http://127.0.0.1:8090", "http://127.0.0.1:8091",
                             "https://auth.example/one", "https://auth.example/two"}) {
    const World other(true, issuer);
    names.insert(BrowserCookie(other));
    names.insert(SessionCookie(other));
  }
  EXPECT_EQ(names.size(), 8U);
}

struct Unredirected {
  const char* name;
  std::string_view query;  // $ stands for the client_id
  std::string_view error;
  std::string_view description;
};

class AuthorizeRefusal : public ::testing::TestWithParam<Unredirected> {};

TEST_P(AuthorizeRefusal, IsShownAndNeverRedirected) {
  World world(true);
  std::string target = "/oauth2/authorize?" + std::string(GetParam().query);
  while (Contains(target, "$")) target.replace(target.find('$'), 1, world.ids.Show(world.app));
  Visitor visitor(world);
  const auto page = visitor.Get(target);
  EXPECT_EQ(page.status, 400);
  EXPECT_FALSE(Header(page, "Location"));
  EXPECT_TRUE(Contains(page.body, "This link does not work"));
  EXPECT_TRUE(Contains(page.body, GetParam().error));

  visitor.accept = "application/json";
  const auto json = visitor.Get(target);
  EXPECT_EQ(json.status, 400);
  EXPECT_EQ(json.content_type, "application/json");
  EXPECT_EQ(Header(json, "Cache-Control"), "no-store");
  EXPECT_EQ(json.body, "{\"error\":\"" + std::string(GetParam().error) +
                           "\",\"error_description\":\"" + std::string(GetParam().description) +
                           "\"}");
}

INSTANTIATE_TEST_SUITE_P(
    Each, AuthorizeRefusal,
    ::testing::Values(
        Unredirected{"NoClient", "response_type=code&state=s&scope=payments.read", "invalid_client",
                     "There is no app with this client_id"},
        Unredirected{"UnknownClient", "client_id=app_nobody&response_type=code&state=s",
                     "invalid_client", "There is no app with this client_id"},
        Unredirected{"ForeignRedirect",
                     "client_id=$&state=s&redirect_uri=https://app.example/callback",
                     "invalid_request", "The redirect URI provided is missing or does not match"},
        Unredirected{"LoopbackRedirectOfAnOrdinaryApp",
                     "client_id=$&state=s&redirect_uri=http://127.0.0.1:1/cb", "invalid_request",
                     "The redirect URI provided is missing or does not match"},
        Unredirected{"ClientTwice", "client_id=$&client_id=$&state=s", "invalid_request",
                     "A parameter was sent more than once"},
        Unredirected{"RedirectTwice",
                     "client_id=$&redirect_uri=https://evil.example/&redirect_uri="
                     "https://app.example/callback%3Ffrom%3Dwrit",
                     "invalid_request", "A parameter was sent more than once"},
        Unredirected{"BadEscape", "client_id=$&state=%zz", "invalid_request",
                     "The percent-encoding is malformed."},
        Unredirected{"NotUtf8", "client_id=$&state=%ff", "invalid_request",
                     "The parameters must be UTF-8 without NUL characters."}),
    [](const auto& param_info) { return param_info.param.name; });

TEST(Authorize, DisabledOrDeletedClientIsUnknown) {
  World world(true);
  auto client = *world.ledger->FindClient(world.app);
  client.enabled = false;
  world.Commit(oauth::ChangeClient{client, *world.ledger->FindClientProfile(world.app)});
  Visitor visitor(world);
  EXPECT_EQ(visitor.Get(world.Target()).status, 400);
  world.Commit(oauth::DeleteClient{world.app});
  EXPECT_EQ(visitor.Get(world.Target()).status, 400);
}

struct Redirected {
  const char* name;
  std::string_view query;  // $ stands for the client_id
  std::string_view error;
  std::optional<std::string_view> state;
};

class AuthorizeErrorRedirect : public ::testing::TestWithParam<Redirected> {};

TEST_P(AuthorizeErrorRedirect, GoesToTheRegisteredUri) {
  World world(true);
  std::string target = "/oauth2/authorize?" + std::string(GetParam().query);
  target.replace(target.find('$'), 1, world.ids.Show(world.app));
  Visitor visitor(world);
  const auto response = visitor.Get(target);
  EXPECT_EQ(response.status, 302);
  EXPECT_EQ(Header(response, "Location").value_or("").rfind(World::kRedirect, 0), 0U);
  EXPECT_EQ(LocationParameter(response, "error"), GetParam().error);
  EXPECT_EQ(LocationParameter(response, "state"), GetParam().state);
  EXPECT_EQ(LocationParameter(response, "iss"), "http://127.0.0.1:8090");
  EXPECT_TRUE(LocationParameter(response, "error_description"));
  EXPECT_FALSE(LocationParameter(response, "code"));
  EXPECT_EQ(Header(response, "Referrer-Policy"), "no-referrer");
}

INSTANTIATE_TEST_SUITE_P(
    Each, AuthorizeErrorRedirect,
    ::testing::Values(
        Redirected{"ResponseType", "client_id=$&state=s&scope=payments.read&response_type=token",
                   "unsupported_response_type", "s"},
        Redirected{"State", "client_id=$&scope=payments.read&response_type=code", "invalid_request",
                   std::nullopt},
        Redirected{"Scope", "client_id=$&state=s&response_type=code", "invalid_scope", "s"},
        Redirected{"UnknownScope", "client_id=$&state=s&response_type=code&scope=all",
                   "invalid_scope", "s"},
        Redirected{"Prompt",
                   "client_id=$&state=s&response_type=code&scope=payments.read&approval_prompt=x",
                   "invalid_request", "s"},
        Redirected{"PlainChallenge",
                   "client_id=$&state=s&response_type=code&scope=payments.read&code_challenge=abc",
                   "invalid_request", "s"},
        Redirected{"ScopeTwice",
                   "client_id=$&state=s&response_type=code&scope=payments.read&scope=orders.read",
                   "invalid_request", "s"},
        // Nobody can say which one the app wants back.
        Redirected{"StateTwice",
                   "client_id=$&state=s&state=t&response_type=code&scope=payments.read",
                   "invalid_request", std::nullopt}),
    [](const auto& param_info) { return param_info.param.name; });

TEST(Authorize, EmptyParametersCountAsAbsent) {
  World world(true);
  Visitor visitor(world);
  EXPECT_EQ(
      visitor.Get(world.Target("&redirect_uri=&approval_prompt=&code_challenge=&locale=")).status,
      200);
}

TEST(Authorize, AutoAsksNobodyWhoseLiveGrantCoversTheScopes) {
  World world(true);
  world.AddGrant(world.merchant, "payments.read organizations.read orders.read");
  Visitor visitor(world);
  // Nobody has chosen a merchant in this browser yet.
  const auto page = visitor.Get(world.Target());
  ASSERT_EQ(page.status, 200);
  ASSERT_EQ(visitor.Decide(page.body, "approve").status, 303);

  const auto response = visitor.Get(
      world.Target("&code_challenge_method=S256&code_challenge=" + std::string(kChallenge)));
  ASSERT_EQ(response.status, 302);
  const auto code = world.ReadCode(LocationParameter(response, "code").value_or(""));
  EXPECT_EQ(code.subject, world.merchant);
  EXPECT_EQ(code.sequence, world.ledger->Known());
  EXPECT_EQ(code.challenge, oauth::DigestOf(kChallenge));
  EXPECT_FALSE(code.forced);
}

TEST(Authorize, AutoAsksWhenTheGrantIsNarrowerOrDead) {
  World world(true);
  const auto made = world.AddGrant(world.merchant, "payments.read");
  Visitor visitor(world);
  ASSERT_EQ(visitor.Decide(visitor.Get(world.Target()).body, "approve").status, 303);
  EXPECT_EQ(visitor.Get(world.Target()).status, 200);
  world.AddGrant(world.merchant, "payments.read organizations.read");
  EXPECT_EQ(visitor.Get(world.Target()).status, 302);
  world.Commit(oauth::CutConsent{made.grant->consent, oauth::Reach::kAll, oauth::Cause::kMerchant});
  EXPECT_EQ(visitor.Get(world.Target()).status, 200);
}

TEST(Authorize, ForceAlwaysAsksAndMarksTheCode) {
  World world(true);
  world.AddGrant(world.merchant, "payments.read organizations.read");
  Visitor visitor(world);
  const std::string target = world.Target("&approval_prompt=force");
  for (int round = 0; round < 2; ++round) {
    const auto page = visitor.Get(target);
    ASSERT_EQ(page.status, 200);
    const auto response = visitor.Decide(page.body, "approve");
    ASSERT_EQ(response.status, 303);
    EXPECT_TRUE(world.ReadCode(LocationParameter(response, "code").value_or("")).forced);
  }
}

TEST(Authorize, HeadIsAnsweredAsGet) {
  World world(true);
  Visitor visitor(world);
  const auto response = visitor.Get(world.Target(), http::Method::kHead);
  EXPECT_EQ(response.status, 200);
  EXPECT_FALSE(response.body.empty());
}

TEST(Authorize, LocaleParameterWinsOverTheBrowser) {
  World world(true);
  Visitor visitor(world);
  visitor.accept_language = "de-DE,de;q=0.9,en;q=0.8";
  auto page = visitor.Get(world.Target());
  EXPECT_TRUE(Contains(page.body, "<html lang=\"de-DE\">"));
  EXPECT_TRUE(Contains(page.body, "Ledger Lines verbinden"));
  EXPECT_EQ(Header(page, "Content-Language"), "de-DE");
  page = visitor.Get(world.Target("&locale=fr_BE"));
  EXPECT_TRUE(Contains(page.body, "<html lang=\"fr-BE\">"));
  EXPECT_TRUE(Contains(page.body, "Connecter Ledger Lines"));
}

TEST(Authorize, SignupSaysWhoMakesAccounts) {
  World world(true);
  Visitor visitor(world);
  const std::string note(Say(Text::kSignupNote, Language::kEnglish));
  EXPECT_TRUE(Contains(visitor.Get(world.Target("&landing_page=signup")).body, note));
  EXPECT_FALSE(Contains(visitor.Get(world.Target("&landing_page=login")).body, note));
}

TEST(Authorize, ServerRefusesUntilSomebodySignedIn) {
  World world(false);
  Visitor visitor(world);
  const auto page = visitor.Get(world.Target());
  EXPECT_EQ(page.status, 403);
  EXPECT_TRUE(Contains(page.body, "Please sign in first"));
  EXPECT_FALSE(Contains(page.body, "Fietsenwinkel"));
  visitor.accept = "application/json";
  const auto json = visitor.Get(world.Target());
  EXPECT_EQ(json.status, 403);
  EXPECT_TRUE(Contains(json.body, "\"error\":\"access_denied\""));
}

}  // namespace
}  // namespace writ::pages::testing
