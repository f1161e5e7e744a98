#include "api/sandbox/keys.h"

#include <optional>

#include "api/commit.h"
#include "api/respond.h"
#include "api/sandbox/request.h"
#include "oauth/issue_tokens.h"
#include "oauth/mint_api_key.h"
#include "oauth/read_token.h"
#include "oauth/revoke_api_key.h"

namespace writ::api {

namespace {

using oauth::ErrorCode;
using Refusal = http::OwnedResponse;

Refusal ProblemOf(ErrorCode code) { return Problem(400, oauth::Describe(code).description); }

std::optional<oauth::GrantKind> ParseKind(std::string_view name) {
  if (name == "live") return oauth::GrantKind::kLiveKey;
  if (name == "test") return oauth::GrantKind::kTestKey;
  if (name == "organization") return oauth::GrantKind::kOrganization;
  return std::nullopt;
}

Result<oauth::Proposal, Refusal> ReadNewKey(const oauth::Services& services,
                                            const http::Request& request) {
  const boost::json::object body = TRY(ReadSandboxRequest(request, {"merchant", "kind", "scope"}));
  const std::string merchant = TRY(NeededTextOf(body, "merchant"));
  const std::string kind_name = TRY(NeededTextOf(body, "kind"));
  const std::optional<std::string> scope = TRY(TextOf(body, "scope"));
  const auto kind = ParseKind(kind_name);
  if (!kind) return Fail(Problem(400, "The kind must be live, test or organization"));
  const auto id = services.ids.ReadSubject(merchant);
  const auto subject = services.ledger.FindSubject(id.value_or(oauth::SubjectId::kNone));
  const oauth::Catalogue::Pointer catalogue = services.ledger.FindCatalogue();
  oauth::MintWish wish;
  if (scope) {
    const auto scopes = catalogue->Parse(*scope);
    if (!scopes) return Fail(ProblemOf(scopes.error()));
    wish.scopes = *scopes;
  }
  auto proposal = oauth::MintApiKey(*kind, subject, catalogue->Offered(), wish,
                                    services.clock.Now(), services.random.Bytes<16>());
  if (proposal) return *std::move(proposal);
  if (proposal.error() == oauth::MintRefusal::kScopeTooMany) {
    return Fail(ProblemOf(ErrorCode::kScopeTooMany));
  }
  const bool no_scope = proposal.error() == oauth::MintRefusal::kScopeMissing;
  return Fail(ProblemOf(no_scope ? ErrorCode::kScopeUnknown : ErrorCode::kMerchantUnknown));
}

Outcome MakeKey(const oauth::Services& services, const http::Request& request) {
  auto proposal = ReadNewKey(services, request);
  if (!proposal) return std::move(proposal.error());
  return Commitment{*std::move(proposal), [&services](const oauth::Committed& committed) {
                      if (!committed.grant) return Problem(500, "The commit made no grant");
                      const oauth::Grant& grant = *committed.grant;
                      const auto serial = oauth::DrawSerial<oauth::TokenSerial>(services.random);
                      return JsonAnswer(
                          201, {{"token", services.seals.ForThisThread().Make(
                                              oauth::IssueApiKey(grant, serial), grant.secret)}});
                    }};
}

Outcome RevokeKey(const oauth::Services& services, const http::Request& request) {
  auto body = ReadSandboxRequest(request, {"token"});
  if (!body) return std::move(body.error());
  auto text = NeededTextOf(*body, "token");
  if (!text) return std::move(text.error());
  const auto token = oauth::ReadToken(services.ledger, services.seals.ForThisThread(), *text);
  auto decision =
      token ? oauth::RevokeApiKey(*token, services.clock.Now())
            : oauth::Decision<oauth::ApiKeyRevocation>{oauth::ApiKeyRevocation::kNotAnApiKey, {}};
  http::OwnedResponse done{204, {}, std::string(kNoStore), {}};
  switch (decision.outcome) {
    case oauth::ApiKeyRevocation::kNotAnApiKey:
      return Problem(400, "The token is no API key or organization token of this server");
    case oauth::ApiKeyRevocation::kAlreadyDead:
      return done;
    case oauth::ApiKeyRevocation::kRevoked:
      break;
  }
  return Commitment{std::move(decision.proposal),
                    [done](const oauth::Committed& /*committed*/) { return done; }};
}

}  // namespace

void SandboxMakeKey(const oauth::Services& services, http::Exchange& exchange) {
  const http::Request& request = exchange.GetRequest();
  Perform(services.committer, exchange, [&] {
    return DoneBy({oauth::Actor::Operator(), {}, "sandbox"}, MakeKey(services, request));
  });
}

void SandboxRevokeKey(const oauth::Services& services, http::Exchange& exchange) {
  const http::Request& request = exchange.GetRequest();
  Perform(services.committer, exchange, [&] {
    return DoneBy({oauth::Actor::Operator(), {}, "sandbox"}, RevokeKey(services, request));
  });
}

}  // namespace writ::api
