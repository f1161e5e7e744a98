#include "api/parameters.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace writ::api {

namespace {

using oauth::ErrorCode;

constexpr std::array<std::string_view, 10> kKnown{
    "token",         "grant_type", "refresh_token", "token_type_hint", "client_id",
    "client_secret", "code",       "redirect_uri",  "code_verifier",   "scope"};

// A token or code: any text is one, if only an unknown one.
bool IsCredential(std::string_view name) {
  return name == "token" || name == "refresh_token" || name == "code";
}

bool IsValue(const http::Parameter& parameter) {
  const std::size_t most =
      parameter.name == "scope" ? OAuthParameters::kScopeMax : OAuthParameters::kValueMax;
  return parameter.value.size() <= most && IsText(parameter.value);
}

ErrorCode ErrorOf(const http::ContentError& error) {
  if (error.status == 415) return ErrorCode::kUnsupportedContentType;
  if (error.status == 413) return ErrorCode::kBodyTooLarge;
  return ErrorCode::kMalformedRequest;
}

}  // namespace

Result<OAuthParameters, OAuthRefusal> OAuthParameters::Read(const http::Request& request) {
  auto sent = http::ReadParameters(request, http::Values::kAny, kKnown);
  if (!sent) return Fail(OAuthRefusal(ErrorOf(sent.error())));
  for (const http::Parameter& parameter : sent->All()) {
    if (!parameter.is_string) {
      // The catalogue's own text, which outlives the request.
      return Fail(OAuthRefusal(ErrorCode::kParameterNotText,
                               *std::find(kKnown.begin(), kKnown.end(), parameter.name)));
    }
    if (!IsCredential(parameter.name) && !IsValue(parameter)) {
      return Fail(OAuthRefusal(ErrorCode::kMalformedRequest));
    }
    if (sent->IsDuplicate(parameter.name)) {
      return Fail(OAuthRefusal(ErrorCode::kDuplicateParameter));
    }
  }
  return OAuthParameters(std::move(*sent));
}

std::optional<std::string_view> OAuthParameters::Get(std::string_view name) const {
  const auto value = sent_.Find(name);
  return value && !value->empty() ? value : std::nullopt;
}

}  // namespace writ::api
