// An authorize request as a browser brings it (RFC 6749 §4.1.1): which app asks, where to answer,
// and what it asks for.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "http/form.h"
#include "oauth/authorize.h"
#include "oauth/errors.h"
#include "oauth/services.h"

namespace writ::pages {

// A request whose client and redirect URI are sound, so that its errors may be answered there.
struct AuthorizeRequest {
  oauth::Sequence known = oauth::Sequence::kNone;  // read before the records were
  oauth::Server server;
  oauth::Client client;
  std::shared_ptr<const oauth::ClientProfile> profile;
  oauth::Catalogue::Pointer catalogue;  // that `demand` was read by
  std::string redirect;
  std::optional<std::string> state;  // byte for byte; absent when it was sent twice
  bool signup = false;               // landing_page=signup
  std::string text;                  // the parameters that we read, as a query with its own escapes
  Result<oauth::AuthorizeDemand, oauth::ErrorCode> demand;  // its error is answered by redirect
};

// The parameters of a query, or of the text that a page sends back, that an authorization request
// has; whatever else is there is passed over.
[[nodiscard]] Result<http::Parameters, http::ContentError> ReadAuthorizeParameters(
    std::string_view query);

// Reads the parameters of a query or of the text that a page sends back. An error must be shown to
// the person and never redirected (RFC 6749 §4.1.2.1). A parameter sent twice is an error (§3.1):
// of client_id or redirect_uri here, since then nobody can say where to answer; of any other one in
// `demand`. Parameters without a value count as absent, unknown ones are ignored (§3.1).
// Thread-safe.
[[nodiscard]] Result<AuthorizeRequest, oauth::ErrorCode> ReadAuthorizeRequest(
    const oauth::Services& services, const http::Parameters& parameters);

// The `locale` parameter, if it was sent once. The view lives as long as `parameters`.
[[nodiscard]] std::optional<std::string_view> LocaleParameter(const http::Parameters& parameters);

}  // namespace writ::pages
