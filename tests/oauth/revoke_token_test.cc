#include "oauth/revoke_token.h"

#include <gtest/gtest.h>

#include "oauth/issue_tokens.h"
#include "support/records.h"

namespace writ::oauth {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace): the builders of this suite

TokenClaims Access(const Standing& standing) {
  return IssueAccessToken(standing.grant, standing.grant.scopes->Set(), At(50), Seconds{3600}, kNow,
                          TokenSerial{9});
}

TokenClaims RefreshOf(const Standing& standing, std::uint32_t generation = 0) {
  TokenClaims token = IssueRefreshToken(standing.grant, standing.grant.scopes->Set());
  token.generation = generation;
  return token;
}

Decision<Revocation> Revoked(const Standing& standing, const TokenClaims& token,
                             bool tombstone = false) {
  return RevokeToken(*standing.client, token, standing, tombstone, kNow);
}

TEST(RevokeToken, AnAccessTokenLeavesATombstoneUntilItWouldHaveExpired) {
  const Standing standing = LiveStanding();
  const auto decision = Revoked(standing, Access(standing));
  EXPECT_EQ(decision.outcome, Revocation::kRevoked);
  ASSERT_EQ(decision.proposal.changes.size(), 1U);
  const auto& change = std::get<RevokeAccessToken>(decision.proposal.changes.at(0));
  EXPECT_EQ(change.token.serial, TokenSerial{9});
  EXPECT_EQ(change.token.expires, kNow + Seconds{3600});
}

TEST(RevokeToken, UnderMollieARefreshTokenCutsTheConsent) {
  const Standing standing = LiveStanding();
  const auto decision = Revoked(standing, RefreshOf(standing));
  ASSERT_EQ(decision.proposal.changes.size(), 1U) << "one write, whatever hangs below";
  const auto& change = std::get<CutConsent>(decision.proposal.changes.at(0));
  EXPECT_EQ(change.consent, standing.consent->id);
  EXPECT_EQ(change.reach, Reach::kAll);
}

// RFC 7009 §2.1 ends the token that was named, not the yes that the merchant gives anew meanwhile.
TEST(RevokeToken, AConsentIsCutOnlyAsItWasSeen) {
  const Standing standing = LiveStanding();
  const auto decision = Revoked(standing, RefreshOf(standing));
  ASSERT_EQ(decision.proposal.preconditions.size(), 1U);
  const auto& seen = std::get<ConsentIsNotRenewed>(decision.proposal.preconditions.at(0));
  EXPECT_EQ(seen.consent, standing.consent->id);
  EXPECT_EQ(seen.made_at, standing.consent->made_at);
  EXPECT_EQ(seen.latest_grant, standing.consent->latest_grant);
}

TEST(RevokeToken, UnderOauth21ARefreshTokenOfAnyGenerationEndsItsGrantOnly) {
  Standing standing = LiveStanding(Preset::kOauth21);
  standing.grant.generation = 5;
  for (const std::uint32_t generation : {0U, 4U, 5U, 6U}) {
    const auto decision = Revoked(standing, RefreshOf(standing, generation));
    ASSERT_EQ(decision.proposal.changes.size(), 1U);
    EXPECT_EQ(std::get<EndGrant>(decision.proposal.changes.at(0)).grant, kGrant);
  }
}

TEST(RevokeToken, WhatIsDeadAlreadyIsSuccessWithoutAChange) {
  Standing standing = LiveStanding();
  EXPECT_EQ(Revoked(standing, Access(standing), true).outcome, Revocation::kAlreadyDead);
  standing.consent->cut.all = At(60);
  for (const TokenClaims& token : {Access(standing), RefreshOf(standing)}) {
    const auto decision = Revoked(standing, token);
    EXPECT_EQ(decision.outcome, Revocation::kAlreadyDead);
    EXPECT_TRUE(decision.proposal.Empty()) << "an old token must not cut a consent given anew";
  }
}

// The revocation was answered, so the end of the suspension must not bring the token back.
TEST(RevokeToken, WhatIsSuspendedIsEndedForGood) {
  for (const Preset preset : {Preset::kMollie, Preset::kOauth21}) {
    Standing standing = LiveStanding(preset);
    standing.subject->enabled = false;
    for (const TokenClaims& token : {Access(standing), RefreshOf(standing)}) {
      EXPECT_EQ(Revoked(standing, token).proposal.changes.size(), 1U);
    }
  }
}

TEST(RevokeToken, WhatTheClockMakesLookDeadIsEndedForGood) {
  const Standing standing = LiveStanding();
  for (const Seconds issued : {Seconds{-3600}, Seconds{-90'000}, Seconds{120}}) {
    TokenClaims token = Access(standing);
    token.issued_at = kNow + issued;
    EXPECT_EQ(Revoked(standing, token).proposal.changes.size(),
              issued == Seconds{-90'000} ? 0U : 1U)
        << issued.count();
  }
}

TEST(RevokeToken, AnotherClientsTokenIsRefusedAndLives) {
  Standing standing = LiveStanding();
  Client other = App();
  other.id = kOtherApp;
  for (const TokenClaims& token : {Access(standing), RefreshOf(standing)}) {
    const auto decision = RevokeToken(other, token, standing, false, kNow);
    EXPECT_EQ(decision.outcome, Revocation::kOtherClientsToken);
    EXPECT_TRUE(decision.proposal.Empty());
  }
}

TEST(RevokeToken, AnApiKeyIsNoClientsToRevoke) {
  Standing standing = LiveStanding();
  standing.grant.kind = GrantKind::kLiveKey;
  standing.grant.client = ClientId::kNone;
  const auto decision = Revoked(standing, IssueApiKey(standing.grant, TokenSerial{1}));
  EXPECT_EQ(decision.outcome, Revocation::kApiKey);
  EXPECT_TRUE(decision.proposal.Empty());
}

}  // namespace
}  // namespace writ::oauth
