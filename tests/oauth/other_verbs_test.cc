// Client credentials, introspection, registration and the error catalogue.
#include <gtest/gtest.h>

#include <algorithm>

#include "oauth/client_credentials.h"
#include "oauth/errors.h"
#include "oauth/introspect_token.h"
#include "oauth/issue_tokens.h"
#include "oauth/register_client.h"
#include "support/records.h"

namespace writ::oauth {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace): the builders of this suite

const Lifetimes kLifetimes;

Standing SelfStanding(std::string_view scopes) {
  Standing standing = LiveStanding(Preset::kMollie, scopes);
  standing.subject.reset();
  standing.consent.reset();
  standing.grant.kind = GrantKind::kClientCredentials;
  standing.grant.subject = SubjectId::kNone;
  standing.grant.consent = ConsentId::kNone;
  return standing;
}

Decision<SelfGrantOutcome> Use(const Client& client, const std::optional<Standing>& standing,
                               std::optional<ScopeList> scope = {}) {
  return UseClientCredentials(client, standing, Server{}, AllScopes(), scope, kNow, SealSecret{});
}

TEST(ClientCredentials, ALiveSelfGrantNeedsNoWrite) {
  Client client = App();
  client.scopes = {false, ParseScope("payments.read refunds.read")->Set()};
  const auto standing = SelfStanding("payments.read refunds.read");
  const auto decision = Use(client, standing);
  EXPECT_EQ(decision.outcome.self_grant, SelfGrant::kLive);
  EXPECT_TRUE(decision.proposal.Empty());
  EXPECT_EQ(Use(client, standing, ParseScope("payments.read")).outcome.scopes,
            ParseScope("payments.read")->Set());
  EXPECT_EQ(Use(client, standing, ParseScope("orders.read")).outcome.self_grant,
            SelfGrant::kScopeExceeded);
}

TEST(ClientCredentials, TheFirstUseAndTheFirstAfterACutOffMakeAGrant) {
  Client client = App();
  EXPECT_EQ(Use(client, std::nullopt).outcome.self_grant, SelfGrant::kMade);
  Standing cut = SelfStanding("payments.read");
  cut.client->cut.all = cut.grant.made_at;
  const auto decision = Use(client, cut);
  EXPECT_EQ(decision.outcome.self_grant, SelfGrant::kMade);
  ASSERT_EQ(decision.proposal.changes.size(), 1U);
  EXPECT_EQ(std::get<MakeGrant>(decision.proposal.changes.at(0)).grant.kind,
            GrantKind::kClientCredentials);
}

TEST(ClientCredentials, AnAppThatMayAskForNothingGetsNothing) {
  Client client = App();
  client.scopes = {};
  EXPECT_EQ(Use(client, std::nullopt).outcome.self_grant, SelfGrant::kScopeExceeded);
}

// Of a catalogue that has more scopes than one grant can have.
TEST(ClientCredentials, AGrantHasNoMoreScopesThanItMay) {
  ScopeSet offered;
  for (ScopeIndex index = 0; index < 300; ++index) offered.Add(index);
  const auto list = [](ScopeIndex from, ScopeIndex to) {
    ScopeSet set;
    for (ScopeIndex index = from; index < to; ++index) set.Add(index);
    return *ListOf(set);
  };
  const auto use = [&](const std::optional<Standing>& standing,
                       const std::optional<ScopeList>& scope) {
    return UseClientCredentials(App(), standing, Server{}, offered, scope, kNow, SealSecret{});
  };
  EXPECT_EQ(use(std::nullopt, std::nullopt).outcome.self_grant, SelfGrant::kScopeTooMany);
  const auto made = use(std::nullopt, list(0, 100));
  ASSERT_EQ(made.outcome.self_grant, SelfGrant::kMade);
  EXPECT_EQ(std::get<MakeGrant>(made.proposal.changes.at(0)).scopes, list(0, 100));
  Standing standing = SelfStanding("payments.read");
  const ScopeList hundred = list(0, 100);
  standing.grant.scopes = hundred;
  EXPECT_EQ(use(standing, list(50, 100)).outcome.self_grant, SelfGrant::kLive);
  const auto wider = use(standing, list(100, 128));
  ASSERT_EQ(wider.outcome.self_grant, SelfGrant::kMade);
  EXPECT_EQ(std::get<WidenGrant>(wider.proposal.changes.at(0)).scopes, list(0, 128));
  EXPECT_EQ(use(standing, list(100, 129)).outcome.self_grant, SelfGrant::kScopeTooMany);
}

TEST(ClientCredentials, MoreRegisteredScopesWidenTheSelfGrant) {
  Client client = App();
  client.scopes = {false, ParseScope("payments.read refunds.read")->Set()};
  const auto decision = Use(client, SelfStanding("payments.read"));
  ASSERT_EQ(decision.proposal.changes.size(), 1U);
  EXPECT_EQ(std::get<WidenGrant>(decision.proposal.changes.at(0)).scopes,
            *ParseScope("payments.read refunds.read"));
}

TokenClaims Access(const Standing& standing) {
  return IssueAccessToken(standing.grant, standing.grant.scopes->Set(), At(50), Seconds{3600}, kNow,
                          TokenSerial{9});
}

TEST(IntrospectToken, AClientSeesItsOwnAndAResourceServerAny) {
  const Standing standing = LiveStanding();
  const auto own = IntrospectToken(App(), Access(standing), standing, false, kLifetimes, kNow);
  ASSERT_TRUE(own);
  EXPECT_EQ(own->expires, kNow + Seconds{3600});
  EXPECT_EQ(own->issued_at, kNow);
  Client other = App();
  other.id = kOtherApp;
  EXPECT_FALSE(IntrospectToken(other, Access(standing), standing, false, kLifetimes, kNow));
  other.resource_server = true;
  EXPECT_TRUE(IntrospectToken(other, Access(standing), standing, false, kLifetimes, kNow));
}

TEST(IntrospectToken, ARefreshTokenHasNoExpiryAndTheDeadAreNothing) {
  Standing standing = LiveStanding();
  const TokenClaims refresh = IssueRefreshToken(standing.grant, standing.grant.scopes->Set());
  const auto active = IntrospectToken(App(), refresh, standing, false, kLifetimes, kNow);
  ASSERT_TRUE(active);
  EXPECT_FALSE(active->expires.has_value());
  EXPECT_FALSE(IntrospectToken(App(), Access(standing), standing, true, kLifetimes, kNow));
  standing.grant.ended_at = At(60);
  EXPECT_FALSE(IntrospectToken(App(), refresh, standing, false, kLifetimes, kNow));
}

// A resource server takes whatever is active for an access token.
TEST(IntrospectToken, ARefreshTokenIsItsOwnClientsBusinessAlone) {
  for (const Preset preset : {Preset::kMollie, Preset::kOauth21}) {
    const Standing standing = LiveStanding(preset);
    const TokenClaims refresh = IssueRefreshToken(standing.grant, standing.grant.scopes->Set());
    Client server = App(preset);
    server.resource_server = true;
    EXPECT_TRUE(IntrospectToken(server, refresh, standing, false, kLifetimes, kNow)) << "its own";
    server.id = kOtherApp;
    EXPECT_FALSE(IntrospectToken(server, refresh, standing, false, kLifetimes, kNow));
    EXPECT_TRUE(IntrospectToken(server, Access(standing), standing, false, kLifetimes, kNow));
  }
}

TEST(RegisterClient, AWildcardIsRefusedWithItsReason) {
  for (const char* uri : {"https://*.example.org/cb", "https://app.example.org/*",
                          "http://127.0.0.1:*/cb", "*", "com.example.app:/*"}) {
    NewClient request{"Books", {"https://app.example.org/cb", uri}, Preset::kOauth21};
    EXPECT_EQ(RegisterClient(request, {}, {}).error(), ErrorCode::kRedirectUriWildcard) << uri;
  }
  NewClient request{"Books", {"https://app.example.org:99999/"}, Preset::kOauth21};
  EXPECT_EQ(RegisterClient(request, {}, {}).error(), ErrorCode::kRedirectUriInvalid);
}

TEST(RegisterClient, NamesAndUrisAreChecked) {
  NewClient request{"Books & Co", {"https://app.example.org/cb"}, Preset::kOauth21};
  const auto made = RegisterClient(request, SecretHash{1}, SealSecret{2});
  ASSERT_TRUE(made);
  EXPECT_EQ(made->client.secret_count, 1);
  EXPECT_EQ(made->client.preset, Preset::kOauth21);
  request.redirect_uris = {"http://app.example.org/cb"};
  EXPECT_EQ(RegisterClient(request, {}, {}).error(), ErrorCode::kRedirectUriInvalid);
  request.redirect_uris.clear();
  EXPECT_EQ(RegisterClient(request, {}, {}).error(), ErrorCode::kRedirectUriInvalid);
  request.settings.resource_server = true;
  EXPECT_TRUE(RegisterClient(request, {}, {}));
  for (const std::string& bad :
       {std::string(), std::string("  "), std::string("a\nb"),
        std::string("a\xE2\x80\xAE"
                    "b"),
        std::string("\xFF"), std::string("\xC0\x80"), std::string(101, 'x')}) {
    request.name = bad;
    EXPECT_EQ(RegisterClient(request, {}, {}).error(), ErrorCode::kClientNameInvalid) << bad;
  }
  request.name = "Caf\xC3\xA9 \xE6\x97\xA5\xE6\x9C\xAC";
  EXPECT_TRUE(RegisterClient(request, {}, {}));
}

// RFC 6749 §5.2: what error and error_description may contain.
TEST(Errors, EveryRowCanBeSent) {
  for (const ErrorRow& row : ErrorCatalogue()) {
    EXPECT_FALSE(row.name.empty());
    EXPECT_GE(row.status, 400);
    for (const char c : row.description) {
      EXPECT_TRUE(c >= 0x20 && c <= 0x7E && c != '"' && c != '\\') << row.description;
    }
  }
}

TEST(Scope, ReadsAndWritesLists) {
  EXPECT_EQ(FormatScope(ParseScope("payments.read  balances.read payments.read")->Set()),
            "balances.read payments.read");
  EXPECT_FALSE(ParseScope("Payments.read"));
  EXPECT_FALSE(ParseScope("payments.read\tbalances.read"));
  EXPECT_EQ(ParseScope("")->size, 0);
  const ScopeList list = *ParseScope("payments.read balances.read refunds.read");
  EXPECT_EQ(list.PlacesOf(ParseScope("balances.read payments.read")->Set()).AsFirst(), 2);
  EXPECT_FALSE(list.PlacesOf(ParseScope("refunds.read")->Set()).AsFirst());
  EXPECT_EQ(FormatScope(list.Set(), list), "payments.read balances.read refunds.read");
}

}  // namespace
}  // namespace writ::oauth
