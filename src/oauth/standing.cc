#include "oauth/standing.h"

#include <algorithm>

namespace writ::oauth {

namespace {

bool MadeAfter(Sequence made_at, Sequence cut) { return made_at > cut; }

// A client or subject that the grant names must be there and enabled; one that it does not name
// cannot be missing.
template <typename Id, typename Record>
bool MayAct(Id named, const std::optional<Record>& record) {
  if (named == Id::kNone) return true;
  return record && record->enabled && !record->deleted;
}

}  // namespace

Standing LoadStanding(const Ledger& ledger, const Grant& grant) {
  Standing standing{ledger.FindServer(), {}, {}, {}, grant};
  if (grant.client != ClientId::kNone) standing.client = ledger.FindClient(grant.client);
  if (grant.subject != SubjectId::kNone) standing.subject = ledger.FindSubject(grant.subject);
  if (grant.consent != ConsentId::kNone) standing.consent = ledger.FindConsent(grant.consent);
  return standing;
}

std::optional<Standing> LoadStanding(const Ledger& ledger, GrantId id) {
  const auto grant = ledger.FindGrant(id);
  if (!grant) return std::nullopt;
  return LoadStanding(ledger, *grant);
}

bool IsOver(const Standing& standing) {
  const Grant& grant = standing.grant;
  if (grant.ended_at != Sequence::kNone) return true;
  Sequence cut = standing.server.cut.all;
  if (standing.client) cut = std::max(cut, standing.client->cut.all);
  if (standing.subject) cut = std::max(cut, standing.subject->cut.all);
  if (standing.consent) cut = std::max(cut, standing.consent->cut.all);
  return !MadeAfter(grant.made_at, cut);
}

bool IsLive(const Standing& standing, Instant now) {
  const Grant& grant = standing.grant;
  if (IsOver(standing)) return false;
  if (grant.expires != Instant{} && grant.expires <= now) return false;
  if (!MayAct(grant.client, standing.client) || !MayAct(grant.subject, standing.subject)) {
    return false;
  }
  return grant.consent == ConsentId::kNone || standing.consent.has_value();
}

bool KnowsAccessCuts(const TokenClaims& claims, const Standing& standing) {
  Sequence cut = std::max(standing.server.cut.access, standing.grant.access_cut);
  if (standing.client) cut = std::max(cut, standing.client->cut.access);
  if (standing.subject) cut = std::max(cut, standing.subject->cut.access);
  if (standing.consent) cut = std::max(cut, standing.consent->cut.access);
  return claims.sequence >= cut;
}

bool IsActive(const TokenClaims& claims, const Standing& standing, bool revoked, Instant now,
              Seconds skew) {
  if (claims.kind == TokenKind::kRefresh) return false;
  if (revoked || !IsLive(standing, now)) return false;
  if (claims.issued_at > now + skew) return false;
  if (claims.lifetime != Seconds{0} && claims.issued_at + claims.lifetime <= now) return false;
  return KnowsAccessCuts(claims, standing);
}

bool IsUsable(const TokenClaims& refresh_token, const Standing& standing, Instant now) {
  if (refresh_token.kind != TokenKind::kRefresh || !IsLive(standing, now)) return false;
  return refresh_token.generation == standing.grant.generation ||
         IsInGrace(refresh_token, standing, now);
}

bool IsInGrace(const TokenClaims& refresh_token, const Standing& standing, Instant now) {
  const Grant& grant = standing.grant;
  if (!standing.client || refresh_token.generation + 1 != grant.generation) return false;
  const Seconds grace = standing.client->rotation_grace;
  if (grace == kUntilUsed) return true;
  return grace != Seconds{0} && now <= grant.generation_time + grace;
}

ScopeSet EffectiveScope(const TokenClaims& claims, const Grant& grant) {
  const ScopeClaim& claim = claims.scopes;
  switch (claim.form) {
    case ScopeClaim::Form::kFirst:
      break;
    case ScopeClaim::Form::kPlaces:
      return grant.scopes->At(claim.places);
    case ScopeClaim::Form::kIndexes:
      return ScopeSet({claim.places.words[0], claim.places.words[1]})
          .Intersect(grant.scopes->Set());
  }
  return grant.scopes->First(claim.count);
}

bool IsCutOff(Sequence seen, const Server& server, const Client& client, const Subject& subject,
              const std::optional<Consent>& consent) {
  Sequence cut = std::max({server.cut.all, client.cut.all, subject.cut.all});
  if (consent) cut = std::max(cut, consent->cut.all);
  return seen < cut;
}

bool IsLive(const Consent& consent) { return MadeAfter(consent.made_at, consent.cut.all); }

bool HasCoveringGrant(const Ledger& ledger, const Client& client, const Subject& subject,
                      const ScopeSet& scopes, Instant now) {
  const auto consent = ledger.FindConsent(client.id, subject.id);
  if (!consent || !IsLive(*consent)) return false;
  GrantId id = consent->latest_grant;
  for (int looked = 0; id != GrantId::kNone && looked < kGrantsLookedAt; ++looked) {
    const auto standing = LoadStanding(ledger, id);
    if (!standing) return false;
    if (IsLive(*standing, now) && standing->grant.scopes->Set().Covers(scopes)) return true;
    // The list runs from the newest grant; what was made before the cut-off is dead from here on.
    if (standing->grant.made_at <= consent->cut.all) return false;
    id = standing->grant.older_in_consent;
  }
  return false;
}

}  // namespace writ::oauth
