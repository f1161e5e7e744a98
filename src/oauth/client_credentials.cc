#include "oauth/client_credentials.h"

namespace writ::oauth {

Decision<SelfGrantOutcome> UseClientCredentials(const Client& client,
                                                const std::optional<Standing>& standing,
                                                const Server& server,
                                                const std::optional<ScopeList>& scope, Instant now,
                                                const SealSecret& secret) {
  const ScopeSet scopes = scope && scope->size != 0 ? scope->Set() : client.scopes;
  if (!client.scopes.Covers(scopes)) return {{SelfGrant::kScopeExceeded, {}}, {}};

  if (standing && IsLive(*standing, now)) {
    const Grant& grant = standing->grant;
    if (grant.scopes->Set().Covers(scopes)) return {{SelfGrant::kLive, scopes}, {}};
    // The operator registered more scopes since.
    return {{SelfGrant::kMade, scopes},
            {{GrantIsUnchanged{grant.id, grant.changed_at}},
             {WidenGrant{grant.id, grant.scopes->With(client.scopes)}}}};
  }
  Grant grant;
  grant.kind = GrantKind::kClientCredentials;
  grant.client = client.id;
  grant.secret = secret;
  grant.made_time = now;
  return {{SelfGrant::kMade, scopes},
          {{ServerIsUnchanged{server.cut}, ClientIsUnchanged{client.id, client.changed_at}},
           {MakeGrant{grant, ScopeList{}.With(client.scopes)}}}};
}

}  // namespace writ::oauth
