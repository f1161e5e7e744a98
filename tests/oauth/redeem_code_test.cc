#include "oauth/redeem_code.h"

#include <gtest/gtest.h>

#include "base/base64.h"
#include "base/sha256.h"
#include "oauth/authorize.h"
#include "support/records.h"

namespace writ::oauth {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace): the builders of this suite

constexpr std::string_view kRedirect = "https://app.example.org/callback";
constexpr std::string_view kVerifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const Lifetimes kLifetimes;
const SealSecret kSecret{1, 2, 3};

CodeClaims Code(bool pkce = false, bool forced = false) {
  AuthorizeDemand demand;
  demand.scopes = *ParseScope("payments.read");
  demand.forced = forced;
  demand.redirect_given = true;
  demand.redirect = DigestOf(kRedirect);
  if (pkce) demand.challenge = DigestOf(EncodeBase64Url(Sha256(kVerifier)));
  return ApproveAuthorization(demand, kApp, kMerchant, At(50), kLifetimes, kNow, CodeSerial{77});
}

RedeemRecords Fresh(Preset preset = Preset::kMollie) {
  return {Server{}, App(preset), Merchant(), std::nullopt, std::nullopt, std::nullopt};
}

RedeemRecords WithAuthorization(Preset preset = Preset::kMollie,
                                std::string_view scopes = "payments.read") {
  const Standing standing = LiveStanding(preset, scopes);
  return {standing.server,  *standing.client, standing.subject,
          standing.consent, std::nullopt,     standing.grant};
}

RedeemRecords Spent(Preset preset, Instant spent_time, bool made_grant = true) {
  RedeemRecords records = WithAuthorization(preset);
  records.spent =
      SpentCode{CodeSerial{77}, kApp, kGrant, made_grant, spent_time, kNow + kLifetimes.code};
  return records;
}

Decision<Redemption> Redeem(const CodeClaims& code, const RedeemRecords& records,
                            Instant now = kNow, std::optional<std::string_view> verifier = {},
                            std::optional<std::string_view> redirect = kRedirect) {
  return RedeemCode(code, records, {redirect, verifier}, kLifetimes, now, kSecret);
}

template <typename T>
std::vector<T> Of(const Proposal& proposal) {
  std::vector<T> found;
  for (const Change& change : proposal.changes) {
    if (const auto* match = std::get_if<T>(&change)) found.push_back(*match);
  }
  return found;
}

TEST(RedeemCode, TheFirstRedemptionMakesConsentAndGrantAndSpendsTheCode) {
  const auto decision = Redeem(Code(), Fresh());
  ASSERT_EQ(decision.outcome, Redemption::kRedeemed);
  ASSERT_EQ(decision.proposal.changes.size(), 3U);
  EXPECT_EQ(FormatScope(Of<GiveConsent>(decision.proposal).at(0).scopes.Set()), "payments.read");
  EXPECT_EQ(Of<MakeGrant>(decision.proposal).at(0).grant.secret, kSecret);
  const SpentCode spent = Of<SpendCode>(decision.proposal).at(0).code;
  EXPECT_EQ(spent.serial, CodeSerial{77});
  EXPECT_TRUE(spent.made_grant);
  EXPECT_EQ(spent.expires, kNow + kLifetimes.code);
  EXPECT_EQ(decision.proposal.preconditions.size(), 6U) << "all that it was decided on";
}

TEST(RedeemCode, UnderMollieASecondCodeSharesTheGrantAndMayWidenIt) {
  const auto same = Redeem(Code(), WithAuthorization());
  EXPECT_EQ(same.proposal.changes.size(), 1U) << "only the code is spent";
  EXPECT_EQ(Of<SpendCode>(same.proposal).at(0).code.grant, kGrant);
  EXPECT_FALSE(Of<SpendCode>(same.proposal).at(0).code.made_grant);

  const auto wider = Redeem(Code(), WithAuthorization(Preset::kMollie, "organizations.read"));
  ASSERT_EQ(Of<WidenGrant>(wider.proposal).size(), 1U);
  EXPECT_EQ(Of<WidenGrant>(wider.proposal).at(0).scopes,
            *Scopes("organizations.read payments.read"));
  EXPECT_TRUE(Of<MakeGrant>(wider.proposal).empty());
}

// 128 others, so that one more is too many.
const ScopeList* Full() {
  static const ScopeList full = [] {
    ScopeList list;
    for (std::size_t i = 0; i < kScopesTogetherMax; ++i) {
      list.indexes[list.size++] = static_cast<ScopeIndex>(100 + i);
    }
    return list;
  }();
  return &full;
}

TEST(RedeemCode, NoGrantBecomesWiderThanItMay) {
  RedeemRecords records = WithAuthorization();
  records.grant->scopes = records.consent->scopes = *Full();
  const auto decision = Redeem(Code(), records);
  EXPECT_EQ(decision.outcome, Redemption::kScopeTooMany);
  EXPECT_TRUE(decision.proposal.Empty()) << "the code is not spent";

  records = WithAuthorization(Preset::kOauth21);
  records.consent->scopes = *Full();
  const auto own = Redeem(Code(), records);
  EXPECT_EQ(own.outcome, Redemption::kRedeemed);
  EXPECT_EQ(Of<GiveConsent>(own.proposal).at(0).scopes, *Scopes("payments.read"));
}

TEST(RedeemCode, UnderOauth21EachRedemptionMakesItsOwnGrant) {
  const auto decision = Redeem(Code(), WithAuthorization(Preset::kOauth21));
  EXPECT_EQ(Of<MakeGrant>(decision.proposal).size(), 1U);
  EXPECT_TRUE(Of<GiveConsent>(decision.proposal).empty()) << "the consent covers it already";
}

TEST(RedeemCode, AForcedCodeEndsTheOlderGrantsFirst) {
  const auto decision = Redeem(Code(false, true), WithAuthorization());
  ASSERT_EQ(decision.outcome, Redemption::kRedeemed);
  ASSERT_TRUE(std::holds_alternative<CutConsent>(decision.proposal.changes.at(0)));
  EXPECT_EQ(Of<MakeGrant>(decision.proposal).size(), 1U);
  EXPECT_EQ(Of<GiveConsent>(decision.proposal).at(0).scopes, *Scopes("payments.read"));
}

TEST(RedeemCode, AForcedCodeLeavesACutOffEvenWhereThereWasNoConsent) {
  const auto decision = Redeem(Code(false, true), Fresh());
  ASSERT_EQ(decision.outcome, Redemption::kRedeemed);
  ASSERT_EQ(decision.proposal.changes.size(), 5U);
  EXPECT_TRUE(std::holds_alternative<GiveConsent>(decision.proposal.changes.at(0)));
  EXPECT_EQ(std::get<CutConsent>(decision.proposal.changes.at(1)).consent, ConsentId::kNone);
  EXPECT_TRUE(std::holds_alternative<GiveConsent>(decision.proposal.changes.at(2)));
  RedeemRecords withdrawn = WithAuthorization();
  withdrawn.consent->cut.all = At(20);
  EXPECT_TRUE(std::holds_alternative<CutConsent>(
      Redeem(Code(false, true), withdrawn).proposal.changes.at(0)));
}

TEST(RedeemCode, WhatIsWrongWithTheRequestNeverSpendsTheCode) {
  const auto refuses = [](const Decision<Redemption>& decision, Redemption why) {
    EXPECT_EQ(decision.outcome, why);
    EXPECT_TRUE(decision.proposal.Empty());
  };
  RedeemRecords other = Fresh();
  other.client.id = kOtherApp;
  refuses(Redeem(Code(), other), Redemption::kOtherClientsCode);
  refuses(Redeem(Code(), Fresh(), kNow, {}, "https://app.example.org/other"),
          Redemption::kWrongRedirect);
  refuses(Redeem(Code(), Fresh(), kNow, {}, std::nullopt), Redemption::kWrongRedirect);
  refuses(Redeem(Code(true), Fresh()), Redemption::kVerifierMissing);
  refuses(Redeem(Code(true), Fresh(), kNow, "wrong"), Redemption::kWrongVerifier);
  refuses(Redeem(Code(), Fresh(), kNow, kVerifier), Redemption::kVerifierUnexpected);
  refuses(Redeem(Code(), Fresh(), kNow + Seconds{30}), Redemption::kExpired);
  EXPECT_EQ(Redeem(Code(true), Fresh(), kNow + Seconds{29}, kVerifier).outcome,
            Redemption::kRedeemed);
}

TEST(RedeemCode, NeitherDoesItWhenTheCodeIsSpent) {
  for (const Preset preset : {Preset::kMollie, Preset::kOauth21}) {
    const auto decision = Redeem(Code(true), Spent(preset, kNow), kNow, "wrong");
    EXPECT_EQ(decision.outcome, Redemption::kWrongVerifier);
    EXPECT_TRUE(decision.proposal.Empty()) << "an attacker without the verifier ends nothing";
  }
}

TEST(RedeemCode, ACodeDiesWithWhatIsAboveIt) {
  RedeemRecords records = WithAuthorization();
  records.consent->cut.all = At(51);
  EXPECT_EQ(Redeem(Code(), records).outcome, Redemption::kCutOff);
  records = Fresh();
  records.server.cut.all = At(51);
  EXPECT_EQ(Redeem(Code(), records).outcome, Redemption::kCutOff);
  records = Fresh();
  records.subject->enabled = false;
  EXPECT_EQ(Redeem(Code(), records).outcome, Redemption::kCutOff);
  records.subject.reset();
  EXPECT_EQ(Redeem(Code(), records).outcome, Redemption::kCutOff);
}

TEST(RedeemCode, UnderMollieALostAnswerIsGivenAgainForTenSeconds) {
  const auto repeat = Redeem(Code(), Spent(Preset::kMollie, kNow), kNow + Seconds{10});
  EXPECT_EQ(repeat.outcome, Redemption::kRepeated);
  EXPECT_TRUE(repeat.proposal.Empty());
  const auto late = Redeem(Code(), Spent(Preset::kMollie, kNow), kNow + Seconds{11});
  EXPECT_EQ(late.outcome, Redemption::kSpent);
  EXPECT_TRUE(late.proposal.Empty()) << "nothing ends";
}

TEST(RedeemCode, WithPkceForTheCodesLife) {
  const auto records = Spent(Preset::kMollie, kNow);
  EXPECT_EQ(Redeem(Code(true), records, kNow + Seconds{29}, kVerifier).outcome,
            Redemption::kRepeated);
  EXPECT_EQ(Redeem(Code(true), records, kNow + Seconds{30}, kVerifier).outcome, Redemption::kSpent);
}

TEST(RedeemCode, ARepeatNeedsALiveGrant) {
  RedeemRecords records = Spent(Preset::kMollie, kNow);
  records.consent->cut.all = At(60);
  EXPECT_EQ(Redeem(Code(), records).outcome, Redemption::kSpent);
  records = Spent(Preset::kMollie, kNow);
  records.grant->ended_at = At(60);
  EXPECT_EQ(Redeem(Code(), records).outcome, Redemption::kSpent);
}

TEST(RedeemCode, UnderOauth21AReplayEndsWhatTheCodeMade) {
  const auto decision = Redeem(Code(), Spent(Preset::kOauth21, kNow));
  EXPECT_EQ(decision.outcome, Redemption::kSpent);
  ASSERT_EQ(Of<EndGrant>(decision.proposal).size(), 1U);
  EXPECT_EQ(Of<EndGrant>(decision.proposal).at(0).grant, kGrant);
  const auto replay = [](Seconds later) {
    return Redeem(Code(), Spent(Preset::kOauth21, kNow), kNow + kLifetimes.code + later).proposal;
  };
  EXPECT_FALSE(replay(Seconds{0}).Empty()) << "after the code's life too";
  EXPECT_FALSE(replay(kKeptAfterExpiry - Seconds{1}).Empty());
  EXPECT_TRUE(replay(kKeptAfterExpiry).Empty()) << "but not when the code may be forgotten";
}

// Serials are 48 random bits: two codes may share one, and what the other one made is not this
// one's.
TEST(RedeemCode, ASpentCodeOfSomebodyElseIsNotThisOne) {
  for (const Preset preset : {Preset::kMollie, Preset::kOauth21}) {
    const auto refuses = [preset](const char* whose, const auto& change) {
      RedeemRecords records = Spent(preset, kNow);
      change(records);
      const auto decision = Redeem(Code(true), records, kNow, kVerifier);
      EXPECT_EQ(decision.outcome, Redemption::kSerialTaken) << whose;
      EXPECT_TRUE(decision.proposal.Empty()) << whose;
    };
    refuses("another app's", [](RedeemRecords& records) {
      records.spent->client = kOtherApp;
      records.grant->client = kOtherApp;
    });
    refuses("another app's, by its grant alone",
            [](RedeemRecords& records) { records.grant->client = kOtherApp; });
    refuses("another merchant's",
            [](RedeemRecords& records) { records.grant->subject = SubjectId{2}; });
    refuses("the same merchant's, issued at another time",
            [](RedeemRecords& records) { records.spent->expires += Seconds{1}; });
    refuses("a one-time link", [](RedeemRecords& records) {
      records.spent->client = ClientId::kNone;
      records.spent->grant = GrantId::kNone;
      records.grant.reset();
    });
  }
}

TEST(RedeemCode, OnlyUnderOauth21AGrantExpiresUnused) {
  const auto made = [](Preset preset) {
    return Of<MakeGrant>(Redeem(Code(true), Fresh(preset), kNow, kVerifier).proposal).at(0).grant;
  };
  EXPECT_EQ(made(Preset::kOauth21).expires, kNow + kLifetimes.refresh_token_unused);
  EXPECT_EQ(made(Preset::kMollie).expires, Instant{}) << "never";
}

// Whether an older code was spent is not known any more once so many were.
TEST(RedeemCode, ACodeFromBeforeTheCutIsRefusedAndALaterOneIsNot) {
  for (const Preset preset : {Preset::kMollie, Preset::kOauth21}) {
    RedeemRecords records = Fresh(preset);
    records.client.codes_cut = At(51);  // the code knew 50
    const auto refused = Redeem(Code(true), records, kNow, kVerifier);
    EXPECT_EQ(refused.outcome, Redemption::kCutOff);
    EXPECT_TRUE(refused.proposal.Empty());
    records.client.codes_cut = At(50);
    EXPECT_EQ(Redeem(Code(true), records, kNow, kVerifier).outcome, Redemption::kRedeemed);
  }
}

TEST(RedeemCode, NoAnswerOfACutCodeIsGivenAgain) {
  RedeemRecords records = Spent(Preset::kMollie, kNow - Seconds{5});
  ASSERT_EQ(Redeem(Code(), records).outcome, Redemption::kRepeated);
  records.client.codes_cut = At(51);
  EXPECT_EQ(Redeem(Code(), records).outcome, Redemption::kSpent);
}

}  // namespace
}  // namespace writ::oauth
