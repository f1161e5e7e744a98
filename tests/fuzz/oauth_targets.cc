#include <array>
#include <memory>

#include "api/basic_credentials.h"
#include "base/base64.h"
#include "base/check.h"
#include "base/sha256.h"
#include "http/uri.h"
#include "oauth/authorize.h"
#include "oauth/redeem_code.h"
#include "oauth/redirect_uri.h"
#include "oauth/token/public_id.h"
#include "oauth/token/seal.h"
#include "support/scopes.h"
#include "targets.h"

namespace writ::fuzz {

namespace {

constexpr oauth::SealSecret kSecret{1, 2, 3};
constexpr oauth::MasterKey kMaster{4, 5, 6};
constexpr std::string_view kRealVerifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

oauth::Seal& TheSeal() {
  static oauth::Seal seal(std::make_shared<const oauth::KeyRing>(
      kMaster, std::array{oauth::Key{1, oauth::KeyState::kIssue, {}}}));
  return seal;
}

oauth::PublicIds& TheIds() {
  static oauth::PublicIds ids(kMaster);
  return ids;
}

// A text that opens and is proven is the one that these claims are sealed to.
template <typename Opened>
void CheckCanonical(const Opened& opened, std::string_view text) {
  if (!opened || !oauth::Seal::Proves(*opened, kSecret)) return;
  CHECK(TheSeal().Make(opened->claims, kSecret) == text);
}

oauth::Client App() {
  oauth::Client client;
  client.id = oauth::ClientId{1};
  client.preset = oauth::Preset::kOauth21;
  client.scopes.every = true;
  return client;
}

}  // namespace

void ReadBasic(std::string_view input) {
  const api::Authorization header = api::SplitAuthorization(input);
  std::array<char, api::kCredentialsMax> room;
  std::array<char, api::kCredentialsMax> decoded_room;
  const auto credentials = api::DecodeBasic(header.credentials, room);
  if (!credentials) return;
  CHECK(credentials->id.find(':') == std::string_view::npos);
  const std::string both = std::string(credentials->id) + ":" + std::string(credentials->secret);
  CHECK(EncodeBase64(both) == header.credentials);
  const auto decoded = api::DecodePercent(credentials->secret, decoded_room);
  CHECK(!decoded || decoded->size() <= credentials->secret.size());
}

void ReadTokenText(std::string_view input) {
  CheckCanonical(TheSeal().OpenToken(input), input);
  CheckCanonical(TheSeal().OpenCode(input), input);
  CheckCanonical(TheSeal().OpenTicket(input), input);
  CheckCanonical(TheSeal().OpenLogin(input), input);
}

std::vector<std::string> TokenSeeds() {
  oauth::TokenClaims access;
  access.grant = oauth::GrantId{7};
  access.issued_at = FromUnix(1'700'000'000);
  access.scopes.count = 2;
  access.serial = oauth::TokenSerial{9};
  access.lifetime = Seconds{3600};
  oauth::TokenClaims narrow = access;
  narrow.scopes = {oauth::ScopeClaim::Form::kPlaces, 0, {{5, 0}}};
  oauth::TokenClaims refresh = access;
  refresh.kind = oauth::TokenKind::kRefresh;
  refresh.serial = oauth::TokenSerial::kNone;
  refresh.lifetime = Seconds{0};
  refresh.generation = 3;
  oauth::CodeClaims code;
  code.client = oauth::ClientId{1};
  code.subject = oauth::SubjectId{2};
  code.issued_at = access.issued_at;
  code.lifetime = Seconds{30};
  code.scopes = *oauth::ParseScope("payments.read organizations.read");
  code.serial = oauth::CodeSerial{5};
  return {TheSeal().Make(access, kSecret), TheSeal().Make(narrow, kSecret),
          TheSeal().Make(refresh, kSecret), TheSeal().Make(code, kSecret)};
}

void ReadId(std::string_view input) {
  const auto client = TheIds().ReadClient(input);
  CHECK(!client || TheIds().Show(*client) == input);
  const auto subject = TheIds().ReadSubject(input);
  CHECK(!subject || TheIds().Show(*subject) == input);
  const auto grant = TheIds().ReadGrant(input);
  CHECK(!grant || TheIds().Show(*grant) == input);
  const auto token = TheIds().ReadToken(input);
  CHECK(!token || TheIds().Show(*token) == input);
}

std::vector<std::string> IdSeeds() {
  return {TheIds().Show(oauth::ClientId{1}), TheIds().Show(oauth::SubjectId{2}),
          TheIds().Show(oauth::GrantId{3}),
          TheIds().Show(oauth::TokenId{oauth::GrantId{3}, oauth::TokenKind::kAccess, 4})};
}

void ReadRedirectUri(std::string_view input) {
  const bool registrable = oauth::MayBeRegistered(input);
  CHECK(!registrable || (input.find('#') == std::string_view::npos && !input.empty()));
  // Nobody may register what a browser would run.
  CHECK(!registrable || input.substr(0, 11) != "javascript:");
  CHECK(!oauth::IsLoopbackUri(input) || http::SourceOf(input).has_value());
  static_cast<void>(http::IsLoopbackHost(input));
}

void ReadScope(std::string_view input) {
  const auto scopes = oauth::ParseScope(input);
  if (!scopes) return;
  const auto again = oauth::ParseScope(oauth::FormatScope(scopes->Set(), *scopes));
  CHECK(again.has_value() && *again == *scopes);
}

void ReadChallenge(std::string_view input) {
  oauth::AuthorizeParameters parameters;
  parameters.response_type = "code";
  parameters.scope = "payments.read";
  parameters.code_challenge = input;
  parameters.code_challenge_method = "S256";
  const auto demand = oauth::CheckAuthorize(App(), *catalogue::Mollie(), parameters,
                                            "https://app.example/callback");
  CHECK(!demand || input.size() == 43);
  CHECK(!demand || demand->challenge.has_value());
}

// Only the one verifier redeems.
void ReadVerifier(std::string_view input) {
  oauth::CodeClaims code;
  code.client = oauth::ClientId{1};
  code.subject = oauth::SubjectId{1};
  code.issued_at = FromUnix(1'700'000'000);
  code.lifetime = Seconds{30};
  code.challenge = oauth::DigestOf(EncodeBase64Url(Sha256(kRealVerifier)));
  oauth::Subject subject;
  subject.id = oauth::SubjectId{1};
  oauth::RedeemRecords records{{}, App(), subject, std::nullopt, std::nullopt, std::nullopt};
  const auto decision =
      oauth::RedeemCode(code, records, {std::nullopt, input}, {}, code.issued_at, kSecret);
  CHECK((decision.outcome == oauth::Redemption::kRedeemed) == (input == kRealVerifier));
}

}  // namespace writ::fuzz
