// What an operator may do to tokens, apps, merchants and sealing keys, and a merchant to its keys.
#include <gtest/gtest.h>

#include "oauth/change_client.h"
#include "oauth/find_token.h"
#include "oauth/issue_tokens.h"
#include "oauth/mint_access_token.h"
#include "oauth/mint_api_key.h"
#include "oauth/register_subject.h"
#include "oauth/retire_key.h"
#include "oauth/revoke_any_token.h"
#include "oauth/revoke_api_key.h"
#include "oauth/rotate_client_secret.h"
#include "oauth/rotate_key.h"
#include "support/records.h"

namespace writ::oauth {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace): the builders of this suite

const Lifetimes kLifetimes;

TokenClaims AccessOf(const Standing& standing) {
  return IssueAccessToken(standing.grant, standing.grant.scopes->Set(), At(50), Seconds{3600}, kNow,
                          TokenSerial{9});
}

TokenClaims RefreshOf(const Standing& standing) {
  return IssueRefreshToken(standing.grant, standing.grant.scopes->Set());
}

FoundToken ByText(const Standing& standing, const TokenClaims& claims) {
  return {IdOf(claims), standing, false, claims, 1};
}

FoundToken ByName(const Standing& standing, const TokenClaims& claims) {
  return {IdOf(claims), standing, false, std::nullopt, 0};
}

Standing KeyStanding() {
  Standing standing = LiveStanding();
  standing.client.reset();
  standing.consent.reset();
  standing.grant.kind = GrantKind::kOrganization;
  standing.grant.client = ClientId::kNone;
  standing.grant.consent = ConsentId::kNone;
  return standing;
}

// The suspension may end, and the clock come back: the revocation must still hold.
TEST(RevokeAnyToken, EndsWhatOnlyLooksDead) {
  for (const Preset preset : {Preset::kMollie, Preset::kOauth21}) {
    for (const bool of_app : {false, true}) {
      Standing standing = LiveStanding(preset);
      (of_app ? standing.client->enabled : standing.subject->enabled) = false;
      for (const TokenClaims& claims : {AccessOf(standing), RefreshOf(standing)}) {
        EXPECT_EQ(RevokeAnyToken(ByText(standing, claims), kNow).changes.size(), 1U);
        EXPECT_EQ(RevokeAnyToken(ByName(standing, claims), kNow).changes.size(), 1U);
      }
    }
    const Standing standing = LiveStanding(preset);
    TokenClaims ahead = AccessOf(standing);
    ahead.issued_at = kNow + Seconds{7200};
    const Proposal ending = RevokeAnyToken(ByText(standing, ahead), kNow);
    ASSERT_EQ(ending.changes.size(), 1U);
    EXPECT_EQ(std::get<RevokeAccessToken>(ending.changes.at(0)).token.expires,
              kNow + Seconds{7200 + 3600});
  }
}

TEST(RevokeAnyToken, AnExpiredTokenIsEndedUntilNoClockCanBringItBack) {
  const Standing standing = LiveStanding();
  TokenClaims claims = AccessOf(standing);
  claims.issued_at = kNow - claims.lifetime - kKeptAfterExpiry + Seconds{1};
  EXPECT_FALSE(RevokeAnyToken(ByText(standing, claims), kNow).Empty());
  claims.issued_at -= Seconds{1};
  EXPECT_TRUE(RevokeAnyToken(ByText(standing, claims), kNow).Empty());

  Standing key = KeyStanding();
  key.grant.expires = kNow - kKeptAfterExpiry + Seconds{1};
  const TokenClaims of_key = IssueApiKey(key.grant, TokenSerial{3});
  EXPECT_FALSE(RevokeAnyToken(ByText(key, of_key), kNow).Empty());
  key.grant.expires -= Seconds{1};
  EXPECT_TRUE(RevokeAnyToken(ByText(key, of_key), kNow).Empty());
}

TEST(RevokeAnyToken, ARefreshTokenTakesItsGrantAsTheAppsOwnRevocationDoes) {
  const Standing mollie = LiveStanding();
  const Proposal cut = RevokeAnyToken(ByText(mollie, RefreshOf(mollie)), kNow);
  EXPECT_EQ(std::get<CutConsent>(cut.changes.at(0)).cause, Cause::kOperator);
  EXPECT_EQ(std::get<ConsentIsNotRenewed>(cut.preconditions.at(0)).consent, mollie.consent->id);
  const Standing strict = LiveStanding(Preset::kOauth21);
  const Proposal end = RevokeAnyToken(ByText(strict, RefreshOf(strict)), kNow);
  EXPECT_EQ(std::get<EndGrant>(end.changes.at(0)).grant, kGrant);
  const Standing key = KeyStanding();
  const TokenClaims of_key = IssueApiKey(key.grant, TokenSerial{3});
  EXPECT_EQ(std::get<EndGrant>(RevokeAnyToken(ByName(key, of_key), kNow).changes.at(0)).grant,
            kGrant);
}

TEST(RevokeAnyToken, WhatIsDeadForGoodNeedsNoWrite) {
  Standing standing = LiveStanding();
  standing.grant.ended_at = At(60);
  for (const TokenClaims& claims : {AccessOf(standing), RefreshOf(standing)}) {
    EXPECT_TRUE(RevokeAnyToken(ByText(standing, claims), kNow).Empty());
    EXPECT_TRUE(RevokeAnyToken(ByName(standing, claims), kNow).Empty());
  }
  const Standing live = LiveStanding();
  FoundToken buried = ByText(live, AccessOf(live));
  buried.revoked = true;
  EXPECT_TRUE(RevokeAnyToken(buried, kNow).Empty());
}

TEST(RevokeApiKey, AMerchantEndsItsKeyAndNoAppsToken) {
  Standing standing = KeyStanding();
  const auto revoke = [](const Standing& of, const TokenClaims& claims) {
    return RevokeApiKey({claims, 1, At(99), of, false}, kNow);
  };
  const TokenClaims key = IssueApiKey(standing.grant, TokenSerial{3});
  EXPECT_EQ(revoke(standing, key).outcome, ApiKeyRevocation::kRevoked);
  standing.subject->enabled = false;
  EXPECT_EQ(revoke(standing, key).outcome, ApiKeyRevocation::kRevoked);
  standing.subject->cut.all = At(60);
  EXPECT_EQ(revoke(standing, key).outcome, ApiKeyRevocation::kAlreadyDead);
  const Standing apps = LiveStanding();
  EXPECT_EQ(revoke(apps, AccessOf(apps)).outcome, ApiKeyRevocation::kNotAnApiKey);
  EXPECT_TRUE(revoke(apps, AccessOf(apps)).proposal.Empty());
}

TEST(FoundToken, WorksOnlyIfNothingSaysNo) {
  Standing standing = LiveStanding();
  EXPECT_EQ(Works(ByText(standing, AccessOf(standing)), kLifetimes, kNow), true);
  EXPECT_EQ(Works(ByText(standing, RefreshOf(standing)), kLifetimes, kNow), true);
  EXPECT_EQ(Works(ByName(standing, AccessOf(standing)), kLifetimes, kNow), std::nullopt);
  standing.subject->enabled = false;
  EXPECT_EQ(Works(ByName(standing, AccessOf(standing)), kLifetimes, kNow), false);
}

TEST(Mint, OnlyWhatTheAppAndTheMerchantMayHave) {
  Client client = App();
  client.scopes = {false, ParseScope("payments.read refunds.read")->Set()};
  const auto mint = [](const std::optional<Client>& app, const std::optional<Subject>& merchant,
                       const MintWish& wish) {
    const auto terms = CheckMint(app, merchant, AllScopes(), wish, kLifetimes);
    return terms ? std::optional<MintRefusal>() : terms.error();
  };
  const auto whole = CheckMint(client, Merchant(), AllScopes(), {}, kLifetimes);
  ASSERT_TRUE(whole);
  EXPECT_EQ(whole->scopes.Set(), client.scopes.set);
  EXPECT_EQ(whole->lifetime, kLifetimes.access_token);
  EXPECT_EQ(mint(std::nullopt, Merchant(), {}), MintRefusal::kClientUnknown);
  EXPECT_EQ(mint(client, std::nullopt, {}), MintRefusal::kSubjectUnknown);
  EXPECT_EQ(mint(client, Merchant(), {ParseScope("orders.read"), {}}), MintRefusal::kScopeExceeded);
  EXPECT_EQ(mint(client, Merchant(), {ScopeList{}, {}}), MintRefusal::kScopeMissing);
  for (const Seconds lifetime : {Seconds{0}, Seconds{-1}, Seconds{1 << 24}}) {
    EXPECT_EQ(mint(client, Merchant(), {{}, lifetime}), MintRefusal::kLifetimeInvalid);
  }
  Subject suspended = Merchant();
  suspended.enabled = false;
  EXPECT_EQ(mint(client, suspended, {}), MintRefusal::kSubjectSuspended);
  EXPECT_EQ(MintApiKey(GrantKind::kLiveKey, suspended, AllScopes(), {}, kNow, {}).error(),
            MintRefusal::kSubjectSuspended);
  client.enabled = false;
  EXPECT_EQ(mint(client, Merchant(), {}), MintRefusal::kClientSuspended);
  client.deleted = true;
  EXPECT_EQ(mint(client, Merchant(), {}), MintRefusal::kClientUnknown);
}

TEST(Mint, AKeyLivesForEverUnlessALifetimeIsAskedFor) {
  const auto made =
      MintApiKey(GrantKind::kTestKey, Merchant(), AllScopes(), {}, kNow, SealSecret{4});
  ASSERT_TRUE(made);
  const auto& grant = std::get<MakeGrant>(made->changes.at(0)).grant;
  EXPECT_EQ(grant.expires, Instant{});
  EXPECT_EQ(grant.subject, kMerchant);
  EXPECT_TRUE(std::holds_alternative<SubjectIsUnchanged>(made->preconditions.at(0)));
  const auto brief =
      MintApiKey(GrantKind::kTestKey, Merchant(), AllScopes(), {{}, Seconds{60}}, kNow, {});
  EXPECT_EQ(std::get<MakeGrant>(brief->changes.at(0)).grant.expires, kNow + Seconds{60});
}

TEST(PatchClient, JudgesWhatChangesAndLeavesTheRest) {
  const ClientProfile profile{"Books", {"https://app.example.org/*"}};
  ClientPatch patch;
  patch.settings = App();
  patch.settings->enabled = false;
  const auto suspended = PatchClient(App(), profile, patch);
  ASSERT_TRUE(suspended) << "what was registered under an older rule must not be in the way";
  EXPECT_FALSE(suspended->client.enabled);
  EXPECT_EQ(suspended->profile, profile);
  const Proposal proposal = Propose(*suspended);
  EXPECT_EQ(std::get<ClientIsUnchanged>(proposal.preconditions.at(0)).changed_at, At(1));

  patch.redirect_uris = profile.redirect_uris;
  EXPECT_EQ(PatchClient(App(), profile, patch).error(), ErrorCode::kRedirectUriWildcard);
  patch.redirect_uris = std::vector<std::string>{};
  EXPECT_EQ(PatchClient(App(), profile, patch).error(), ErrorCode::kRedirectUriInvalid);
  patch.settings->resource_server = true;
  EXPECT_TRUE(PatchClient(App(), profile, patch));
  patch.name = "";
  EXPECT_EQ(PatchClient(App(), profile, patch).error(), ErrorCode::kClientNameInvalid);
}

TEST(RotateClientSecret, TheOneBeforeStaysUnlessDropped) {
  Client client = App();
  client.secrets[0] = SecretHash{1};
  client.secret_count = 1;
  const Client kept = RotateClientSecret(client, {}, SecretHash{2}, false).client;
  EXPECT_EQ(kept.secret_count, 2);
  EXPECT_EQ(kept.secrets[0], SecretHash{2});
  EXPECT_EQ(kept.secrets[1], SecretHash{1});
  const Client dropped = RotateClientSecret(kept, {}, SecretHash{3}, true).client;
  EXPECT_EQ(dropped.secret_count, 1);
  EXPECT_EQ(dropped.secrets[1], SecretHash{});
}

TEST(PatchProfile, SaysWhichTextIsWrong) {
  SubjectProfile profile;
  profile.locale = "en_US";
  EXPECT_EQ(PatchProfile(profile, {}).error().fault, ProfileFault::kNameInvalid);
  const auto made = PatchProfile(profile, {{"name", "Tulp"}, {"city", "Utrecht"}, {"email", ""}});
  ASSERT_TRUE(made);
  EXPECT_EQ(made->city, "Utrecht");
  const auto bad = PatchProfile(*made, {{"vat_number", std::string(101, '1')}});
  EXPECT_EQ(bad.error().field, "vat_number");
  EXPECT_EQ(PatchProfile(*made, {{"locale", "xx_XX"}}).error().fault, ProfileFault::kLocaleUnknown);
}

TEST(SealingKeys, AStateOnlyMovesForward) {
  const std::vector<Key> keys{
      {1, KeyState::kDead, kNow}, {2, KeyState::kOpen, kNow}, {3, KeyState::kIssue, kNow}};
  EXPECT_EQ(RetireKey(keys, 4, KeyState::kDead).error(), KeyRefusal::kUnknown);
  EXPECT_EQ(RetireKey(keys, 3, KeyState::kDead).error(), KeyRefusal::kIssues);
  EXPECT_EQ(RetireKey(keys, 1, KeyState::kOpenRefreshOnly).error(), KeyRefusal::kBackward);
  EXPECT_EQ(RetireKey(keys, 2, KeyState::kOpenRefreshOnly)->state, KeyState::kOpenRefreshOnly);
  EXPECT_EQ(RotateKey(keys, kNow)->key.state, KeyState::kIssue);
  EXPECT_FALSE(RotateKey(std::vector<Key>(kKeysMax), kNow));
}

}  // namespace
}  // namespace writ::oauth
