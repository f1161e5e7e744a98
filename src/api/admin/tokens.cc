#include <optional>
#include <string>
#include <utility>

#include "api/admin/render.h"
#include "api/admin/verbs.h"
#include "oauth/find_token.h"
#include "oauth/revoke_any_token.h"

namespace writ::api::admin {

namespace {

constexpr std::string_view kNoToken =
    "token: this server did not make it, or its grant is long gone";

// The token that the body names by `token` or `jti`; nothing if it is none of ours.
Member<std::optional<oauth::FoundToken>> Named(const AdminCall& call) {
  TRY_VOID(AllowOnly(call, {"token", "jti"}));
  const std::optional<std::string> text = TRY(TextOf(call, "token"));
  const std::optional<std::string> name = TRY(TextOf(call, "jti"));
  if (text.has_value() == name.has_value()) {
    return Fail(Problem(400, "Name the token by exactly one of 'token' and 'jti'"));
  }
  const oauth::Services& services = call.services;
  if (text) return oauth::FindToken(services.ledger, services.seals.ForThisThread(), *text);
  const std::optional<oauth::TokenId> id = services.ids.ReadToken(*name);
  return id ? oauth::FindToken(services.ledger, *id) : std::nullopt;
}

std::string NameOf(oauth::TokenKind kind) {
  switch (kind) {
    case oauth::TokenKind::kAccess:
      return "access";
    case oauth::TokenKind::kRefresh:
      return "refresh";
    case oauth::TokenKind::kOrganization:
      return "organization";
    case oauth::TokenKind::kLiveKey:
      return "live";
    case oauth::TokenKind::kTestKey:
      return "test";
    case oauth::TokenKind::kCode:
    case oauth::TokenKind::kTicket:
    case oauth::TokenKind::kLoginLink:
    case oauth::TokenKind::kSession:
      break;
  }
  return "other";
}

void PutClaims(boost::json::object& object, const oauth::Services& services,
               const oauth::FoundToken& token) {
  const oauth::TokenClaims& claims = *token.claims;
  const oauth::Grant& grant = token.standing.grant;
  object["scope"] =
      services.ledger.FindCatalogue()->Format(oauth::EffectiveScope(claims, grant), *grant.scopes);
  object["issued_at"] = FormatTime(claims.issued_at);
  if (claims.lifetime != Seconds{0}) {
    object["expires_at"] = FormatTime(claims.issued_at + claims.lifetime);
  } else if (grant.expires != Instant{}) {
    object["expires_at"] = FormatTime(grant.expires);
  }
  object["key"] = token.key;
}

boost::json::object Render(const oauth::Services& services, const oauth::FoundToken& token) {
  boost::json::object object;
  const std::optional<bool> works = oauth::Works(token, services.lifetimes, services.clock.Now());
  object["active"] = works ? boost::json::value(*works) : boost::json::value();
  object["kind"] = NameOf(token.id.kind);
  object["jti"] = services.ids.Show(token.id);
  object["revoked"] = token.revoked;
  object["scope"] = nullptr;
  object["issued_at"] = nullptr;
  object["expires_at"] = nullptr;
  object["key"] = nullptr;
  if (token.claims) PutClaims(object, services, token);
  object["grant"] = RenderGrant(services, token.standing);
  return object;
}

}  // namespace

AdminOutcome InspectToken(const AdminCall& call) {
  const std::optional<oauth::FoundToken> token = MEMBER(Named(call));
  if (!token) return NotFound(kNoToken);
  return Answered(200, Render(call.services, *token));
}

AdminOutcome RevokeAnyToken(const AdminCall& call) {
  const std::optional<oauth::FoundToken> token = MEMBER(Named(call));
  if (!token) return NotFound(kNoToken);
  AdminCommit commit;
  commit.proposal = oauth::RevokeAnyToken(*token, call.services.clock.Now());
  if (commit.proposal.Empty()) return Answered(200, {{"revoked", false}, {"sequence", nullptr}});
  commit.answer = [](const oauth::Committed& committed) {
    return Answered(200, {{"revoked", true}, {"sequence", oauth::Number(committed.sequence)}});
  };
  return commit;
}

}  // namespace writ::api::admin
