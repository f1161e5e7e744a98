#include "oauth/authorize_redirect.h"

#include "base/percent.h"

namespace writ::oauth {

namespace {

void AppendParameter(std::string& uri, std::string_view name, std::string_view value) {
  const std::size_t query = uri.find('?');
  if (query == std::string::npos) {
    uri += '?';
  } else if (uri.back() != '&' && query + 1 != uri.size()) {
    uri += '&';
  }
  uri += name;
  uri += '=';
  AppendPercentEncoded(value, uri);
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
