#include "oauth/client_credentials.h"

namespace writ::oauth {

namespace {

// What the grant shall have: `list` with all that the client may ask for, so that its next request
// writes nothing; where that is too much, with `scopes` alone.
std::optional<ScopeList> Extend(const ScopeList& list, const ScopeSet& allowed,
                                const ScopeSet& scopes) {
  for (const ScopeSet* more : {&allowed, &scopes}) {
    const auto listed = ListOf(*more);
    if (!listed) continue;
    if (auto extended = list.With(*listed)) return extended;
  }
  return std::nullopt;
}

}  // namespace

Decision<SelfGrantOutcome> UseClientCredentials(const Client& client,
                                                const std::optional<Standing>& standing,
                                                const Server& server, const ScopeSet& offered,
                                                const std::optional<ScopeList>& scope, Instant now,
                                                const SealSecret& secret) {
  const ScopeSet allowed = client.scopes.Of(offered);
  const ScopeSet scopes = scope && scope->size != 0 ? scope->Set() : allowed;
  if (scopes.Empty() || !allowed.Covers(scopes)) return {{SelfGrant::kScopeExceeded, {}}, {}};
  if (!ListOf(scopes)) return {{SelfGrant::kScopeTooMany, {}}, {}};

  if (standing && IsLive(*standing, now)) {
    const Grant& grant = standing->grant;
    if (grant.scopes->Set().Covers(scopes)) return {{SelfGrant::kLive, scopes}, {}};
    // The operator registered more scopes since.
    const auto wider = Extend(*grant.scopes, allowed, scopes);
    if (!wider) return {{SelfGrant::kScopeTooMany, {}}, {}};
    return {{SelfGrant::kMade, scopes},
            {{GrantIsUnchanged{grant.id, grant.changed_at}}, {WidenGrant{grant.id, *wider}}}};
  }
  Grant grant;
  grant.kind = GrantKind::kClientCredentials;
  grant.client = client.id;
  grant.secret = secret;
  grant.made_time = now;
  return {{SelfGrant::kMade, scopes},
          {{ServerIsUnchanged{server.cut}, ClientIsUnchanged{client.id, client.changed_at}},
           {MakeGrant{grant, *Extend({}, allowed, scopes)}}}};
}

}  // namespace writ::oauth
