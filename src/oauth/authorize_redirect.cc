#include "oauth/authorize_redirect.h"

namespace writ::oauth {

namespace {

bool IsUnreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

// Everything but the unreserved characters is escaped, the space as %20: a reader of
// application/x-www-form-urlencoded and one of RFC 3986 then decode the same bytes.
void AppendEscaped(std::string& out, std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  for (const char c : text) {
    if (IsUnreserved(c)) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += kDigits[byte >> 4U];
    out += kDigits[byte & 15U];
  }
}

void AppendParameter(std::string& uri, std::string_view name, std::string_view value) {
  const std::size_t query = uri.find('?');
  if (query == std::string::npos) {
    uri += '?';
  } else if (uri.back() != '&' && query + 1 != uri.size()) {
    uri += '&';
  }
  uri += name;
  uri += '=';
  AppendEscaped(uri, value);
}

void AppendStateAndIssuer(std::string& uri, std::optional<std::string_view> state,
                          std::string_view iss) {
  if (state) AppendParameter(uri, "state", *state);
  AppendParameter(uri, "iss", iss);
}

}  // namespace

std::string AuthorizeRedirect(std::string_view redirect_uri, std::string_view code,
                              std::optional<std::string_view> state, std::string_view iss) {
  std::string uri(redirect_uri);
  AppendParameter(uri, "code", code);
  AppendStateAndIssuer(uri, state, iss);
  return uri;
}

std::string AuthorizeRedirect(std::string_view redirect_uri, ErrorCode error,
                              std::optional<std::string_view> state, std::string_view iss) {
  const ErrorRow& row = Describe(error);
  std::string uri(redirect_uri);
  AppendParameter(uri, "error", row.name);
  AppendParameter(uri, "error_description", row.description);
  AppendStateAndIssuer(uri, state, iss);
  return uri;
}

}  // namespace writ::oauth
