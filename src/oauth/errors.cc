#include "oauth/errors.h"

#include <array>
#include <cstddef>

namespace writ::oauth {

namespace {

using enum ErrorCode;

constexpr std::array kCatalogue{
    ErrorRow{kMalformedRequest, "invalid_request", 400,
             "The request body cannot be read; send a form or a flat JSON object", "RFC 6749 5.2"},
    ErrorRow{kDuplicateParameter, "invalid_request", 400, "A parameter was sent more than once",
             "RFC 6749 3.2"},
    ErrorRow{kParameterNotText, "invalid_request", 400, "The parameter 'NAME' must be a string",
             "RFC 6749 5.2"},
    ErrorRow{kUnsupportedContentType, "invalid_request", 415,
             "The content type must be application/x-www-form-urlencoded or application/json",
             "RFC 9110 15.5.16"},
    ErrorRow{kBodyTooLarge, "invalid_request", 413, "The request body is too large",
             "RFC 9110 15.5.14"},
    ErrorRow{kMethodNotAllowed, "invalid_request", 405,
             "This path does not offer that method; see the Allow header", "RFC 9110 15.5.6"},
    ErrorRow{kNotFound, "invalid_request", 404, "There is nothing at this path", "RFC 9110 15.5.5"},
    ErrorRow{kClientCredentialsMissing, "invalid_client", 401,
             "Client credentials were not found in the headers or body", "RFC 6749 5.2"},
    ErrorRow{kClientCredentialsInvalid, "invalid_client", 401, "The client credentials are invalid",
             "RFC 6749 5.2"},
    ErrorRow{kClientCredentialsDiffer, "invalid_request", 400,
             "The header and the body carry different client credentials; send one of them",
             "RFC 6749 2.3"},
    ErrorRow{kBearerInsteadOfClient, "invalid_client", 401,
             "This endpoint takes OAuth client credentials, not an access token",
             "Mollie Revoke tokens"},
    ErrorRow{kApiKeyInsteadOfClient, "invalid_client", 401,
             "This endpoint takes OAuth client credentials, not an API key",
             "Mollie Revoke tokens"},
    ErrorRow{kGrantTypeMissing, "invalid_request", 400,
             "The grant type was not specified in the request", "Mollie, seen"},
    ErrorRow{kGrantTypeUnsupported, "unsupported_grant_type", 400,
             "The grant type is not supported; use authorization_code, refresh_token or "
             "client_credentials",
             "RFC 6749 5.2"},
    ErrorRow{kCodeMissing, "invalid_request", 400, "You need to provide the 'code' field",
             "RFC 6749 4.1.3"},
    ErrorRow{kCodeInvalid, "invalid_grant", 400,
             "Authorization code doesn't exist or is invalid for the client", "Mollie, seen"},
    ErrorRow{kCodeExpired, "invalid_grant", 400, "The authorization code has expired",
             "RFC 6749 5.2"},
    ErrorRow{kCodeSpent, "invalid_grant", 400, "The authorization code was already used",
             "RFC 6749 4.1.2"},
    ErrorRow{kRedirectMismatch, "invalid_grant", 400,
             "The redirect URI provided is missing or does not match", "Mollie, seen"},
    ErrorRow{kVerifierMissing, "invalid_grant", 400,
             "The code was asked for with a code challenge; send its code_verifier",
             "RFC 7636 4.6"},
    ErrorRow{kVerifierInvalid, "invalid_grant", 400,
             "The code_verifier does not match the code challenge", "RFC 7636 4.6"},
    ErrorRow{kVerifierUnexpected, "invalid_grant", 400,
             "A code_verifier was sent for a code that was asked for without a code challenge",
             "RFC 9700 2.1.1"},
    ErrorRow{kRefreshTokenMissing, "invalid_request", 400,
             "You need to provide the 'refresh_token' field", "RFC 6749 6"},
    ErrorRow{kRefreshTokenInvalid, "invalid_grant", 400, "Invalid refresh token", "RFC 6749 5.2"},
    ErrorRow{kRefreshTokenReused, "invalid_grant", 400,
             "The refresh token was already used; its authorization has been ended",
             "RFC 9700 4.14.2"},
    ErrorRow{kScopeUnknown, "invalid_scope", 400, "An unsupported scope was requested",
             "RFC 6749 5.2"},
    ErrorRow{kScopeTooMany, "invalid_scope", 400,
             "No request and no authorization can have more than 128 scopes", "RFC 6749 5.2"},
    ErrorRow{kScopeExceeded, "invalid_scope", 400, "The scope exceeds what was granted",
             "RFC 6749 6"},
    ErrorRow{kTokenMissing, "invalid_request", 400, "You need to provide the 'token' field",
             "Mollie Revoke tokens"},
    ErrorRow{kTokenTypeHintMissing, "invalid_request", 400,
             "You need to provide the 'token_type_hint' field: access_token or refresh_token",
             "Mollie Revoke tokens"},
    ErrorRow{kTokenOfOtherClient, "invalid_grant", 400, "The token was not issued to this client",
             "RFC 7009 2.1"},
    ErrorRow{kTokenIsApiKey, "invalid_grant", 400,
             "API keys and organization tokens belong to no client and cannot be revoked here",
             "RFC 7009 2.1"},
    ErrorRow{kClientUnknown, "invalid_client", 400, "There is no app with this client_id",
             "RFC 6749 4.1.2.1"},
    ErrorRow{kRedirectUnregistered, "invalid_request", 400,
             "The redirect URI provided is missing or does not match", "RFC 6749 3.1.2.4"},
    ErrorRow{kRedirectMissing, "invalid_request", 400,
             "The app has several redirect URIs; name one in redirect_uri", "RFC 6749 3.1.2.3"},
    ErrorRow{kResponseTypeMissing, "invalid_request", 400, "Invalid or missing response type",
             "RFC 6749 4.1.2.1"},
    ErrorRow{kResponseTypeInvalid, "unsupported_response_type", 400,
             "The response_type must be code", "RFC 6749 4.1.2.1"},
    ErrorRow{kStateMissing, "invalid_request", 400, "The state parameter is required",
             "Mollie Authorize"},
    ErrorRow{kScopeMissing, "invalid_scope", 400, "The scope parameter is required",
             "Mollie Authorize"},
    ErrorRow{kChallengeMissing, "invalid_request", 400,
             "This app must send a code_challenge with code_challenge_method S256",
             "RFC 7636 4.4.1"},
    ErrorRow{kChallengeInvalid, "invalid_request", 400,
             "The code_challenge must be 43 base64url characters", "RFC 7636 4.2"},
    ErrorRow{kChallengeMethodUnsupported, "invalid_request", 400,
             "The code_challenge_method must be S256", "RFC 7636 4.4.1"},
    ErrorRow{kApprovalPromptInvalid, "invalid_request", 400,
             "The approval_prompt must be auto or force", "Mollie Authorize"},
    ErrorRow{kAccessDenied, "access_denied", 400, "The user denied access to your application",
             "RFC 6749 4.1.2.1"},
    ErrorRow{kMerchantUnknown, "invalid_request", 400, "There is no merchant with this id", "ours"},
    ErrorRow{kLoginRequired, "access_denied", 403,
             "Nobody is signed in; ask the operator for a sign-in link", "ours"},
    ErrorRow{kClientNameInvalid, "invalid_client_metadata", 400,
             "The name must be 1 to 100 characters of printable text", "RFC 7591 3.2.2"},
    ErrorRow{kRedirectUriInvalid, "invalid_redirect_uri", 400,
             "Each redirect URI must be absolute, without a fragment, and be https, a custom "
             "scheme, or http on loopback",
             "RFC 7591 3.2.2"},
    ErrorRow{kRedirectUriWildcard, "invalid_redirect_uri", 400,
             "A redirect URI is compared as a whole, so one with a wildcard (*) matches nothing; "
             "register each one that the app uses",
             "RFC 7591 3.2.2"},
    ErrorRow{kContended, "temporarily_unavailable", 503,
             "Too many others changed the same thing at once; nothing was changed, try again",
             "RFC 7009 2.2.1"},
    ErrorRow{kUnavailable, "temporarily_unavailable", 503,
             "The store cannot write now; nothing was changed, try again", "RFC 7009 2.2.1"},
    ErrorRow{kInternal, "server_error", 500, "The server failed; nothing was changed",
             "RFC 6749 4.1.2.1"},
};

constexpr bool RowsFollowTheEnum() {
  for (std::size_t i = 0; i < kCatalogue.size(); ++i) {
    if (static_cast<std::size_t>(kCatalogue[i].code) != i) return false;
  }
  return kCatalogue.size() == static_cast<std::size_t>(kInternal) + 1;
}
static_assert(RowsFollowTheEnum());

}  // namespace

const ErrorRow& Describe(ErrorCode code) { return kCatalogue.at(static_cast<std::size_t>(code)); }

std::string DescriptionOf(const ErrorRow& row, std::string_view parameter) {
  std::string description(row.description);
  const std::size_t place =
      parameter.empty() ? std::string::npos : description.find(kParameterName);
  if (place != std::string::npos) description.replace(place, kParameterName.size(), parameter);
  return description;
}

std::span<const ErrorRow> ErrorCatalogue() { return kCatalogue; }

}  // namespace writ::oauth
