#include <optional>
#include <string>
#include <utility>

#include "api/admin/render.h"
#include "api/admin/verbs.h"
#include "oauth/read_token.h"
#include "oauth/records/policy.h"
#include "oauth/standing.h"

namespace writ::api::admin {

namespace {

// A token by its text, or by its jti, which does not tell when it expires.
struct NamedToken {
  oauth::TokenKind kind = oauth::TokenKind::kAccess;
  std::uint64_t serial = 0;  // or generation
  oauth::Standing standing;
  bool revoked = false;
  std::optional<oauth::TokenClaims> claims;  // when its text was given
  std::uint8_t key = 0;
};

std::optional<NamedToken> FindByText(const oauth::Services& services, std::string_view text) {
  const std::optional<oauth::ProvenToken> proven =
      oauth::ReadToken(services.ledger, services.seals.ForThisThread(), text);
  if (!proven) return std::nullopt;
  const oauth::TokenClaims& claims = proven->claims;
  const std::uint64_t serial =
      claims.kind == oauth::TokenKind::kRefresh ? claims.generation : oauth::Number(claims.serial);
  return NamedToken{claims.kind, serial, proven->standing, proven->revoked, claims, proven->key};
}

std::optional<NamedToken> FindById(const oauth::Services& services, std::string_view text) {
  const std::optional<oauth::TokenId> id = services.ids.ReadToken(text);
  if (!id) return std::nullopt;
  const std::optional<oauth::Standing> standing = oauth::LoadStanding(services.ledger, id->grant);
  if (!standing) return std::nullopt;
  const bool revoked = id->kind != oauth::TokenKind::kRefresh &&
                       services.ledger.IsRevoked(id->grant, oauth::TokenSerial{id->serial});
  return NamedToken{id->kind, id->serial, *standing, revoked, std::nullopt, 0};
}

// The token that the body names by `token` or `jti`; nothing if it is none of ours.
Member<std::optional<NamedToken>> Named(const AdminCall& call) {
  TRY_VOID(AllowOnly(call, {"token", "jti"}));
  const std::optional<std::string> text = TRY(TextOf(call, "token"));
  const std::optional<std::string> id = TRY(TextOf(call, "jti"));
  if (text.has_value() == id.has_value()) {
    return Fail(Problem(400, "Name the token by exactly one of 'token' and 'jti'"));
  }
  return text ? FindByText(call.services, *text) : FindById(call.services, *id);
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

// Nothing when only its expiry could say, and that is not known.
std::optional<bool> IsActive(const oauth::Services& services, const NamedToken& token) {
  const Instant now = services.clock.Now();
  if (token.revoked || !oauth::IsLive(token.standing, now)) return false;
  if (!token.claims) return std::nullopt;
  if (token.kind == oauth::TokenKind::kRefresh) {
    return oauth::IsUsable(*token.claims, token.standing, now, services.lifetimes.refresh_grace);
  }
  return oauth::IsActive(*token.claims, token.standing, token.revoked, now,
                         services.lifetimes.clock_skew);
}

void PutClaims(boost::json::object& object, const NamedToken& token) {
  const oauth::TokenClaims& claims = *token.claims;
  const oauth::Grant& grant = token.standing.grant;
  object["scope"] = oauth::FormatScope(oauth::EffectiveScope(claims, grant), *grant.scopes);
  object["issued_at"] = FormatTime(claims.issued_at);
  if (claims.lifetime != Seconds{0}) {
    object["expires_at"] = FormatTime(claims.issued_at + claims.lifetime);
  } else if (grant.expires != Instant{}) {
    object["expires_at"] = FormatTime(grant.expires);
  }
  object["key"] = token.key;
}

boost::json::object Render(const oauth::Services& services, const NamedToken& token) {
  boost::json::object object;
  const std::optional<bool> active = IsActive(services, token);
  object["active"] = active ? boost::json::value(*active) : boost::json::value();
  object["kind"] = NameOf(token.kind);
  object["jti"] =
      services.ids.Show(oauth::TokenId{token.standing.grant.id, token.kind, token.serial});
  object["revoked"] = token.revoked;
  object["scope"] = nullptr;
  object["issued_at"] = nullptr;
  object["expires_at"] = nullptr;
  object["key"] = nullptr;
  if (token.claims) PutClaims(object, token);
  object["grant"] = RenderGrant(services, token.standing);
  return object;
}

// What ends an access token: a tombstone, kept as long as the token could live. A jti does not say
// how long that is, so the longest lifetime there can be is taken.
oauth::RevokedToken Tombstone(const NamedToken& token, Instant now) {
  const Instant expires =
      token.claims ? token.claims->issued_at + token.claims->lifetime : now + Seconds{1 << 24};
  return {token.standing.grant.id, oauth::TokenSerial{token.serial}, expires};
}

// As the app's own revocation: an access token alone; any other with its grant, and under a policy
// of one grant per consent with every code approved before.
oauth::Change Ending(const NamedToken& token, Instant now) {
  const oauth::Standing& standing = token.standing;
  if (token.kind == oauth::TokenKind::kAccess) {
    return oauth::RevokeAccessToken{Tombstone(token, now)};
  }
  if (standing.client && standing.consent &&
      oauth::PolicyOf(standing.client->preset).one_grant_per_consent) {
    return oauth::CutConsent{standing.consent->id, oauth::Reach::kAll, oauth::Cause::kOperator};
  }
  return oauth::EndGrant{standing.grant.id, oauth::Cause::kOperator};
}

}  // namespace

AdminOutcome InspectToken(const AdminCall& call) {
  const std::optional<NamedToken> token = MEMBER(Named(call));
  if (!token) return NotFound("token: this server did not make it, or its grant is long gone");
  return Answered(200, Render(call.services, *token));
}

AdminOutcome RevokeAnyToken(const AdminCall& call) {
  const std::optional<NamedToken> token = MEMBER(Named(call));
  if (!token) return NotFound("token: this server did not make it, or its grant is long gone");
  const oauth::Services& services = call.services;
  const Instant now = services.clock.Now();
  // A refresh token of an earlier generation is not usable but ends its grant all the same.
  const bool dead = token->kind == oauth::TokenKind::kRefresh
                        ? !oauth::IsLive(token->standing, now)
                        : IsActive(services, *token) == std::optional<bool>(false);
  if (dead) return Answered(200, {{"revoked", false}, {"sequence", nullptr}});
  AdminCommit commit;
  commit.proposal.changes.emplace_back(Ending(*token, now));
  commit.answer = [](const oauth::Committed& committed) {
    return Answered(200, {{"revoked", true}, {"sequence", oauth::Number(committed.sequence)}});
  };
  return commit;
}

}  // namespace writ::api::admin
