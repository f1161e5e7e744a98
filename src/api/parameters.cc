#include "api/parameters.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace writ::api {

namespace {

using oauth::ErrorCode;

struct Known {
  std::string_view name;
  bool is_credential = false;  // a token or code: any text is one, if only an unknown one
};

constexpr std::array<Known, 10> kKnown = {{{"client_id"},
                                           {"client_secret"},
                                           {"code", true},
                                           {"code_verifier"},
                                           {"grant_type"},
                                           {"redirect_uri"},
                                           {"refresh_token", true},
                                           {"scope"},
                                           {"token", true},
                                           {"token_type_hint"}}};

const Known* FindKnown(std::string_view name) {
  const auto* const found = std::find_if(kKnown.begin(), kKnown.end(),
                                         [name](const Known& known) { return known.name == name; });
  return found == kKnown.end() ? nullptr : found;
}

ErrorCode ErrorOf(const http::ContentError& error) {
  if (error.status == 415) return ErrorCode::kUnsupportedContentType;
  if (error.status == 413) return ErrorCode::kBodyTooLarge;
  return ErrorCode::kMalformedRequest;
}

}  // namespace

Result<OAuthParameters, OAuthRefusal> OAuthParameters::Read(const http::Request& request) {
  auto sent = http::ReadParameters(request, http::Values::kAny);
  if (!sent) return Fail(OAuthRefusal(ErrorOf(sent.error())));
  for (const http::Parameter& parameter : sent->All()) {
    const Known* known = FindKnown(parameter.name);
    if (known == nullptr) continue;
    if (!parameter.is_string) return Fail(OAuthRefusal(ErrorCode::kParameterNotText, known->name));
    if (!known->is_credential && (parameter.value.size() > kValueMax || !IsText(parameter.value))) {
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
