#include "oauth/mint_access_token.h"

#include "oauth/authorize.h"

namespace writ::oauth {

Result<void, MintRefusal> CheckMintFor(const std::optional<Subject>& subject) {
  if (!subject || subject->deleted) return Fail(MintRefusal::kSubjectUnknown);
  if (!subject->enabled) return Fail(MintRefusal::kSubjectSuspended);
  return {};
}

Result<ScopeList, MintRefusal> ScopesOf(const MintWish& wish, const ScopeSet& allowed) {
  const auto scopes = wish.scopes ? wish.scopes : ListOf(allowed);
  if (!scopes) return Fail(MintRefusal::kScopeTooMany);
  if (scopes->size == 0) return Fail(MintRefusal::kScopeMissing);
  return *scopes;
}

Result<MintTerms, MintRefusal> CheckMint(const std::optional<Client>& client,
                                         const std::optional<Subject>& subject,
                                         const ScopeSet& offered, const MintWish& wish,
                                         const Lifetimes& lifetimes) {
  TRY_VOID(CheckMintFor(subject));
  if (!client || client->deleted) return Fail(MintRefusal::kClientUnknown);
  if (!client->enabled) return Fail(MintRefusal::kClientSuspended);
  const ScopeList scopes = TRY(ScopesOf(wish, client->scopes.Of(offered)));
  if (!client->scopes.Covers(scopes.Set())) return Fail(MintRefusal::kScopeExceeded);
  const Seconds lifetime = wish.lifetime.value_or(lifetimes.access_token);
  if (lifetime < Seconds{1} || lifetime > kMintedLifetimeMax) {
    return Fail(MintRefusal::kLifetimeInvalid);
  }
  return MintTerms{client->id, subject->id, scopes, lifetime};
}

CodeClaims MintCode(const MintTerms& terms, Sequence known, const Lifetimes& lifetimes, Instant now,
                    CodeSerial serial) {
  AuthorizeDemand demand;
  demand.scopes = terms.scopes;
  return ApproveAuthorization(demand, terms.client, terms.subject, known, lifetimes, now, serial);
}

}  // namespace writ::oauth
