#include "oauth/mint_api_key.h"

namespace writ::oauth {

Result<Proposal, MintRefusal> MintApiKey(GrantKind kind, const std::optional<Subject>& subject,
                                         const ScopeSet& offered, const MintWish& wish, Instant now,
                                         const SealSecret& secret) {
  TRY_VOID(CheckMintFor(subject));
  const ScopeList scopes = TRY(ScopesOf(wish, offered));
  const Seconds lifetime = wish.lifetime.value_or(Seconds{0});
  if (lifetime < Seconds{0} || lifetime > kMintedLifetimeMax) {
    return Fail(MintRefusal::kLifetimeInvalid);
  }
  Grant grant;
  grant.kind = kind;
  grant.subject = subject->id;
  grant.secret = secret;
  grant.made_time = now;
  if (lifetime != Seconds{0}) grant.expires = now + lifetime;
  return Proposal{{SubjectIsUnchanged{subject->id, subject->changed_at}},
                  {MakeGrant{grant, scopes}}};
}

}  // namespace writ::oauth
