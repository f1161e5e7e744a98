#include <utility>

#include "api/admin/render.h"
#include "api/admin/verbs.h"
#include "oauth/authorize.h"
#include "oauth/issue_tokens.h"
#include "oauth/redeem_code.h"

namespace writ::api::admin {

namespace {

// Token lifetimes are sealed in 24 bits of seconds.
constexpr std::int64_t kLifetimeMax = (1 << 24) - 1;

struct MintRequest {
  oauth::GrantKind kind = oauth::GrantKind::kAuthorization;
  oauth::Subject subject;
  std::optional<oauth::Client> client;
  oauth::ScopeList scopes;
  Seconds lifetime{0};
};

Member<oauth::GrantKind> KindOf(const AdminCall& call) {
  const std::string kind = TRY(RequiredText(call, "kind"));
  if (kind == "access") return oauth::GrantKind::kAuthorization;
  if (kind == "organization") return oauth::GrantKind::kOrganization;
  if (kind == "live") return oauth::GrantKind::kLiveKey;
  if (kind == "test") return oauth::GrantKind::kTestKey;
  return Fail(Problem(422, "'kind' must be 'access', 'organization', 'live' or 'test'"));
}

Member<oauth::Subject> SubjectOf(const AdminCall& call) {
  const oauth::Services& services = call.services;
  const auto id = services.ids.ReadSubject(TRY(RequiredText(call, "merchant")));
  std::optional<oauth::Subject> subject;
  if (id) subject = services.ledger.FindSubject(*id);
  if (!subject || subject->deleted) return Fail(NotFound("merchant"));
  if (!subject->enabled) return Fail(Problem(409, "This merchant is disabled; enable it first"));
  return *subject;
}

Member<oauth::Client> ClientOf(const AdminCall& call) {
  const oauth::Services& services = call.services;
  const auto id = services.ids.ReadClient(TRY(RequiredText(call, "client")));
  std::optional<oauth::Client> client;
  if (id) client = services.ledger.FindClient(*id);
  if (!client || client->deleted) return Fail(NotFound("app"));
  if (!client->enabled) return Fail(Problem(409, "This app is disabled; enable it first"));
  return *client;
}

Member<oauth::ScopeList> ScopesOf(const AdminCall& call, const oauth::ScopeSet& allowed) {
  const std::optional<std::string> text = TRY(TextOf(call, "scope"));
  if (!text) return oauth::ScopeList{}.With(allowed);
  const std::optional<oauth::ScopeList> list = oauth::ParseScope(*text);
  if (!list || list->size == 0) {
    return Fail(Problem(422, "'scope' must name permissions that exist, apart by spaces"));
  }
  if (!allowed.Covers(list->Set())) {
    return Fail(Problem(422, "'scope' names a permission that the app is not registered for"));
  }
  return *list;
}

Member<MintRequest> Read(const AdminCall& call) {
  TRY_VOID(AllowOnly(call, {"kind", "client", "merchant", "scope", "lifetime"}));
  MintRequest request;
  request.kind = TRY(KindOf(call));
  request.subject = TRY(SubjectOf(call));
  oauth::ScopeSet allowed = oauth::ScopeSet::All();
  std::int64_t lifetime = 0;
  if (request.kind == oauth::GrantKind::kAuthorization) {
    request.client = TRY(ClientOf(call));
    allowed = request.client->scopes;
    lifetime = call.services.lifetimes.access_token.count();
  } else if (call.body.contains("client")) {
    return Fail(Problem(422, "A key or organization token belongs to no app: leave 'client' out"));
  }
  request.scopes = TRY(ScopesOf(call, allowed));
  lifetime = TRY(NumberOf(call, "lifetime")).value_or(lifetime);
  const std::int64_t least = request.client ? 1 : 0;
  if (lifetime < least || lifetime > kLifetimeMax) {
    return Fail(Problem(422, "'lifetime' must be a number of seconds from 1 to 16777215"));
  }
  request.lifetime = Seconds{lifetime};
  return request;
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
      break;
  }
  return "No token can be made for this app and merchant now";
}

// By the same rule as a merchant's yes whose code is redeemed at once.
AdminOutcome MintAccess(const AdminCall& call, const MintRequest& request) {
  const oauth::Services& services = call.services;
  const Instant now = services.clock.Now();
  oauth::AuthorizeDemand demand;
  demand.scopes = request.scopes;
  const oauth::CodeClaims code = oauth::ApproveAuthorization(
      demand, request.client->id, request.subject.id, services.ledger.Known(), services.lifetimes,
      now, oauth::DrawSerial<oauth::CodeSerial>(services.random));
  const oauth::RedeemRecords records = oauth::LoadForRedeem(services.ledger, *request.client, code);
  oauth::Decision<oauth::Redemption> decision =
      oauth::RedeemCode(code, records, {}, services.lifetimes, now, services.random.Bytes<16>());
  if (decision.outcome != oauth::Redemption::kRedeemed) {
    return Problem(409, Refusal(decision.outcome));
  }
  AdminCommit commit;
  commit.proposal = std::move(decision.proposal);
  // Where the merchant's yes is there already, nothing but the code's use is committed.
  commit.answer = [&services, request, now,
                   shared = records.grant](const oauth::Committed& committed) {
    const oauth::Grant& grant = committed.grant ? *committed.grant : *shared;
    const oauth::TokenClaims access =
        oauth::IssueAccessToken(grant, request.scopes.Set(), committed.sequence, request.lifetime,
                                now, oauth::DrawSerial<oauth::TokenSerial>(services.random));
    oauth::Seal& seal = services.seals.ForThisThread();
    boost::json::object object;
    object["token"] = seal.Make(access, grant.secret);
    object["refresh_token"] =
        seal.Make(oauth::IssueRefreshToken(grant, request.scopes.Set()), grant.secret);
    object["jti"] =
        services.ids.Show(oauth::TokenId{grant.id, access.kind, oauth::Number(access.serial)});
    object["grant"] = services.ids.Show(grant.id);
    object["scope"] = oauth::FormatScope(request.scopes.Set(), request.scopes);
    object["expires_at"] = FormatTime(now + request.lifetime);
    return Answered(201, object);
  };
  return commit;
}

AdminOutcome MintKey(const AdminCall& call, const MintRequest& request) {
  const oauth::Services& services = call.services;
  const Instant now = services.clock.Now();
  oauth::Grant grant;
  grant.kind = request.kind;
  grant.subject = request.subject.id;
  grant.secret = services.random.Bytes<16>();
  grant.made_time = now;
  if (request.lifetime != Seconds{0}) grant.expires = now + request.lifetime;
  AdminCommit commit;
  commit.proposal.preconditions.emplace_back(
      oauth::SubjectIsUnchanged{request.subject.id, request.subject.changed_at});
  commit.proposal.changes.emplace_back(oauth::MakeGrant{grant, request.scopes});
  commit.answer = [&services](const oauth::Committed& committed) {
    const oauth::Grant& made = *committed.grant;
    const oauth::TokenClaims key =
        oauth::IssueKey(made, oauth::DrawSerial<oauth::TokenSerial>(services.random));
    boost::json::object object;
    object["token"] = services.seals.ForThisThread().Make(key, made.secret);
    object["refresh_token"] = nullptr;
    object["jti"] = services.ids.Show(oauth::TokenId{made.id, key.kind, oauth::Number(key.serial)});
    object["grant"] = services.ids.Show(made.id);
    object["scope"] = oauth::FormatScope(made.scopes->Set(), *made.scopes);
    object["expires_at"] = nullptr;
    if (made.expires != Instant{}) object["expires_at"] = FormatTime(made.expires);
    return Answered(201, object);
  };
  return commit;
}

}  // namespace

AdminOutcome MintToken(const AdminCall& call) {
  const MintRequest request = MEMBER(Read(call));
  return request.client ? MintAccess(call, request) : MintKey(call, request);
}

}  // namespace writ::api::admin
