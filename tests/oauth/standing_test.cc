#include "oauth/standing.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "oauth/issue_tokens.h"
#include "support/records.h"

namespace writ::oauth {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace): the builders of this suite

constexpr Seconds kSkew{60};

TokenClaims Access(const Standing& standing, std::uint64_t known = 50) {
  return IssueAccessToken(standing.grant, standing.grant.scopes->Set(), At(known), Seconds{3600},
                          kNow, TokenSerial{9});
}

TEST(Standing, AGrantWithNothingAgainstItLives) {
  EXPECT_TRUE(IsLive(LiveStanding(), kNow));
  EXPECT_TRUE(IsActive(Access(LiveStanding()), LiveStanding(), false, kNow, kSkew));
}

struct Ending {
  std::string name;
  std::function<void(Standing&)> apply;
};

// Every single thing that ends a grant (design: "A grant is live if…").
const std::vector<Ending>& Endings() {
  static const std::vector<Ending> endings{
      {"its own end", [](Standing& s) { s.grant.ended_at = At(40); }},
      {"its expiry", [](Standing& s) { s.grant.expires = kNow; }},
      {"client gone", [](Standing& s) { s.client.reset(); }},
      {"client suspended", [](Standing& s) { s.client->enabled = false; }},
      {"client deleted", [](Standing& s) { s.client->deleted = true; }},
      {"subject gone", [](Standing& s) { s.subject.reset(); }},
      {"subject suspended", [](Standing& s) { s.subject->enabled = false; }},
      {"subject deleted", [](Standing& s) { s.subject->deleted = true; }},
      {"consent gone", [](Standing& s) { s.consent.reset(); }},
      {"server cut", [](Standing& s) { s.server.cut.all = s.grant.made_at; }},
      {"client cut", [](Standing& s) { s.client->cut.all = s.grant.made_at; }},
      {"subject cut", [](Standing& s) { s.subject->cut.all = s.grant.made_at; }},
      {"consent cut", [](Standing& s) { s.consent->cut.all = s.grant.made_at; }},
  };
  return endings;
}

TEST(Standing, EachEndingAloneEndsTheGrantAndItsTokens) {
  for (const Ending& ending : Endings()) {
    Standing standing = LiveStanding();
    const TokenClaims access = Access(standing);
    const TokenClaims refresh = IssueRefreshToken(standing.grant, standing.grant.scopes->Set());
    ending.apply(standing);
    EXPECT_FALSE(IsLive(standing, kNow)) << ending.name;
    EXPECT_FALSE(IsActive(access, standing, false, kNow, kSkew)) << ending.name;
    EXPECT_FALSE(IsUsable(refresh, standing, kNow)) << ending.name;
  }
}

TEST(Standing, AGrantMadeJustAfterACutOffLives) {
  Standing standing = LiveStanding();
  const auto before = At(Number(standing.grant.made_at) - 1);
  standing.server.cut.all = standing.client->cut.all = before;
  standing.subject->cut.all = standing.consent->cut.all = before;
  EXPECT_TRUE(IsLive(standing, kNow));
}

TEST(Standing, AnAccessCutOffEndsWhatDidNotKnowIt) {
  const std::vector<std::function<void(Standing&)>> levels{
      [](Standing& s) { s.server.cut.access = At(50); },
      [](Standing& s) { s.client->cut.access = At(50); },
      [](Standing& s) { s.subject->cut.access = At(50); },
      [](Standing& s) { s.consent->cut.access = At(50); },
      [](Standing& s) { s.grant.access_cut = At(50); },
  };
  for (const auto& cut : levels) {
    Standing standing = LiveStanding();
    cut(standing);
    EXPECT_FALSE(IsActive(Access(standing, 49), standing, false, kNow, kSkew));
    EXPECT_TRUE(IsActive(Access(standing, 50), standing, false, kNow, kSkew));
    EXPECT_TRUE(IsLive(standing, kNow)) << "the grant itself goes on";
    const TokenClaims refresh = IssueRefreshToken(standing.grant, standing.grant.scopes->Set());
    EXPECT_TRUE(IsUsable(refresh, standing, kNow));
  }
}

TEST(Standing, AnAccessTokenEndsByTimeAndByTombstone) {
  const Standing standing = LiveStanding();
  const TokenClaims access = Access(standing);
  EXPECT_TRUE(IsActive(access, standing, false, kNow + Seconds{3599}, kSkew));
  EXPECT_FALSE(IsActive(access, standing, false, kNow + Seconds{3600}, kSkew));
  EXPECT_FALSE(IsActive(access, standing, true, kNow, kSkew));
  EXPECT_TRUE(IsActive(access, standing, false, kNow - Seconds{60}, kSkew));
  EXPECT_FALSE(IsActive(access, standing, false, kNow - Seconds{61}, kSkew));
}

TEST(Standing, ARefreshTokenIsNoAccessToken) {
  const Standing standing = LiveStanding();
  const TokenClaims refresh = IssueRefreshToken(standing.grant, standing.grant.scopes->Set());
  EXPECT_FALSE(IsActive(refresh, standing, false, kNow, kSkew));
  EXPECT_FALSE(IsUsable(Access(standing), standing, kNow));
}

TEST(Standing, OnlyThePresentGenerationAndTheOneBeforeItAreUsable) {
  Standing standing = LiveStanding(Preset::kOauth21);
  TokenClaims token = IssueRefreshToken(standing.grant, standing.grant.scopes->Set());
  standing.grant.generation = 1;
  standing.grant.generation_time = kNow;
  EXPECT_TRUE(IsUsable(token, standing, kNow + Seconds{10}));
  EXPECT_FALSE(IsUsable(token, standing, kNow + Seconds{11}));
  standing.grant.generation = 2;
  EXPECT_FALSE(IsUsable(token, standing, kNow));
  token.generation = 3;
  EXPECT_FALSE(IsUsable(token, standing, kNow));
}

TEST(Standing, NoTokenGainsAScopeWhenItsGrantIsWidened) {
  Standing standing = LiveStanding(Preset::kMollie, "payments.read");
  const ScopeSet narrow = standing.grant.scopes->Set();
  const TokenClaims access = Access(standing);
  standing.grant.scopes = *Scopes("payments.read refunds.write");
  EXPECT_EQ(EffectiveScope(access, standing.grant), narrow);
  const TokenClaims masked = IssueAccessToken(standing.grant, ParseScope("refunds.write")->Set(),
                                              At(60), Seconds{60}, kNow, TokenSerial{1});
  ASSERT_EQ(masked.scopes.form, ScopeClaim::Form::kPlaces);
  EXPECT_EQ(FormatScope(EffectiveScope(masked, standing.grant)), "refunds.write");
  // As 0.1 said it: by index, and of those only what the grant has.
  TokenClaims old = masked;
  const ScopeIndex refunds = catalogue::Mollie()->Find("refunds.write")->index;
  old.scopes = {ScopeClaim::Form::kIndexes, 0, {{1U | std::uint64_t{1} << refunds, 0}}};
  EXPECT_EQ(FormatScope(EffectiveScope(old, standing.grant)), "refunds.write");
}

TEST(Standing, WhatWasSeenBeforeACutOffIsCutOff) {
  Client client = App();
  Subject subject = Merchant();
  Consent consent = Yes(Scopes("payments.read"));
  const Server server;
  EXPECT_FALSE(IsCutOff(At(41), server, client, subject, consent));
  consent.cut.all = At(42);
  EXPECT_TRUE(IsCutOff(At(41), server, client, subject, consent));
  EXPECT_FALSE(IsCutOff(At(42), server, client, subject, consent));
  client.cut.all = At(43);
  EXPECT_TRUE(IsCutOff(At(42), server, client, subject, std::nullopt));
  subject.cut.all = At(44);
  EXPECT_TRUE(IsCutOff(At(43), server, client, subject, std::nullopt));
}

}  // namespace
}  // namespace writ::oauth
