#include "oauth/refresh_token.h"

#include <gtest/gtest.h>

#include "oauth/issue_tokens.h"
#include "support/records.h"

namespace writ::oauth {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace): the builders of this suite

const Lifetimes kLifetimes;

TokenClaims TokenOf(const Standing& standing, std::uint32_t generation = 0) {
  TokenClaims token = IssueRefreshToken(standing.grant, standing.grant.scopes->Set());
  token.generation = generation;
  return token;
}

Decision<RefreshOutcome> Refreshed(const Standing& standing, const TokenClaims& token,
                                   Instant now = kNow, std::optional<ScopeList> scope = {}) {
  return RefreshToken(*standing.client, token, standing, scope, kLifetimes, now);
}

Standing AtGeneration(std::uint32_t generation, Instant since) {
  Standing standing = LiveStanding(Preset::kOauth21);
  standing.grant.generation = generation;
  standing.grant.generation_time = since;
  return standing;
}

TEST(RefreshToken, AFixedTokenIsAnsweredWithoutAChange) {
  const Standing standing = LiveStanding();
  const auto decision = Refreshed(standing, TokenOf(standing));
  EXPECT_EQ(decision.outcome.refresh, Refresh::kRefreshed);
  EXPECT_TRUE(decision.proposal.Empty());
  EXPECT_EQ(decision.outcome.access_scopes, standing.grant.scopes->Set());
}

TEST(RefreshToken, TheAskedSubsetNarrowsTheAccessTokenOnly) {
  const Standing standing = LiveStanding();
  const auto decision = Refreshed(standing, TokenOf(standing), kNow, ParseScope("payments.read"));
  EXPECT_EQ(FormatScope(decision.outcome.access_scopes), "payments.read");
  EXPECT_EQ(decision.outcome.refresh_scopes, TokenOf(standing).scopes);
  EXPECT_EQ(
      Refreshed(standing, TokenOf(standing), kNow, ParseScope("refunds.read")).outcome.refresh,
      Refresh::kScopeExceeded);
}

TEST(RefreshToken, AnotherClientsTokenIsRefusedAndNothingEnds) {
  const Standing standing = LiveStanding();
  Client other = App();
  other.id = kOtherApp;
  const auto decision =
      RefreshToken(other, TokenOf(standing), standing, std::nullopt, kLifetimes, kNow);
  EXPECT_EQ(decision.outcome.refresh, Refresh::kOtherClientsToken);
  EXPECT_TRUE(decision.proposal.Empty());
}

TEST(RefreshToken, ADeadGrantOrAnotherKindIsUnknown) {
  Standing standing = LiveStanding();
  const TokenClaims access = IssueAccessToken(standing.grant, standing.grant.scopes->Set(), At(20),
                                              Seconds{60}, kNow, TokenSerial{1});
  EXPECT_EQ(Refreshed(standing, access).outcome.refresh, Refresh::kUnknownToken);
  standing.consent->cut.all = At(20);
  EXPECT_EQ(Refreshed(standing, TokenOf(standing)).outcome.refresh, Refresh::kUnknownToken);
}

TEST(RefreshToken, ThePresentGenerationMakesExactlyItsSuccessor) {
  const auto decision =
      Refreshed(AtGeneration(4, kNow - Seconds{100}), TokenOf(AtGeneration(4, kNow), 4));
  EXPECT_EQ(decision.outcome.refresh, Refresh::kRotated);
  ASSERT_EQ(decision.proposal.changes.size(), 1U);
  EXPECT_EQ(std::get<RotateGrant>(decision.proposal.changes.at(0)).generation, 5U);
  EXPECT_EQ(std::get<GrantIsAtGeneration>(decision.proposal.preconditions.at(0)).generation, 4U);
}

TEST(RefreshToken, TheGenerationBeforeIsAnsweredInItsWindowOnly) {
  const Standing standing = AtGeneration(5, kNow);
  const TokenClaims old = TokenOf(standing, 4);
  EXPECT_EQ(Refreshed(standing, old, kNow + Seconds{10}).outcome.refresh, Refresh::kRefreshed);
  EXPECT_TRUE(Refreshed(standing, old, kNow + Seconds{10}).proposal.Empty());
  const auto late = Refreshed(standing, old, kNow + Seconds{11});
  EXPECT_EQ(late.outcome.refresh, Refresh::kReused);
  EXPECT_EQ(std::get<EndGrant>(late.proposal.changes.at(0)).cause, Cause::kReplay);
}

TEST(RefreshToken, TheWindowIsTheAppsOwn) {
  Standing standing = AtGeneration(5, kNow);
  const TokenClaims old = TokenOf(standing, 4);
  const auto refreshed = [&](Seconds grace, Seconds later) {
    standing.client->rotation_grace = grace;
    const bool usable = IsUsable(old, standing, kNow + later);
    const Refresh outcome = Refreshed(standing, old, kNow + later).outcome.refresh;
    EXPECT_EQ(usable, outcome == Refresh::kRefreshed) << "what introspection says is what happens";
    return outcome;
  };
  EXPECT_EQ(refreshed(Seconds{0}, Seconds{0}), Refresh::kReused) << "none at all";
  EXPECT_EQ(refreshed(Seconds{60}, Seconds{60}), Refresh::kRefreshed);
  EXPECT_EQ(refreshed(Seconds{60}, Seconds{61}), Refresh::kReused);
  EXPECT_EQ(refreshed(kUntilUsed, Seconds{10L * 365 * 86400}), Refresh::kRefreshed);
  standing.grant.generation = 6;
  EXPECT_EQ(refreshed(kUntilUsed, Seconds{0}), Refresh::kReused) << "the successor was used";
}

TEST(RefreshToken, TheWindowClosesWithTheSuccessorsFirstUse) {
  const Standing standing = AtGeneration(6, kNow);
  const auto decision = Refreshed(standing, TokenOf(standing, 4));
  EXPECT_EQ(decision.outcome.refresh, Refresh::kReused);
  EXPECT_FALSE(decision.proposal.Empty());
}

TEST(RefreshToken, AGenerationFromTheFutureIsRefusedAndEndsNothing) {
  for (Standing standing : {AtGeneration(5, kNow), LiveStanding()}) {
    const auto decision = Refreshed(standing, TokenOf(standing, 9));
    EXPECT_EQ(decision.outcome.refresh, Refresh::kFromTheFuture);
    EXPECT_TRUE(decision.proposal.Empty());
  }
}

TEST(RefreshToken, ARefreshTokenIsRecomputedNotRemembered) {
  const Standing standing = LiveStanding();
  EXPECT_EQ(IssueRefreshToken(standing.grant, standing.grant.scopes->Set()), TokenOf(standing));
}

// RFC 9700 §4.14.2.
TEST(RefreshToken, EachRotationPutsOffTheGrantsEnd) {
  const Standing standing = AtGeneration(4, kNow - Seconds{500});
  const auto decision = Refreshed(standing, TokenOf(standing, 4));
  EXPECT_EQ(decision.proposal.changes.size(), 1U) << "in the write that it makes anyway";
  EXPECT_EQ(std::get<RotateGrant>(decision.proposal.changes.at(0)).expires,
            kNow + kLifetimes.refresh_token_unused);
  EXPECT_EQ(kLifetimes.refresh_token_unused, Seconds{90L * 24 * 3600});
}

TEST(RefreshToken, AGrantThatWasNotRefreshedInTimeIsOver) {
  Standing standing = AtGeneration(4, kNow - Seconds{500});
  standing.grant.expires = kNow + Seconds{1};
  EXPECT_EQ(Refreshed(standing, TokenOf(standing, 4)).outcome.refresh, Refresh::kRotated);
  standing.grant.expires = kNow;
  const auto decision = Refreshed(standing, TokenOf(standing, 4));
  EXPECT_EQ(decision.outcome.refresh, Refresh::kUnknownToken);
  EXPECT_TRUE(decision.proposal.Empty());
}

}  // namespace
}  // namespace writ::oauth
