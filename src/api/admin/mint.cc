#include <utility>

#include "api/admin/render.h"
#include "api/admin/verbs.h"
#include "oauth/errors.h"
#include "oauth/issue_tokens.h"
#include "oauth/mint_access_token.h"
#include "oauth/mint_api_key.h"
#include "oauth/redeem_code.h"

namespace writ::api::admin {

namespace {

constexpr std::string_view kScopeProblem =
    "'scope' must name scopes that are offered, separated by spaces";
constexpr std::string_view kTooManyProblem = "'scope' must name at most 128 scopes";

struct MintRequest {
  oauth::GrantKind kind = oauth::GrantKind::kAuthorization;
  std::optional<oauth::Subject> subject;
  std::optional<oauth::Client> client;  // of kAuthorization
  oauth::MintWish wish;
};

Member<oauth::GrantKind> KindOf(const AdminCall& call) {
  const std::string kind = TRY(RequiredText(call, "kind"));
  if (kind == "access") return oauth::GrantKind::kAuthorization;
  if (kind == "organization") return oauth::GrantKind::kOrganization;
  if (kind == "live") return oauth::GrantKind::kLiveKey;
  if (kind == "test") return oauth::GrantKind::kTestKey;
  return Fail(Problem(422, "'kind' must be 'access', 'organization', 'live' or 'test'"));
}

Member<oauth::MintWish> WishOf(const AdminCall& call) {
  oauth::MintWish wish;
  if (const std::optional<std::string> text = TRY(TextOf(call, "scope"))) {
    const auto scopes = call.services.ledger.FindCatalogue()->Parse(*text);
    if (!scopes && scopes.error() == oauth::ErrorCode::kScopeTooMany) {
      return Fail(Problem(422, kTooManyProblem));
    }
    if (!scopes) return Fail(Problem(422, kScopeProblem));
    wish.scopes = *scopes;
  }
  if (const std::optional<std::int64_t> seconds = TRY(NumberOf(call, "lifetime"))) {
    wish.lifetime = Seconds{*seconds};
  }
  return wish;
}

Member<MintRequest> Read(const AdminCall& call) {
  TRY_VOID(AllowOnly(call, {"kind", "client", "merchant", "scope", "lifetime"}));
  const oauth::Services& services = call.services;
  MintRequest request;
  request.kind = TRY(KindOf(call));
  const auto subject = services.ids.ReadSubject(TRY(RequiredText(call, "merchant")));
  if (subject) request.subject = services.ledger.FindSubject(*subject);
  if (request.kind == oauth::GrantKind::kAuthorization) {
    const auto client = services.ids.ReadClient(TRY(RequiredText(call, "client")));
    if (client) request.client = services.ledger.FindClient(*client);
  } else if (call.body.contains("client")) {
    return Fail(Problem(422, "A key or organization token belongs to no app: leave 'client' out"));
  }
  request.wish = TRY(WishOf(call));
  return request;
}

http::OwnedResponse Answer(oauth::MintRefusal refusal) {
  using enum oauth::MintRefusal;
  switch (refusal) {
    case kClientUnknown:
      return NotFound("app");
    case kClientSuspended:
      return Problem(409, "This app is disabled; enable it first");
    case kSubjectUnknown:
      return NotFound("merchant");
    case kSubjectSuspended:
      return Problem(409, "This merchant is disabled; enable it first");
    case kScopeMissing:
      return Problem(422,
                     "'scope' must name a scope; an app may ask for those only that it was given");
    case kScopeExceeded:
      return Problem(422, "'scope' names a scope that the app is not registered for");
    case kScopeTooMany:
      return Problem(422, kTooManyProblem);
    case kLifetimeInvalid:
      return Problem(422, "'lifetime' must be a number of seconds from 1 to 16777215");
  }
  return Problem(500, "No token can be made");
}

std::string_view Refusal(oauth::Redemption redemption) {
  switch (redemption) {
    case oauth::Redemption::kCutOff:
      return "Something above this grant was revoked at this moment; try again";
    case oauth::Redemption::kRedeemed:
    case oauth::Redemption::kRepeated:
    case oauth::Redemption::kOtherClientsCode:
    case oauth::Redemption::kWrongRedirect:
    case oauth::Redemption::kVerifierMissing:
    case oauth::Redemption::kWrongVerifier:
    case oauth::Redemption::kVerifierUnexpected:
    case oauth::Redemption::kExpired:
    case oauth::Redemption::kSpent:
    case oauth::Redemption::kSerialTaken:
      break;
    case oauth::Redemption::kScopeTooMany:
      return oauth::Describe(oauth::ErrorCode::kScopeTooMany).description;
  }
  return "No token can be made for this app and merchant now";
}

AdminOutcome MintAccess(const AdminCall& call, const MintRequest& request) {
  const oauth::Services& services = call.services;
  const Instant now = services.clock.Now();
  const oauth::Sequence known = services.ledger.Known();
  const auto terms =
      oauth::CheckMint(request.client, request.subject, services.ledger.FindCatalogue()->Offered(),
                       request.wish, services.lifetimes);
  if (!terms) return Answer(terms.error());
  const oauth::CodeClaims code =
      oauth::MintCode(*terms, known, services.lifetimes, now,
                      oauth::DrawSerial<oauth::CodeSerial>(services.random));
  const oauth::RedeemRecords records = oauth::LoadForRedeem(services.ledger, *request.client, code);
  oauth::Decision<oauth::Redemption> decision =
      oauth::RedeemCode(code, records, {}, services.lifetimes, now, services.random.Bytes<16>());
  if (decision.outcome != oauth::Redemption::kRedeemed) {
    return Problem(409, Refusal(decision.outcome));
  }
  AdminCommit commit;
  commit.proposal = std::move(decision.proposal);
  // Where the merchant's yes is there already, nothing but the code's use is committed.
  commit.answer = [&services, terms = *terms, now,
                   shared = records.grant](const oauth::Committed& committed) {
    const oauth::Grant& grant = committed.grant ? *committed.grant : *shared;
    const oauth::TokenClaims access =
        oauth::IssueAccessToken(grant, terms.scopes.Set(), committed.sequence, terms.lifetime, now,
                                oauth::DrawSerial<oauth::TokenSerial>(services.random));
    oauth::Seal& seal = services.seals.ForThisThread();
    boost::json::object object;
    object["token"] = seal.Make(access, grant.secret);
    object["refresh_token"] =
        seal.Make(oauth::IssueRefreshToken(grant, terms.scopes.Set()), grant.secret);
    object["jti"] =
        services.ids.Show(oauth::TokenId{grant.id, access.kind, oauth::Number(access.serial)});
    object["grant"] = services.ids.Show(grant.id);
    object["scope"] = services.ledger.FindCatalogue()->Format(terms.scopes);
    object["expires_at"] = FormatTime(now + terms.lifetime);
    return Answered(201, object);
  };
  return commit;
}

AdminOutcome MintApiKey(const AdminCall& call, const MintRequest& request) {
  const oauth::Services& services = call.services;
  const Instant now = services.clock.Now();
  Result<oauth::Proposal, oauth::MintRefusal> proposal =
      oauth::MintApiKey(request.kind, request.subject, services.ledger.FindCatalogue()->Offered(),
                        request.wish, now, services.random.Bytes<16>());
  if (!proposal) return Answer(proposal.error());
  AdminCommit commit;
  commit.proposal = *std::move(proposal);
  commit.answer = [&services](const oauth::Committed& committed) {
    const oauth::Grant& made = *committed.grant;
    const oauth::TokenClaims key =
        oauth::IssueApiKey(made, oauth::DrawSerial<oauth::TokenSerial>(services.random));
    boost::json::object object;
    object["token"] = services.seals.ForThisThread().Make(key, made.secret);
    object["refresh_token"] = nullptr;
    object["jti"] = services.ids.Show(oauth::TokenId{made.id, key.kind, oauth::Number(key.serial)});
    object["grant"] = services.ids.Show(made.id);
    object["scope"] = services.ledger.FindCatalogue()->Format(*made.scopes);
    object["expires_at"] = nullptr;
    if (made.expires != Instant{}) object["expires_at"] = FormatTime(made.expires);
    return Answered(201, object);
  };
  return commit;
}

}  // namespace

AdminOutcome MintToken(const AdminCall& call) {
  const MintRequest request = MEMBER(Read(call));
  const bool is_apps = request.kind == oauth::GrantKind::kAuthorization;
  return is_apps ? MintAccess(call, request) : MintApiKey(call, request);
}

}  // namespace writ::api::admin
