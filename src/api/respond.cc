#include "api/respond.h"

#include "api/json_writer.h"
#include "http/response_writer.h"

namespace writ::api {

namespace {

constexpr std::string_view kChallenge =
    "Cache-Control: no-store\r\nPragma: no-cache\r\n"
    "WWW-Authenticate: Basic realm=\"writ\", charset=\"UTF-8\"\r\n";
constexpr std::string_view kRetry =
    "Cache-Control: no-store\r\nPragma: no-cache\r\nRetry-After: 1\r\n";

std::string_view HeadersOf(int status) {
  if (status == 401) return kChallenge;
  if (status == 503) return kRetry;
  return kNoStore;
}

std::string_view ErrorNameOf(int status) {
  if (status == 503) return "temporarily_unavailable";
  if (status >= 500 && status != 501 && status != 505) return "server_error";
  return "invalid_request";
}

constexpr std::size_t kQuotedMax = 60;
constexpr std::size_t kDetailMax = 1000;  // six times as much with every byte escaped still fits
constexpr std::string_view kDoesNotFit =
    R"({"error":"server_error","error_description":"The answer is too long",)"
    R"("status":500,"title":"Internal Server Error","detail":"The answer is too long"})";

// At most `bytes_max` of `text`, which is UTF-8, without breaking a character.
std::string_view Cut(std::string_view text, std::size_t bytes_max) {
  if (text.size() <= bytes_max) return text;
  std::size_t end = bytes_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80) --end;
  return text.substr(0, end);
}

std::string_view RenderOAuth(std::string_view name, int status, std::string_view description,
                             AnswerBuffer& buffer) {
  JsonWriter json(buffer);
  json.String("error", name);
  json.String("error_description", Cut(description, kDetailMax));
  json.Number("status", status);
  json.String("title", ReasonOf(status));
  json.String("detail", Cut(description, kDetailMax));
  return json.Finish().value_or(kDoesNotFit);
}

// What the protocol refuses in the catalogue's words, where the catalogue has some.
std::string_view DescriptionOf(const http::ProtocolError& error) {
  switch (error.status) {
    case 404:
      return oauth::Describe(oauth::ErrorCode::kNotFound).description;
    case 405:
      return oauth::Describe(oauth::ErrorCode::kMethodNotAllowed).description;
    case 413:
      return oauth::Describe(oauth::ErrorCode::kBodyTooLarge).description;
    default:
      return error.description;
  }
}

bool IsUnder(std::string_view path, std::string_view folder) {
  return path.substr(0, folder.size()) == folder &&
         (path.size() == folder.size() || path[folder.size()] == '/');
}

// An unreadable path may have been one of these; there `error` is owed, elsewhere it does no harm.
bool IsOAuth(std::string_view path) {
  return path.empty() || IsUnder(path, "/oauth2") ||
         IsUnder(path, "/.well-known/oauth-authorization-server");
}

}  // namespace

std::string_view ReasonOf(int status) {
  const std::string_view reason = http::ReasonOf(status);
  return reason.empty() ? "Error" : reason;
}

http::Response OAuthError(const OAuthRefusal& refusal, AnswerBuffer& buffer) {
  const oauth::ErrorRow& row = oauth::Describe(refusal.code);
  if (refusal.parameter.empty()) {
    return {row.status, kJson, HeadersOf(row.status),
            RenderOAuth(row.name, row.status, row.description, buffer)};
  }
  return {row.status, kJson, HeadersOf(row.status),
          RenderOAuth(row.name, row.status, oauth::DescriptionOf(row, refusal.parameter), buffer)};
}

std::string Quoted(std::string_view foreign) {
  const std::string_view shown = Cut(foreign, kQuotedMax);
  return "'" + std::string(shown) + (shown.size() < foreign.size() ? "\u2026'" : "'");
}

http::OwnedResponse Problem(int status, std::string_view detail) {
  AnswerBuffer buffer;
  JsonWriter json(buffer);
  json.String("type", "about:blank");
  json.String("title", ReasonOf(status));
  json.Number("status", status);
  json.String("detail", Cut(detail, kDetailMax));
  return {status, std::string(kProblem), std::string(status == 503 ? kRetry : kNoStore),
          std::string(json.Finish().value_or(kDoesNotFit))};
}

http::OwnedResponse HalError(int status, std::string_view title, std::string_view detail,
                             std::string_view headers) {
  AnswerBuffer buffer;
  JsonWriter json(buffer);
  json.Number("status", status);
  json.String("title", title);
  json.String("detail", Cut(detail, kDetailMax));
  json.Link("documentation", "https://docs.mollie.com/reference/handling-errors");
  return {status, std::string(kHal),
          std::string(status == 503 ? kRetry : kNoStore) + std::string(headers),
          std::string(json.Finish().value_or(kDoesNotFit))};
}

http::OwnedResponse Face(const http::ProtocolError& error) {
  if (IsOAuth(error.path)) {
    AnswerBuffer buffer;
    const auto body =
        RenderOAuth(ErrorNameOf(error.status), error.status, DescriptionOf(error), buffer);
    return {error.status, std::string(kJson), std::string(error.status == 503 ? kRetry : kNoStore),
            std::string(body)};
  }
  if (IsUnder(error.path, "/v2")) {
    return HalError(error.status, ReasonOf(error.status), error.description);
  }
  return Problem(error.status, error.description);
}

}  // namespace writ::api
