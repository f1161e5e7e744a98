// POST /oauth2/authorize: what a yes and a no become, and when the page starts over.
#include <gtest/gtest.h>

#include "oauth/authorize.h"
#include "pages/messages/texts.h"
#include "world.h"

namespace writ::pages::testing {
namespace {

std::string English(Text text) { return std::string(Say(text, Language::kEnglish)); }

TEST(DecideConsent, YesBecomesACodeThatCarriesWhatThePageShowed) {
  World world(true);
  const auto other = world.AddMerchant("Chocolaterie du Parc", "fr_BE");
  Visitor visitor(world);
  const auto page = visitor.Get(world.Target());
  world.AddMerchant("Buchhandlung am Markt", "de_DE");  // the sequence moves on
  const auto response = visitor.Decide(page.body, "approve", world.ids.Show(other));
  ASSERT_EQ(response.status, 303);
  EXPECT_EQ(Header(response, "Location").value_or("").rfind(World::kRedirect, 0), 0U);
  EXPECT_EQ(Header(response, "Cache-Control"), "no-store");
  EXPECT_EQ(Header(response, "Referrer-Policy"), "no-referrer");
  EXPECT_EQ(LocationParameter(response, "state"), "s1");
  EXPECT_EQ(LocationParameter(response, "iss"), "http://127.0.0.1:8090");
  const auto code = world.ReadCode(LocationParameter(response, "code").value_or(""));
  EXPECT_EQ(code.client, world.app);
  EXPECT_EQ(code.subject, other);
  EXPECT_EQ(code.sequence, world.ledger->Known()) << "the yes counts, not the page";
  EXPECT_EQ(code.issued_at, world.clock.Now());
  EXPECT_EQ(code.redirect, oauth::DigestOf(World::kRedirect));
  EXPECT_FALSE(code.redirect_given);
}

TEST(DecideConsent, NothingIsWritten) {
  World world(true);
  Visitor visitor(world);
  const auto before = world.ledger->Known();
  ASSERT_EQ(visitor.Decide(visitor.Get(world.Target()).body, "approve").status, 303);
  EXPECT_EQ(world.ledger->Known(), before);
}

TEST(DecideConsent, NoBecomesAccessDenied) {
  World world(true);
  Visitor visitor(world);
  const auto response = visitor.Decide(visitor.Get(world.Target()).body, "deny");
  EXPECT_EQ(response.status, 303);
  EXPECT_EQ(LocationParameter(response, "error"), "access_denied");
  EXPECT_EQ(LocationParameter(response, "state"), "s1");
  EXPECT_FALSE(LocationParameter(response, "code"));
}

TEST(DecideConsent, StateComesBackByteForByte) {
  World world(true);
  Visitor visitor(world);
  const std::string state = "a b+c&d=e\"<'>%41\r\n\t\xC3\xA9\xE2\x82\xAC #?/;\\{{TITLE}}";
  const auto page = visitor.Get("/oauth2/authorize?client_id=" + world.ids.Show(world.app) +
                                "&response_type=code&scope=payments.read&state=" + Escape(state));
  ASSERT_EQ(page.status, 200);
  EXPECT_EQ(LocationParameter(visitor.Decide(page.body, "approve"), "state"), state);
  EXPECT_EQ(LocationParameter(visitor.Decide(page.body, "deny"), "state"), state);
}

// Each way in which a form can fail to come from a page that this browser was shown.
TEST(DecideConsent, AnswerFromElsewhereShowsThePageAgainAndMakesNoCode) {
  World world(true);
  Visitor victim(world);
  Visitor attacker(world);
  const auto page = victim.Get(world.Target());
  const auto foreign = attacker.Get(world.Target());

  const auto expect_refused = [&](const http::OwnedResponse& response) {
    EXPECT_EQ(response.status, 403);
    EXPECT_FALSE(Header(response, "Location"));
    EXPECT_TRUE(Contains(response.body, English(Text::kOtherBrowser)));
    EXPECT_TRUE(Contains(response.body, "name=\"ticket\""));
  };
  // A ticket of the attacker's own browser, sent by the victim's.
  expect_refused(victim.Decide(foreign.body, "approve"));
  expect_refused(victim.Decide(foreign.body, "deny"));
  // The victim's ticket from a browser without its cookie, or with another one.
  expect_refused(attacker.Decide(page.body, "approve"));
  Visitor bare(world);
  expect_refused(bare.Decide(page.body, "approve"));
  // A ticket that was shown for another request.
  const auto wider = victim.Get(world.Target("&landing_page=signup"));
  std::string form = "request=" + Escape(Field(wider.body, "request"));
  form += "&ticket=" + Field(page.body, "ticket");
  form += "&merchant=" + Field(page.body, "merchant") + "&decision=approve";
  expect_refused(victim.Post("/oauth2/authorize", form));
  // No ticket, and one with a digit changed.
  form = "request=" + Escape(Field(page.body, "request")) + "&decision=approve&ticket=";
  expect_refused(victim.Post("/oauth2/authorize", form));
  std::string ticket = Field(page.body, "ticket");
  ticket.back() = ticket.back() == 'a' ? 'b' : 'a';
  expect_refused(victim.Post("/oauth2/authorize", form + ticket));
  // The page that it was shown again works.
  EXPECT_EQ(victim.Decide(victim.Decide(foreign.body, "approve").body, "approve").status, 303);
}

TEST(DecideConsent, TicketOfAnotherAppIsForeign) {
  World world(true);
  oauth::NewClient client;
  client.scopes.every = true;
  client.name = "Other";
  client.redirect_uris = {std::string(World::kRedirect)};
  const auto other = world.AddClient(client);
  Visitor visitor(world);
  const auto page = visitor.Get(world.Target());
  std::string request = Field(page.body, "request");
  const std::string mine = world.ids.Show(world.app);
  request.replace(request.find(mine), mine.size(), world.ids.Show(other));
  const auto response = visitor.Post(
      "/oauth2/authorize", "request=" + Escape(request) + "&ticket=" + Field(page.body, "ticket") +
                               "&merchant=" + Field(page.body, "merchant") + "&decision=approve");
  EXPECT_EQ(response.status, 403);
}

TEST(DecideConsent, OtherSitesAreRefusedEvenWithCookies) {
  World world(true);
  Visitor visitor(world);
  const auto page = visitor.Get(world.Target());
  for (const std::string_view site : {"cross-site", "same-site"}) {
    visitor.sec_fetch_site = site;
    const auto response = visitor.Decide(page.body, "approve");
    EXPECT_EQ(response.status, 403);
    EXPECT_TRUE(Contains(response.body, English(Text::kNotFromPageTitle)));
    EXPECT_FALSE(Header(response, "Location"));
  }
  visitor.sec_fetch_site = "same-origin";
  EXPECT_EQ(visitor.Decide(page.body, "approve").status, 303);
}

TEST(DecideConsent, OriginMustBeOurs) {
  World world(true, "https://auth.example");
  Visitor visitor(world);
  const auto page = visitor.Get(world.Target());
  visitor.host = "auth.example";
  for (const char* origin : {"null", "", "https://evil.example", "http://auth.example",
                             "https://auth.example:8443", "https://auth.example.evil.example",
                             "https://auth.example/", "HTTPS://auth.example", "auth.example"}) {
    visitor.origin = origin;
    const auto response = visitor.Decide(page.body, "approve");
    EXPECT_EQ(response.status, 403) << origin;
    EXPECT_TRUE(Contains(response.body, English(Text::kNotFromPageTitle)));
    EXPECT_FALSE(Header(response, "Location"));
  }
  visitor.origin = "https://auth.example";
  EXPECT_EQ(visitor.Decide(page.body, "approve").status, 303);
  visitor.origin.reset();
  EXPECT_EQ(visitor.Decide(page.body, "approve").status, 303);
}

// What a browser sends depends on how it was told to reach us, not on how we call ourselves.
TEST(DecideConsent, OriginIsOursByAnyNameOfThisMachine) {
  World world(true);
  world.services.tls_issuer = "https://127.0.0.1:8443";
  world.services.hosts = {"writ"};
  Visitor visitor(world);
  const auto decide = [&](const char* host, const char* origin) {
    visitor.host = host;
    visitor.origin = origin;
    return visitor.Decide(visitor.Get(world.Target("&approval_prompt=force")).body, "approve")
        .status;
  };
  EXPECT_EQ(decide("127.0.0.1:8090", "http://127.0.0.1:8090"), 303);
  EXPECT_EQ(decide("localhost:8090", "http://localhost:8090"), 303);
  EXPECT_EQ(decide("[::1]:8090", "http://[::1]:8090"), 303);
  EXPECT_EQ(decide("writ:8090", "http://writ:8090"), 303);
  // Another server on this machine, and a name that somebody else gave to our address.
  EXPECT_EQ(decide("127.0.0.1:8090", "http://127.0.0.1:3000"), 403);
  EXPECT_EQ(decide("localhost:8090", "https://localhost:8090"), 403);
  EXPECT_EQ(decide("evil.example:8090", "http://evil.example:8090"), 403);
  visitor.tls = true;
  EXPECT_EQ(decide("127.0.0.1:8443", "https://127.0.0.1:8443"), 303);
  EXPECT_EQ(decide("localhost:8443", "https://localhost:8443"), 303);
  EXPECT_EQ(decide("127.0.0.1:8443", "http://127.0.0.1:8090"), 403);
}

TEST(DecideConsent, LoopbackIsNotOursWhereTheIssuerIsElsewhere) {
  World world(true, "https://auth.example");
  Visitor visitor(world);
  const auto page = visitor.Get(world.Target());
  visitor.host = "localhost:8080";
  visitor.origin = "http://localhost:8080";
  EXPECT_EQ(visitor.Decide(page.body, "approve").status, 403);
}

class ConsentCutOff : public ::testing::TestWithParam<int> {};

// Whatever ends the connection while the page is open: the yes does not land after it.
TEST_P(ConsentCutOff, RestartsAYesGivenBeforeIt) {
  World world(true);
  const auto made = world.AddGrant(world.merchant, "orders.read");
  Visitor visitor(world);
  const auto page = visitor.Get(world.Target());
  using oauth::Cause;
  using oauth::Reach;
  switch (GetParam()) {
    case 0:
      world.Commit(oauth::CutConsent{made.grant->consent, Reach::kAll, Cause::kMerchant});
      break;
    case 1:
      world.Commit(oauth::CutSubject{world.merchant, Reach::kAll, Cause::kOperator});
      break;
    case 2:
      world.Commit(oauth::CutClient{world.app, Reach::kAll, Cause::kOperator});
      break;
    default:
      world.Commit(oauth::CutServer{Reach::kAll, Cause::kOperator});
      break;
  }
  const auto again = visitor.Decide(page.body, "approve");
  EXPECT_EQ(again.status, 409);
  EXPECT_FALSE(Header(again, "Location"));
  EXPECT_TRUE(Contains(again.body, English(Text::kOutOfDate)));
  // A second click on the old page changes nothing; the new page was shown after the cut-off.
  EXPECT_EQ(visitor.Decide(page.body, "approve").status, 409);
  const auto response = visitor.Decide(again.body, "approve");
  ASSERT_EQ(response.status, 303);
  EXPECT_EQ(world.ReadCode(LocationParameter(response, "code").value_or("")).sequence,
            world.ledger->Known());
}

INSTANTIATE_TEST_SUITE_P(EachLevel, ConsentCutOff, ::testing::Range(0, 4));

TEST(DecideConsent, AccessCutOffsDoNotDisturbAPage) {
  World world(true);
  Visitor visitor(world);
  const auto page = visitor.Get(world.Target());
  world.Commit(oauth::CutServer{oauth::Reach::kAccess, oauth::Cause::kOperator});
  EXPECT_EQ(visitor.Decide(page.body, "approve").status, 303);
}

TEST(DecideConsent, NoIsTakenHoweverLate) {
  World world(true);
  Visitor visitor(world);
  const auto page = visitor.Get(world.Target());
  world.Commit(oauth::CutServer{oauth::Reach::kAll, oauth::Cause::kOperator});
  world.clock.Advance(Seconds{7200});
  EXPECT_EQ(LocationParameter(visitor.Decide(page.body, "deny"), "error"), "access_denied");
}

TEST(DecideConsent, PageExpires) {
  World world(true);
  Visitor visitor(world);
  const auto page = visitor.Get(world.Target());
  world.clock.Advance(world.services.lifetimes.consent_page - Seconds{1});
  EXPECT_EQ(visitor.Decide(page.body, "approve").status, 303);
  world.clock.Advance(Seconds{1});
  const auto again = visitor.Decide(page.body, "approve");
  EXPECT_EQ(again.status, 400);
  EXPECT_TRUE(Contains(again.body, English(Text::kPageExpired)));
  EXPECT_EQ(visitor.Decide(again.body, "approve").status, 303);

  visitor.accept = "application/json";
  const auto json = visitor.Decide(page.body, "approve");
  EXPECT_EQ(json.status, 400);
  EXPECT_EQ(json.body.rfind("{\"error\":\"invalid_request\",", 0), 0U);
}

TEST(DecideConsent, MerchantMustBeThereAndEnabled) {
  World world(true);
  const auto other = world.AddMerchant("Chocolaterie du Parc", "fr_BE");
  Visitor visitor(world);
  const auto page = visitor.Get(world.Target());
  auto subject = *world.ledger->FindSubject(other);
  subject.enabled = false;
  world.Commit(oauth::ChangeSubject{subject, *world.ledger->FindSubjectProfile(other)});
  for (const std::string& merchant : {world.ids.Show(other), std::string("org_nobody")}) {
    const auto again = visitor.Decide(page.body, "approve", merchant);
    EXPECT_EQ(again.status, 400);
    EXPECT_TRUE(Contains(again.body, English(Text::kMerchantGone)));
  }
}

TEST(DecideConsent, FormThatNoPageMadeIsRefused) {
  World world(true);
  Visitor visitor(world);
  const auto page = visitor.Get(world.Target());
  EXPECT_EQ(visitor.Post("/oauth2/authorize", "").status, 400);
  EXPECT_EQ(visitor.Post("/oauth2/authorize", "decision=approve").status, 400);
  EXPECT_EQ(visitor.Decide(page.body, "perhaps").status, 400);
  EXPECT_EQ(visitor.Decide(page.body, "deny&decision=approve").status, 400);
}

TEST(DecideConsent, ClientThatIsGoneMeanwhileIsUnknown) {
  World world(true);
  Visitor visitor(world);
  const auto page = visitor.Get(world.Target());
  world.Commit(oauth::DeleteClient{world.app});
  const auto response = visitor.Decide(page.body, "approve");
  EXPECT_EQ(response.status, 400);
  EXPECT_FALSE(Header(response, "Location"));
}

TEST(DecideConsent, SandboxRemembersTheMerchantLastChosen) {
  World world(true);
  const auto other = world.AddMerchant("Chocolaterie du Parc", "fr_BE");
  Visitor visitor(world);
  const auto response =
      visitor.Decide(visitor.Get(world.Target()).body, "approve", world.ids.Show(other));
  EXPECT_TRUE(Contains(response.headers, "Set-Cookie: " + SessionCookie(world) + "=session_"));
  const auto page = visitor.Get(world.Target("&approval_prompt=force"));
  const std::size_t at = page.body.find(world.ids.Show(other));
  ASSERT_NE(at, std::string::npos);
  EXPECT_EQ(page.body.substr(at).find(" checked"), page.body.substr(at).find('"') + 10);
}

TEST(DecideConsent, MarksWhatAnEarlierYesDidNotCover) {
  World world(true);
  const auto made = world.AddGrant(world.merchant, "payments.read");
  Visitor visitor(world);
  const auto page = visitor.Get(world.Target());
  EXPECT_TRUE(Contains(page.body, English(Text::kNew)));
  EXPECT_TRUE(Contains(page.body, "class=\"new m1\""));
  // A connection that was ended is no yes any more: all of it is asked for again.
  world.Commit(oauth::CutConsent{made.grant->consent, oauth::Reach::kAll, oauth::Cause::kMerchant});
  EXPECT_FALSE(Contains(visitor.Get(world.Target()).body, "class=\"new"));
}

}  // namespace
}  // namespace writ::pages::testing
