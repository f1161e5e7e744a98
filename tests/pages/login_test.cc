// One-time links and the session they start, and what a server's consent page makes of it.
#include "oauth/login.h"

#include <gtest/gtest.h>

#include "oauth/sign_out.h"
#include "oauth/standing.h"
#include "pages/messages/texts.h"
#include "world.h"

namespace writ::pages::testing {
namespace {

std::string English(Text text) { return std::string(Say(text, Language::kEnglish)); }

std::string FormOf(const std::string& html) {
  return "link=" + Escape(Field(html, "link")) + "&proof=" + Escape(Field(html, "proof"));
}

http::OwnedResponse SignIn(World& world, Visitor& visitor, oauth::SubjectId subject) {
  const auto offer = visitor.Get(world.LoginLink(subject));
  EXPECT_EQ(offer.status, 200);
  return visitor.Post("/login", FormOf(offer.body));
}

TEST(Login, LinkAsksFirstAndIsSpentByTheAnswer) {
  World world(false, "https://auth.example");
  Visitor visitor(world);
  const auto before = world.ledger->Known();
  const auto offer = visitor.Get(world.LoginLink(world.merchant));
  EXPECT_EQ(offer.status, 200);
  EXPECT_TRUE(Contains(offer.body, "Sign in as Fietsenwinkel De Ketting"));
  EXPECT_EQ(world.ledger->Known(), before);
  EXPECT_EQ(Header(offer, "Referrer-Policy"), "same-origin");
  EXPECT_TRUE(Contains(Header(offer, "Content-Security-Policy").value_or(""),
                       "frame-ancestors 'none'; form-action 'self'"));
  EXPECT_FALSE(visitor.cookies.contains(SessionCookie(world)));

  const auto welcome = visitor.Post("/login", FormOf(offer.body));
  EXPECT_EQ(welcome.status, 200);
  EXPECT_TRUE(Contains(welcome.body, English(Text::kSignedInTitle)));
  EXPECT_NE(world.ledger->Known(), before);
  const std::string line = Header(welcome, "Set-Cookie").value_or("");
  EXPECT_EQ(line.rfind("__Host-writ-session-644d89f1=session_", 0), 0U) << line;
  for (const std::string_view part :
       {"; HttpOnly", "; SameSite=Lax", "; Path=/", "; Secure", "; Max-Age=3600"}) {
    EXPECT_TRUE(Contains(line, part)) << line;
  }
}

TEST(Login, LinkWorksOnce) {
  World world(false);
  Visitor visitor(world);
  const std::string link = world.LoginLink(world.merchant);
  const auto offer = visitor.Get(link);
  ASSERT_EQ(visitor.Post("/login", FormOf(offer.body)).status, 200);
  Visitor second(world);
  for (const auto& response : {visitor.Post("/login", FormOf(offer.body)), second.Get(link)}) {
    EXPECT_EQ(response.status, 410);
    EXPECT_TRUE(Contains(response.body, English(Text::kLinkUsed)));
  }
}

// Serials are random: a code, or another link, may have been spent under the one of this link.
TEST(Login, ALinkWhoseSerialIsTakenIsNotCalledUsed) {
  for (const bool by_code : {true, false}) {
    World world(false);
    Visitor visitor(world);
    const std::string link = world.LoginLink(world.merchant);
    const auto login =
        oauth::ReadLogin(*world.ledger, world.seals.ForThisThread(), oauth::TokenKind::kLoginLink,
                         link.substr(link.find('=') + 1));
    ASSERT_TRUE(login.has_value());
    oauth::LoginClaims other = login->claims;
    other.issued_at -= Seconds{1};
    oauth::Proposal spent = oauth::UseLoginLink(other, world.clock.Now());
    auto& code = std::get<oauth::SpendCode>(spent.changes.at(0)).code;
    if (by_code) code.client = world.app;
    if (by_code) code.expires += Seconds{1};
    world.Commit(std::move(spent));
    const auto response = visitor.Get(link);
    EXPECT_EQ(response.status, 400);
    EXPECT_TRUE(Contains(response.body, English(Text::kLinkUnknown)));
  }
}

// Two answers at once: both saw the link unspent, one of them gets the session.
TEST(Login, UseIsDecidedByTheCommit) {
  World world(false);
  const auto claims =
      *oauth::OfferLogin(world.ledger->FindSubject(world.merchant), world.ledger->Known(),
                         world.services.lifetimes, world.clock.Now(), oauth::CodeSerial{7});
  world.Commit(oauth::UseLoginLink(claims, world.clock.Now()));
  std::optional<oauth::CommitResult> second;
  world.ledger->Commit(oauth::UseLoginLink(claims, world.clock.Now()),
                       [&](const oauth::CommitResult& result) { second = result; });
  ASSERT_TRUE(second.has_value());
  ASSERT_FALSE(second->has_value());
  EXPECT_EQ(second->error(), oauth::CommitFailure::kConflict);
}

TEST(Login, LinkExpires) {
  World world(false);
  Visitor visitor(world);
  const std::string link = world.LoginLink(world.merchant);
  const auto offer = visitor.Get(link);
  world.clock.Advance(world.services.lifetimes.login_link);
  for (const auto& response : {visitor.Get(link), visitor.Post("/login", FormOf(offer.body))}) {
    EXPECT_EQ(response.status, 410);
    EXPECT_TRUE(Contains(response.body, English(Text::kLinkExpired)));
  }
  EXPECT_FALSE(visitor.cookies.contains(SessionCookie(world)));
}

TEST(Login, LinkEndsWithTheMerchant) {
  World world(false);
  Visitor visitor(world);
  const std::string link = world.LoginLink(world.merchant);
  const auto offer = visitor.Get(link);
  world.Commit(oauth::CutSubject{world.merchant, oauth::Reach::kAll, oauth::Cause::kOperator});
  for (const auto& response : {visitor.Get(link), visitor.Post("/login", FormOf(offer.body))}) {
    EXPECT_EQ(response.status, 410);
    EXPECT_TRUE(Contains(response.body, English(Text::kLinkEnded)));
  }
}

TEST(Login, PageIsTiedToTheBrowserThatOpenedTheLink) {
  World world(false);
  Visitor opener(world);
  Visitor other(world);
  const std::string link = world.LoginLink(world.merchant);
  const auto offer = opener.Get(link);
  (void)other.Get(link);
  Visitor bare(world);
  for (Visitor* visitor : {&other, &bare}) {
    const auto response = visitor->Post("/login", FormOf(offer.body));
    EXPECT_EQ(response.status, 403);
    EXPECT_TRUE(Contains(response.body, English(Text::kLinkOtherBrowser)));
    EXPECT_FALSE(visitor->cookies.contains(SessionCookie(world)));
  }
  opener.sec_fetch_site = "cross-site";
  EXPECT_EQ(opener.Post("/login", FormOf(offer.body)).status, 403);
  opener.sec_fetch_site = "same-origin";
  for (const char* origin : {"null", "https://evil.example"}) {
    opener.origin = origin;
    EXPECT_EQ(opener.Post("/login", FormOf(offer.body)).status, 403) << origin;
  }
  opener.origin = "http://127.0.0.1:8090";
  EXPECT_EQ(opener.Post("/login", FormOf(offer.body)).status, 200);
}

TEST(Login, WhatIsNoLinkIsRefused) {
  World world(false);
  Visitor visitor(world);
  ASSERT_EQ(SignIn(world, visitor, world.merchant).status, 200);
  const std::string session = visitor.cookies[SessionCookie(world)];
  const std::string link = world.LoginLink(world.merchant);
  for (const std::string& target :
       {std::string("/login"), std::string("/login?link="), "/login?link=" + session,
        link.substr(0, link.size() - 1), link + "&link=x%zz"}) {
    const auto response = visitor.Get(target);
    EXPECT_EQ(response.status, 400) << target;
    EXPECT_TRUE(Contains(response.body, English(Text::kLinkUnknown)));
  }
  // A link is no session either.
  visitor.cookies[SessionCookie(world)] = link.substr(link.find('=') + 1);
  EXPECT_EQ(visitor.Get(world.Target()).status, 403);
}

TEST(Login, SignedInMerchantConsentsWithoutAPicker) {
  World world(false);
  world.AddMerchant("Chocolaterie du Parc", "fr_BE");
  Visitor visitor(world);
  ASSERT_EQ(SignIn(world, visitor, world.merchant).status, 200);
  const auto page = visitor.Get(world.Target());
  ASSERT_EQ(page.status, 200);
  EXPECT_TRUE(Contains(page.body, "Fietsenwinkel De Ketting"));
  EXPECT_FALSE(Contains(page.body, "Chocolaterie"));
  EXPECT_FALSE(Contains(page.body, "type=\"radio\""));
  EXPECT_FALSE(Contains(page.body, "Sandbox"));
  const auto response = visitor.Decide(page.body, "approve");
  ASSERT_EQ(response.status, 303);
  EXPECT_EQ(world.ReadCode(LocationParameter(response, "code").value_or("")).subject,
            world.merchant);
  EXPECT_FALSE(Header(response, "Set-Cookie"));
}

TEST(Login, NobodyConsentsForAnother) {
  World world(false);
  const auto other = world.AddMerchant("Chocolaterie du Parc", "fr_BE");
  Visitor visitor(world);
  ASSERT_EQ(SignIn(world, visitor, world.merchant).status, 200);
  const auto page = visitor.Get(world.Target());
  auto response = visitor.Decide(page.body, "approve", world.ids.Show(other));
  EXPECT_EQ(response.status, 409);
  EXPECT_FALSE(Header(response, "Location"));
  // The page was shown for one merchant; another one signed in since.
  ASSERT_EQ(SignIn(world, visitor, other).status, 200);
  response = visitor.Decide(page.body, "approve");
  EXPECT_EQ(response.status, 409);
  EXPECT_TRUE(Contains(response.body, English(Text::kMerchantChanged)));
  EXPECT_TRUE(Contains(response.body, "Chocolaterie du Parc"));
}

class SessionEnd : public ::testing::TestWithParam<int> {};

TEST_P(SessionEnd, AsksForANewLink) {
  World world(false);
  Visitor visitor(world);
  ASSERT_EQ(SignIn(world, visitor, world.merchant).status, 200);
  const auto page = visitor.Get(world.Target());
  ASSERT_EQ(page.status, 200);
  auto subject = *world.ledger->FindSubject(world.merchant);
  const auto profile = *world.ledger->FindSubjectProfile(world.merchant);
  switch (GetParam()) {
    case 0:
      world.clock.Advance(world.services.lifetimes.session);
      break;
    case 1:
      world.Commit(oauth::CutSubject{world.merchant, oauth::Reach::kAll, oauth::Cause::kOperator});
      break;
    case 2:
      world.Commit(oauth::CutServer{oauth::Reach::kAll, oauth::Cause::kOperator});
      break;
    case 3:
      subject.enabled = false;
      world.Commit(oauth::ChangeSubject{subject, profile});
      break;
    case 4:
      world.Commit(oauth::DeleteSubject{world.merchant});
      break;
    default:
      visitor.cookies[SessionCookie(world)].back() ^= 1;
      break;
  }
  EXPECT_EQ(visitor.Get(world.Target()).status, 403);
  const auto response = visitor.Decide(page.body, "approve");
  EXPECT_EQ(response.status, 403);
  EXPECT_FALSE(Header(response, "Location"));
}

INSTANTIATE_TEST_SUITE_P(EachWay, SessionEnd, ::testing::Range(0, 6));

// Only sessions and links end: what the merchant gave to apps is none of their business.
TEST(Login, SigningOutEndsSessionsAndLinksAndNoGrant) {
  World world(false);
  const auto made = world.AddGrant(world.merchant, "payments.read organizations.read");
  const auto other = world.AddMerchant("Chocolaterie du Parc", "fr_BE");
  Visitor one(world);
  Visitor two(world);
  Visitor bystander(world);
  ASSERT_EQ(SignIn(world, one, world.merchant).status, 200);
  ASSERT_EQ(SignIn(world, two, world.merchant).status, 200);
  ASSERT_EQ(SignIn(world, bystander, other).status, 200);
  Visitor late(world);
  const std::string link = world.LoginLink(world.merchant);
  const auto offer = late.Get(link);
  ASSERT_EQ(offer.status, 200);

  auto subject = *world.ledger->FindSubject(world.merchant);
  subject.enabled = false;  // while suspended too: it would come back otherwise
  const auto profile = *world.ledger->FindSubjectProfile(world.merchant);
  world.Commit(oauth::ChangeSubject{subject, profile});
  world.Commit(oauth::SignOut(subject, world.random.Bytes<16>()).value());
  subject.enabled = true;
  world.Commit(oauth::ChangeSubject{subject, profile});

  const std::string target = world.Target("&approval_prompt=force");
  EXPECT_EQ(one.Get(target).status, 403);
  EXPECT_EQ(two.Get(target).status, 403);
  EXPECT_EQ(bystander.Get(target).status, 200);
  EXPECT_EQ(late.Get(link).status, 400);
  EXPECT_EQ(late.Post("/login", FormOf(offer.body)).status, 400);
  EXPECT_FALSE(late.cookies.contains(SessionCookie(world)));
  EXPECT_TRUE(
      oauth::IsLive(*oauth::LoadStanding(*world.ledger, made.grant->id), world.clock.Now()));
  // A link that is made afterwards signs in, and the yes from before still holds.
  ASSERT_EQ(SignIn(world, late, world.merchant).status, 200);
  EXPECT_EQ(late.Get(world.Target()).status, 302);
}

TEST(SignOut, IsForThoseWhoAreThere) {
  World world(false);
  const oauth::SealSecret fresh = world.random.Bytes<16>();
  EXPECT_FALSE(oauth::SignOut(std::nullopt, fresh).has_value());
  world.Commit(oauth::DeleteSubject{world.merchant});
  EXPECT_FALSE(oauth::SignOut(world.ledger->FindSubject(world.merchant), fresh).has_value());
}

TEST(Login, AccessCutOffsLeaveTheSession) {
  World world(false);
  Visitor visitor(world);
  ASSERT_EQ(SignIn(world, visitor, world.merchant).status, 200);
  world.Commit(oauth::CutSubject{world.merchant, oauth::Reach::kAccess, oauth::Cause::kOperator});
  EXPECT_EQ(visitor.Get(world.Target()).status, 200);
}

TEST(Login, AddressIsTheIssuersOwn) {
  EXPECT_EQ(oauth::LoginAddress("https://auth.example", "login_x"),
            "https://auth.example/login?link=login_x");
}

}  // namespace
}  // namespace writ::pages::testing
