// Authorizing an app (RFC 6749 §4.1.1, RFC 7636, Mollie's Authorize): what a request may ask for,
// and the code that a merchant's yes becomes. Nothing here is written: the code carries it all
// until it is redeemed.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "oauth/catalogue.h"
#include "oauth/errors.h"
#include "oauth/records/policy.h"
#include "oauth/records/records.h"
#include "oauth/token/token.h"

namespace writ::oauth {

// The parameters as sent; absent ones are nothing.
struct AuthorizeParameters {
  std::optional<std::string_view> response_type;
  std::optional<std::string_view> redirect_uri;
  std::optional<std::string_view> scope;
  std::optional<std::string_view> state;
  std::optional<std::string_view> approval_prompt;
  std::optional<std::string_view> code_challenge;
  std::optional<std::string_view> code_challenge_method;
};

// What a valid request asks for.
struct AuthorizeDemand {
  ScopeList scopes;  // not empty
  bool forced = false;
  bool redirect_given = false;
  Digest redirect{};
  std::optional<Digest> challenge;
};

// The URI to answer at: the one given if it matches one of the client's (MatchesRegistered), else
// its only one. Errors (kRedirectUnregistered, kRedirectMissing) must be shown to the person, never
// redirected (RFC 6749 §4.1.2.1).
[[nodiscard]] Result<std::string, ErrorCode> ChooseRedirect(const Client& client,
                                                            const ClientProfile& profile,
                                                            std::optional<std::string_view> given);

// Everything else. Errors are answered by redirect.
[[nodiscard]] Result<AuthorizeDemand, ErrorCode> CheckAuthorize(
    const Client& client, const Catalogue& catalogue, const AuthorizeParameters& parameters,
    std::string_view redirect);

// The code for a yes. `seen` is the sequence known when the page was shown (or, without a page,
// now): whatever is cut off after it kills the code.
[[nodiscard]] CodeClaims ApproveAuthorization(const AuthorizeDemand& demand, ClientId client,
                                              SubjectId subject, Sequence seen,
                                              const Lifetimes& lifetimes, Instant now,
                                              CodeSerial serial);

// The first 128 bits of SHA-256.
[[nodiscard]] Digest DigestOf(std::string_view text);

}  // namespace writ::oauth
