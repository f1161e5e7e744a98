// The error catalogue of the OAuth endpoints: every refusal, with its wire name, status and public
// sentence. A row exists only where some caller reacts differently or reads a different sentence.
// Detail beyond this goes nowhere.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace writ::oauth {

enum class ErrorCode : std::uint8_t {
  // the request itself
  kMalformedRequest,
  kDuplicateParameter,
  kParameterNotText,
  kUnsupportedContentType,
  kBodyTooLarge,
  kMethodNotAllowed,
  kNotFound,
  // client authentication
  kClientCredentialsMissing,
  kClientCredentialsInvalid,
  kClientCredentialsDiffer,
  kBearerInsteadOfClient,
  kApiKeyInsteadOfClient,
  // POST /oauth2/tokens
  kGrantTypeMissing,
  kGrantTypeUnsupported,
  kCodeMissing,
  kCodeInvalid,
  kCodeExpired,
  kCodeSpent,
  kRedirectMismatch,
  kVerifierMissing,
  kVerifierInvalid,
  kVerifierUnexpected,
  kRefreshTokenMissing,
  kRefreshTokenInvalid,
  kRefreshTokenReused,
  kScopeUnknown,
  kScopeTooMany,
  kScopeExceeded,
  // DELETE /oauth2/tokens, POST /oauth2/revoke, POST /oauth2/introspect
  kTokenMissing,
  kTokenTypeHintMissing,
  kTokenOfOtherClient,
  kTokenIsApiKey,
  // GET /oauth2/authorize
  kClientUnknown,
  kRedirectUnregistered,
  kRedirectMissing,
  kResponseTypeMissing,
  kResponseTypeInvalid,
  kStateMissing,
  kScopeMissing,
  kChallengeMissing,
  kChallengeInvalid,
  kChallengeMethodUnsupported,
  kApprovalPromptInvalid,
  kAccessDenied,
  kMerchantUnknown,
  kLoginRequired,
  // registration
  kClientNameInvalid,
  kRedirectUriInvalid,
  kRedirectUriWildcard,
  // ourselves
  kContended,
  kUnavailable,
  kInternal,
};

// Stands in a description for the name of the parameter that is wrong.
inline constexpr std::string_view kParameterName = "NAME";

struct ErrorRow {
  ErrorCode code;
  std::string_view name;  // `error` on the wire
  int status;             // where it is not sent by redirect
  // `error_description`: ASCII without quote and backslash (RFC 6749 §5.2).
  std::string_view description;
  std::string_view source;  // where the name and sentence come from
};

[[nodiscard]] const ErrorRow& Describe(ErrorCode code);
// The row's description, with `parameter` in its place where it has one.
[[nodiscard]] std::string DescriptionOf(const ErrorRow& row, std::string_view parameter);
// All rows, in the order of the enum.
[[nodiscard]] std::span<const ErrorRow> ErrorCatalogue();

}  // namespace writ::oauth
