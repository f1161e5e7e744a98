// The parameters of a request to an OAuth endpoint (RFC 6749 §3.2): from a form or a flat JSON
// object, each at most once, unknown ones ignored whatever they are.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "api/respond.h"
#include "base/result.h"
#include "http/form.h"
#include "http/message.h"
#include "oauth/catalogue.h"
#include "oauth/errors.h"
#include "oauth/records/scope.h"

namespace writ::api {

class OAuthParameters {
 public:
  // The longest value of a known parameter, in bytes. But `scope` may have as many names as a
  // request may; and `token`, `code` and `refresh_token` may be whatever the body can hold, since
  // what no token of ours looks like is merely an unknown one.
  static constexpr std::size_t kValueMax = 2048;
  static constexpr std::size_t kScopeMax = oauth::kScopesTogetherMax * (oauth::kScopeNameMax + 1);

  // Reads the body. kUnsupportedContentType, kMalformedRequest (also a known parameter that is not
  // UTF-8, has a NUL or is too long), kParameterNotText (a known parameter that is neither a string
  // nor null in JSON), kBodyTooLarge, kDuplicateParameter (a known one).
  [[nodiscard]] static Result<OAuthParameters, OAuthRefusal> Read(const http::Request& request);

  // The value, or nothing if it is absent, null or empty (RFC 6749 §3.1). The view lives as long as
  // this object.
  [[nodiscard]] std::optional<std::string_view> Get(std::string_view name) const;

 private:
  explicit OAuthParameters(http::Parameters sent) : sent_(std::move(sent)) {}

  http::Parameters sent_;
};

}  // namespace writ::api
