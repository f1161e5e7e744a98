#include "api/sandbox/keys.h"

#include <optional>

#include "api/respond.h"
#include "api/sandbox/request.h"
#include "oauth/issue_tokens.h"
#include "oauth/read_token.h"

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

Result<oauth::MakeGrant, Refusal> ReadNewKey(const oauth::Services& services,
                                             const http::Request& request) {
  const boost::json::object body = TRY(ReadSandboxRequest(request));
  const std::string merchant = TRY(NeededTextOf(body, "merchant"));
  const std::string kind_name = TRY(NeededTextOf(body, "kind"));
  const std::optional<std::string> scope = TRY(TextOf(body, "scope"));
  const auto kind = ParseKind(kind_name);
  if (!kind) return Fail(Problem(400, "The kind must be live, test or organization"));
  const auto subject_id = services.ids.ReadSubject(merchant);
  const auto subject = services.ledger.FindSubject(subject_id.value_or(oauth::SubjectId::kNone));
  if (!subject || !subject->enabled || subject->deleted) {
    return Fail(ProblemOf(ErrorCode::kMerchantUnknown));
  }
  oauth::MakeGrant made;
  made.scopes = oauth::ScopeList{}.With(oauth::ScopeSet::All());
  if (scope && !scope->empty()) {
    const auto scopes = oauth::ParseScope(*scope);
    if (!scopes || scopes->size == 0) return Fail(ProblemOf(ErrorCode::kScopeUnknown));
    made.scopes = *scopes;
  }
  made.grant.kind = *kind;
  made.grant.subject = subject->id;
  made.grant.secret = services.random.Bytes<16>();
  made.grant.made_time = services.clock.Now();
  return made;
}

bool IsKey(oauth::TokenKind kind) {
  return kind == oauth::TokenKind::kLiveKey || kind == oauth::TokenKind::kTestKey ||
         kind == oauth::TokenKind::kOrganization;
}

}  // namespace

void SandboxMakeKey(const oauth::Services& services, http::Exchange& exchange) {
  const auto made = ReadNewKey(services, exchange.GetRequest());
  if (!made) return exchange.Answer(made.error().View());
  CommitThenRender(services.ledger, {{}, {*made}}, exchange.Defer(),
                   [&services](const oauth::Committed& committed) {
                     if (!committed.grant) return Problem(500, "The commit made no grant");
                     const oauth::Grant& grant = *committed.grant;
                     const auto serial = oauth::DrawSerial<oauth::TokenSerial>(services.random);
                     return JsonAnswer(
                         201, {{"token", services.seals.ForThisThread().Make(
                                             oauth::IssueKey(grant, serial), grant.secret)}});
                   });
}

void SandboxRevokeKey(const oauth::Services& services, http::Exchange& exchange) {
  const auto body = ReadSandboxRequest(exchange.GetRequest());
  if (!body) return exchange.Answer(body.error().View());
  const auto text = NeededTextOf(*body, "token");
  if (!text) return exchange.Answer(text.error().View());
  const auto token = oauth::ReadToken(services.ledger, services.seals.ForThisThread(), *text);
  if (!token || !IsKey(token->claims.kind)) {
    return exchange.Answer(
        Problem(400, "The token is no API key or organization token of this server").View());
  }
  const http::OwnedResponse done{204, {}, std::string(kNoStore), {}};
  if (token->standing.grant.ended_at != oauth::Sequence::kNone) {
    return exchange.Answer(done.View());
  }
  CommitThenRender(
      services.ledger, {{}, {oauth::EndGrant{token->claims.grant, oauth::Cause::kMerchant}}},
      // NOLINTNEXTLINE(performance-no-automatic-move): answered once, by copy
      exchange.Defer(), [done](const oauth::Committed& /*committed*/) { return done; });
}

}  // namespace writ::api
