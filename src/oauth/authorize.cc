#include "oauth/authorize.h"

#include <algorithm>

#include "base/sha256.h"
#include "oauth/redirect_uri.h"

namespace writ::oauth {

namespace {

// RFC 7636 §4.2: BASE64URL(SHA256(verifier)), so always 43 characters.
bool IsS256Challenge(std::string_view challenge) {
  return challenge.size() == 43 && std::all_of(challenge.begin(), challenge.end(), [](char c) {
           return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                  c == '-' || c == '_';
         });
}

Result<std::optional<Digest>, ErrorCode> ReadChallenge(const Client& client,
                                                       const AuthorizeParameters& parameters) {
  if (!parameters.code_challenge) {
    if (parameters.code_challenge_method) return Fail(ErrorCode::kChallengeInvalid);
    if (PolicyOf(client.preset).requires_pkce) return Fail(ErrorCode::kChallengeMissing);
    return std::optional<Digest>();
  }
  // Without a method RFC 7636 means "plain", which shows the verifier to whoever sees this request.
  if (parameters.code_challenge_method != "S256") {
    return Fail(ErrorCode::kChallengeMethodUnsupported);
  }
  if (!IsS256Challenge(*parameters.code_challenge)) return Fail(ErrorCode::kChallengeInvalid);
  return std::optional<Digest>(DigestOf(*parameters.code_challenge));
}

}  // namespace

Result<std::string, ErrorCode> ChooseRedirect(const Client& client, const ClientProfile& profile,
                                              std::optional<std::string_view> given) {
  const auto& registered = profile.redirect_uris;
  if (!given) {
    if (registered.size() == 1) return registered.front();
    return Fail(registered.empty() ? ErrorCode::kRedirectUnregistered
                                   : ErrorCode::kRedirectMissing);
  }
  const bool matches =
      std::any_of(registered.begin(), registered.end(),
                  [&](const std::string& uri) { return MatchesRegistered(uri, *given); });
  if (matches || (client.any_loopback_redirect && IsLoopbackUri(*given)))
    return std::string(*given);
  return Fail(ErrorCode::kRedirectUnregistered);
}

Result<AuthorizeDemand, ErrorCode> CheckAuthorize(const Client& client, const Catalogue& catalogue,
                                                  const AuthorizeParameters& parameters,
                                                  std::string_view redirect) {
  if (!parameters.response_type) return Fail(ErrorCode::kResponseTypeMissing);
  if (parameters.response_type != "code") return Fail(ErrorCode::kResponseTypeInvalid);
  if (PolicyOf(client.preset).requires_state && parameters.state.value_or("").empty()) {
    return Fail(ErrorCode::kStateMissing);
  }
  const std::string_view prompt = parameters.approval_prompt.value_or("auto");
  if (prompt != "auto" && prompt != "force") return Fail(ErrorCode::kApprovalPromptInvalid);

  AuthorizeDemand demand;
  demand.scopes = TRY(catalogue.Parse(parameters.scope.value_or("")));
  if (!client.scopes.Covers(demand.scopes.Set())) return Fail(ErrorCode::kScopeUnknown);
  if (demand.scopes.size == 0) return Fail(ErrorCode::kScopeMissing);
  // What a code cannot list it has by index.
  if (demand.scopes.size > kCodeListedMax) demand.scopes = *ListOf(demand.scopes.Set());
  demand.challenge = TRY(ReadChallenge(client, parameters));
  demand.forced = prompt == "force";
  demand.redirect_given = parameters.redirect_uri.has_value();
  demand.redirect = DigestOf(redirect);
  return demand;
}

CodeClaims ApproveAuthorization(const AuthorizeDemand& demand, ClientId client, SubjectId subject,
                                Sequence seen, const Lifetimes& lifetimes, Instant now,
                                CodeSerial serial) {
  CodeClaims code;
  code.client = client;
  code.subject = subject;
  code.sequence = seen;
  code.issued_at = now;
  code.lifetime = lifetimes.code;
  code.scopes = demand.scopes;
  code.serial = serial;
  code.forced = demand.forced;
  code.redirect_given = demand.redirect_given;
  code.redirect = demand.redirect;
  code.challenge = demand.challenge;
  return code;
}

Digest DigestOf(std::string_view text) {
  const auto hash = Sha256(text);
  Digest digest;
  std::copy_n(hash.begin(), digest.size(), digest.begin());
  return digest;
}

}  // namespace writ::oauth
