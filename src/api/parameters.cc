#include "api/parameters.h"

#include <algorithm>
#include <array>

namespace writ::api {

namespace {

using oauth::ErrorCode;

constexpr std::array<std::string_view, 10> kKnown = {
    "client_id",    "client_secret", "code",  "code_verifier", "grant_type",
    "redirect_uri", "refresh_token", "scope", "token",         "token_type_hint"};

bool IsKnown(std::string_view name) {
  return std::find(kKnown.begin(), kKnown.end(), name) != kKnown.end();
}

ErrorCode ErrorOf(const http::ContentError& error) {
  if (error.status == 415) return ErrorCode::kUnsupportedContentType;
  if (error.status == 413) return ErrorCode::kBodyTooLarge;
  return ErrorCode::kMalformedRequest;
}

}  // namespace

Result<Parameters, ErrorCode> Parameters::Read(const http::Request& request) {
  auto sent = http::ReadParameters(request);
  if (!sent) return Fail(ErrorOf(sent.error()));
  for (const http::Parameter& parameter : sent->All()) {
    if (!IsKnown(parameter.name)) continue;
    if (parameter.nested || parameter.value.size() > kValueMax) {
      return Fail(ErrorCode::kMalformedRequest);
    }
    if (sent->IsDuplicate(parameter.name)) return Fail(ErrorCode::kDuplicateParameter);
  }
  return Parameters(std::move(*sent));
}

std::optional<std::string_view> Parameters::Get(std::string_view name) const {
  const auto value = sent_.Find(name);
  return value && !value->empty() ? value : std::nullopt;
}

}  // namespace writ::api
