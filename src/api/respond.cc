#include "api/respond.h"

#include "api/json_writer.h"

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

std::string_view RenderOAuth(std::string_view name, int status, std::string_view description,
                             AnswerBuffer& buffer) {
  JsonWriter json(buffer);
  json.String("error", name);
  json.String("error_description", description);
  json.Number("status", status);
  json.String("title", ReasonOf(status));
  json.String("detail", description);
  return json.Finish();
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
  switch (status) {
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 411:
      return "Length Required";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 417:
      return "Expectation Failed";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "Error";
  }
}

http::Response OAuthError(oauth::ErrorCode code, AnswerBuffer& buffer) {
  const oauth::ErrorRow& row = oauth::Describe(code);
  return {row.status, kJson, HeadersOf(row.status),
          RenderOAuth(row.name, row.status, row.description, buffer)};
}

http::OwnedResponse Problem(int status, std::string_view detail) {
  AnswerBuffer buffer;
  JsonWriter json(buffer);
  json.String("type", "about:blank");
  json.String("title", ReasonOf(status));
  json.Number("status", status);
  json.String("detail", detail);
  return {status, std::string(kProblem), std::string(status == 503 ? kRetry : kNoStore),
          std::string(json.Finish())};
}

http::OwnedResponse HalError(int status, std::string_view title, std::string_view detail,
                             std::string_view headers) {
  AnswerBuffer buffer;
  JsonWriter json(buffer);
  json.Number("status", status);
  json.String("title", title);
  json.String("detail", detail);
  json.Link("documentation", "https://docs.mollie.com/reference/handling-errors");
  return {status, std::string(kHal),
          std::string(status == 503 ? kRetry : kNoStore) + std::string(headers),
          std::string(json.Finish())};
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
