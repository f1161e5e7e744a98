// Where the browser goes after an authorize request (RFC 6749 §4.1.2, RFC 9207).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "oauth/errors.h"

namespace writ::oauth {

// `redirect_uri` with code, state and iss appended to its query. `redirect_uri` must be one that
// the client may use (so it has no fragment). Any bytes of `state` come back the same when the
// query is decoded. Thread-safe, as the other.
[[nodiscard]] std::string AuthorizeRedirect(std::string_view redirect_uri, std::string_view code,
                                            std::optional<std::string_view> state,
                                            std::string_view iss);

// The same with error and error_description in place of the code.
[[nodiscard]] std::string AuthorizeRedirect(std::string_view redirect_uri, ErrorCode error,
                                            std::optional<std::string_view> state,
                                            std::string_view iss);

}  // namespace writ::oauth
