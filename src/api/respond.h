// What the outcomes of the OAuth endpoints look like on the wire. The only place where an error of
// the rules becomes a response.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "http/handler.h"
#include "oauth/errors.h"

namespace writ::api {

inline constexpr std::string_view kJson = "application/json";
inline constexpr std::string_view kHal = "application/hal+json";
inline constexpr std::string_view kProblem = "application/problem+json";

// Complete header lines. No answer of ours may be kept by a cache (RFC 6749 §5.1); Pragma is for
// caches of HTTP/1.0.
inline constexpr std::string_view kNoStore = "Cache-Control: no-store\r\nPragma: no-cache\r\n";

// Room for the longest answer of an OAuth endpoint: two tokens, as many scopes as go together, each
// with the longest name, and the issuer. What does not fit is a failure of ours, 500.
using AnswerBuffer = std::array<char, 16384>;

// The reason phrase of a status that Writ sends (RFC 9110 §15); "Error" for any other.
[[nodiscard]] std::string_view ReasonOf(int status);

// A refusal, with the parameter that is at fault where the catalogue's sentence has a place for it.
struct OAuthRefusal {
  // Not explicit: most refusals are about no parameter.
  OAuthRefusal(oauth::ErrorCode error) : code(error) {}
  OAuthRefusal(oauth::ErrorCode error, std::string_view name) : code(error), parameter(name) {}

  oauth::ErrorCode code;
  std::string_view parameter;  // a literal; empty for none
};

// An error as RFC 6749 §5.2 has it, with `status`, `title` and `detail` beside, the only keys that
// some of Mollie's clients show to people. The response views `buffer`. 401 has a Basic challenge,
// 503 a Retry-After. Thread-safe, as all here.
[[nodiscard]] http::Response OAuthError(const OAuthRefusal& refusal, AnswerBuffer& buffer);

// What a caller sent, in quotes to be told of it: cut after 60 bytes, at the border of a character.
[[nodiscard]] std::string Quoted(std::string_view foreign);

// A problem (RFC 9457) of the routes that are not OAuth's; `detail` says what to do, and is cut
// after 1,000 bytes.
[[nodiscard]] http::OwnedResponse Problem(int status, std::string_view detail);
// The same in Mollie's HAL, for /v2/*. `headers` are further complete lines.
[[nodiscard]] http::OwnedResponse HalError(int status, std::string_view title,
                                           std::string_view detail, std::string_view headers = {});

// Renders what no endpoint can (404, 405, protocol errors) in the form that fits the path.
[[nodiscard]] http::OwnedResponse Face(const http::ProtocolError& error);

}  // namespace writ::api
