// grant_type=authorization_code at POST /oauth2/tokens.
#include <gtest/gtest.h>

#include "api/respond.h"
#include "world.h"

namespace writ::api {
namespace {

using testing::App;
using testing::kChallenge;
using testing::kVerifier;
using testing::Reply;
using testing::Tokens;
using testing::World;

constexpr std::string_view kInvalidGrant = "invalid_grant";

TEST(RedeemCode, AnswersExactlyTheScopesThatWereAsked) {
  World world;
  const Reply reply = world.Redeem(world.mollie, world.Code(world.mollie));
  ASSERT_EQ(reply.status, 200) << reply.body;
  EXPECT_EQ(reply.content_type, "application/json");
  EXPECT_TRUE(reply.HasHeader("Cache-Control: no-store"));
  EXPECT_TRUE(reply.HasHeader("Pragma: no-cache"));
  EXPECT_EQ(reply.Member("token_type"), "bearer");
  EXPECT_EQ(reply.Member("expires_in"), "3600");
  EXPECT_EQ(reply.Member("scope"), "payments.read organizations.read");
  EXPECT_EQ(reply.Member("access_token")->rfind("access_", 0), 0U);
  EXPECT_EQ(reply.Member("refresh_token")->rfind("refresh_", 0), 0U);
  EXPECT_TRUE(world.IsActive(world.mollie, *reply.Member("access_token")));
  EXPECT_TRUE(world.IsActive(world.mollie, *reply.Member("refresh_token")));
}

TEST(RedeemCode, UnderMollieEachRedemptionHasItsOwnScopesOnTheOneGrant) {
  World world;
  const Reply first =
      world.Redeem(world.mollie, world.Code(world.mollie, {.scope = "payments.read"}));
  const Reply second =
      world.Redeem(world.mollie, world.Code(world.mollie, {.scope = "orders.read"}));
  EXPECT_EQ(first.Member("scope"), "payments.read");
  EXPECT_EQ(second.Member("scope"), "orders.read");
  EXPECT_NE(first.Member("refresh_token"), second.Member("refresh_token"));
  EXPECT_EQ(world.Refresh(world.mollie, *first.Member("refresh_token")).Member("scope"),
            "payments.read");
  EXPECT_EQ(world.ledger->ListGrants({}, 10).size(), 1U);
}

TEST(RedeemCode, TheSameScopesGiveTheSameRefreshToken) {
  World world;
  EXPECT_EQ(world.Grant(world.mollie).refresh, world.Grant(world.mollie).refresh);
  EXPECT_NE(world.Grant(world.rotating).refresh, world.Grant(world.rotating).refresh);
}

TEST(RedeemCode, UnderMollieARepeatWithinTheWindowIsTheSameGrantAgain) {
  World world;
  const std::string code = world.Code(world.mollie);
  const Reply first = world.Redeem(world.mollie, code);
  world.base_clock.Advance(Seconds{10});
  const Reply again = world.Redeem(world.mollie, code);
  ASSERT_EQ(again.status, 200) << again.body;
  EXPECT_EQ(again.Member("refresh_token"), first.Member("refresh_token"));
  EXPECT_NE(again.Member("access_token"), first.Member("access_token"));
  world.base_clock.Advance(Seconds{1});
  const Reply late = world.Redeem(world.mollie, code);
  EXPECT_EQ(late.status, 400);
  EXPECT_EQ(late.Error(), kInvalidGrant);
  EXPECT_TRUE(world.IsActive(world.mollie, *first.Member("access_token")));
}

TEST(RedeemCode, UnderOauth21ARepeatEndsWhatTheCodeMade) {
  World world;
  const std::string code = world.Code(world.rotating, {.challenge = std::string(kChallenge)});
  const std::string verifier = "&code_verifier=" + std::string(kVerifier);
  const Reply first = world.Redeem(world.rotating, code, verifier);
  ASSERT_EQ(first.status, 200) << first.body;
  EXPECT_TRUE(world.IsActive(world.rotating, *first.Member("access_token")));
  const Reply again = world.Redeem(world.rotating, code, verifier);
  EXPECT_EQ(again.status, 400);
  EXPECT_EQ(again.Error(), kInvalidGrant);
  EXPECT_FALSE(world.IsActive(world.rotating, *first.Member("access_token")));
}

TEST(RedeemCode, WhateverIsRefusedLeavesTheCodeGood) {
  World world;
  const std::string code = world.Code(world.mollie, {.challenge = std::string(kChallenge)});
  const std::string verifier = "&code_verifier=" + std::string(kVerifier);
  EXPECT_EQ(world.Redeem(world.other, code, verifier).Error(), kInvalidGrant);
  App wrong = world.mollie;
  wrong.secret = "wrong";
  EXPECT_EQ(world.Redeem(wrong, code, verifier).status, 401);
  EXPECT_EQ(world.Redeem(world.mollie, code).Error(), kInvalidGrant);
  EXPECT_EQ(world.Redeem(world.mollie, code, "&code_verifier=wrong").Error(), kInvalidGrant);
  const std::string elsewhere = "grant_type=authorization_code&code=" + code +
                                "&redirect_uri=https%3A%2F%2Fapp.example%2Fsecond" + verifier;
  EXPECT_EQ(
      world.Post("/oauth2/tokens", elsewhere, {.authorization = world.mollie.Basic()}).Error(),
      kInvalidGrant);
  EXPECT_EQ(world.Redeem(world.mollie, code, verifier).status, 200);
}

TEST(RedeemCode, AVerifierForACodeWithoutAChallengeIsRefused) {
  World world;
  const Reply reply = world.Redeem(world.mollie, world.Code(world.mollie),
                                   "&code_verifier=" + std::string(kVerifier));
  EXPECT_EQ(reply.status, 400);
  EXPECT_EQ(reply.Error(), kInvalidGrant);
}

TEST(RedeemCode, ACodeLivesThirtySeconds) {
  World world;
  const std::string young = world.Code(world.mollie);
  world.base_clock.Advance(Seconds{29});
  EXPECT_EQ(world.Redeem(world.mollie, young).status, 200);
  const std::string old = world.Code(world.mollie);
  world.base_clock.Advance(Seconds{30});
  const Reply reply = world.Redeem(world.mollie, old);
  EXPECT_EQ(reply.status, 400);
  EXPECT_EQ(reply.Error(), kInvalidGrant);
  EXPECT_EQ(reply.Member("error_description"), "The authorization code has expired");
}

TEST(RedeemCode, ForceEndsTheOlderGrantWhenItsCodeIsRedeemed) {
  World world;
  const Tokens older = world.Grant(world.mollie);
  const std::string waiting = world.Code(world.mollie);
  const std::string forced = world.Code(world.mollie, {.forced = true});
  EXPECT_TRUE(world.IsActive(world.mollie, older.access));
  EXPECT_EQ(world.Redeem(world.mollie, forced).status, 200);
  EXPECT_FALSE(world.IsActive(world.mollie, older.access));
  EXPECT_EQ(world.Refresh(world.mollie, older.refresh).Error(), kInvalidGrant);
  EXPECT_EQ(world.Redeem(world.mollie, waiting).Error(), kInvalidGrant);
}

// The cut-off that a forced code makes is not against itself.
TEST(RedeemCode, TheLostAnswerToAForcedCodeIsGivenAgain) {
  World world;
  static_cast<void>(world.Grant(world.mollie));
  const std::string forced = world.Code(world.mollie, {.forced = true});
  const Reply first = world.Redeem(world.mollie, forced);
  const Reply again = world.Redeem(world.mollie, forced);
  EXPECT_EQ(again.status, 200) << again.body;
  EXPECT_EQ(again.Member("refresh_token"), first.Member("refresh_token"));
}

// Revoked while the merchant was suspended: the end of the suspension brings nothing back.
TEST(RevokeToken, ASuspensionDoesNotOutliveARevocation) {
  World world;
  const Tokens tokens = world.Grant(world.mollie);
  oauth::ChangeSubject change{*world.ledger->FindSubject(world.merchant),
                              *world.ledger->FindSubjectProfile(world.merchant)};
  change.subject.enabled = false;
  world.Commit(change);
  EXPECT_EQ(world.Revoke(world.mollie, tokens.refresh, "refresh_token").status, 204);
  change.subject.enabled = true;
  world.Commit(change);
  EXPECT_FALSE(world.IsActive(world.mollie, tokens.access));
  EXPECT_FALSE(world.IsActive(world.mollie, tokens.refresh));
}

TEST(RedeemCode, AMangledCodeIsNoneOfOurs) {
  World world;
  std::string code = world.Code(world.mollie);
  code.back() = code.back() == 'A' ? 'B' : 'A';
  const Reply reply = world.Redeem(world.mollie, code);
  EXPECT_EQ(reply.status, 400);
  EXPECT_EQ(reply.Member("error_description"),
            "Authorization code doesn't exist or is invalid for the client");
}

TEST(RedeemCode, TakesJsonWithNullsAndCredentialsInTheBody) {
  World world;
  const std::string body =
      boost::json::serialize(boost::json::object{{"grant_type", "authorization_code"},
                                                 {"code", world.Code(world.mollie)},
                                                 {"redirect_uri", testing::kRedirect},
                                                 {"refresh_token", nullptr},
                                                 {"code_verifier", nullptr},
                                                 {"client_id", world.mollie.client_id},
                                                 {"client_secret", world.mollie.secret}});
  EXPECT_EQ(world.PostJson("/oauth2/tokens", body).status, 200);
}

TEST(RedeemCode, NeedsAGrantTypeThatItKnowsAndACode) {
  World world;
  const std::string basic = world.mollie.Basic();
  const Reply none = world.Post("/oauth2/tokens", "code=auth_x", {.authorization = basic});
  EXPECT_EQ(none.status, 400);
  EXPECT_EQ(none.Error(), "invalid_request");
  EXPECT_EQ(none.Member("error_description"), "The grant type was not specified in the request");
  EXPECT_EQ(world.Post("/oauth2/tokens", "grant_type=password", {.authorization = basic}).Error(),
            "unsupported_grant_type");
  EXPECT_EQ(world.Post("/oauth2/tokens", "grant_type=authorization_code", {.authorization = basic})
                .Error(),
            "invalid_request");
}

TEST(RedeemCode, ASuspendedMerchantOrAppGetsNothing) {
  World world;
  const std::string code = world.Code(world.mollie);
  oauth::ChangeSubject suspension{*world.ledger->FindSubject(world.merchant),
                                  *world.ledger->FindSubjectProfile(world.merchant)};
  suspension.subject.enabled = false;
  world.Commit(suspension);
  EXPECT_EQ(world.Redeem(world.mollie, code).Error(), kInvalidGrant);
}

}  // namespace
}  // namespace writ::api
