#include "pages/respond.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "http/accept.h"

namespace writ::pages {

namespace {

// Nothing that a page or redirect of ours holds may be kept or passed on: a code could be in it.
constexpr std::string_view kPrivate =
    "Cache-Control: no-store\r\n"
    "X-Content-Type-Options: nosniff\r\n";
constexpr std::string_view kNoReferrer = "Referrer-Policy: no-referrer\r\n";

std::string_view FormAction(Forms forms) {
  switch (forms) {
    case Forms::kNone:
      return "; form-action 'none'";
    case Forms::kAnsweredHere:
      return "; form-action 'self'";
    case Forms::kRedirected:
      return "";
  }
  return "";
}

struct UriParts {
  std::string_view scheme;
  std::string_view authority;  // empty where there is none
};

UriParts Split(std::string_view uri) {
  const std::size_t colon = std::min(uri.find(':'), uri.size());
  const std::string_view scheme = uri.substr(0, colon);
  uri.remove_prefix(std::min(colon + 1, uri.size()));
  if (uri.substr(0, 2) != "//") return {scheme, {}};
  uri.remove_prefix(2);
  return {scheme, uri.substr(0, uri.find_first_of("/?#"))};
}

bool IsWeb(std::string_view scheme) {
  return EqualsIgnoringCase(scheme, "https") || EqualsIgnoringCase(scheme, "http");
}

http::OwnedResponse ShowRefusal(const http::Request& request, int status, std::string_view name,
                                std::string_view description, const Locale& locale) {
  if (http::PrefersJson(request.headers[http::Header::kAccept]))
    return JsonError(status, name, description);
  const NoticePage page{Text::kBadRequestTitle, Text::kBadRequestBody, {}, name, description};
  return Html(status, RenderNotice(page, locale), locale, Forms::kNone);
}

}  // namespace

std::string ShownHost(std::string_view redirect_uri) {
  const UriParts parts = Split(redirect_uri);
  return std::string(IsWeb(parts.scheme) ? parts.authority : parts.scheme);
}

http::OwnedResponse Html(int status, std::string document, const Locale& locale, Forms forms) {
  std::string headers(kPrivate);
  headers += forms == Forms::kNone ? kNoReferrer : "Referrer-Policy: same-origin\r\n";
  headers += "Content-Language: ";
  headers += locale.tag;
  headers += "\r\nX-Frame-Options: DENY\r\n";
  headers += "Content-Security-Policy: default-src 'none'; style-src ";
  headers += StyleSource();
  headers += "; img-src data:; base-uri 'none'; frame-ancestors 'none'";
  headers += FormAction(forms);
  headers += "\r\n";
  return {status, "text/html; charset=utf-8", std::move(headers), std::move(document)};
}

http::OwnedResponse Redirect(int status, std::string_view location) {
  std::string headers(kPrivate);
  headers += kNoReferrer;
  headers += "Location: ";
  headers += location;
  headers += "\r\n";
  return {status, {}, std::move(headers), {}};
}

http::OwnedResponse JsonAnswer(int status, std::string body) {
  return {status, "application/json", std::string(kPrivate) + std::string(kNoReferrer),
          std::move(body)};
}

http::OwnedResponse JsonError(int status, std::string_view name, std::string_view description) {
  std::string body = R"({"error":")";
  body += name;
  body += R"(","error_description":")";
  body += description;
  body += "\"}";
  return JsonAnswer(status, std::move(body));
}

http::OwnedResponse RefuseRequest(const http::Request& request, oauth::ErrorCode code,
                                  const Locale& locale, std::string_view parameter) {
  const oauth::ErrorRow& row = oauth::Describe(code);
  return ShowRefusal(request, row.status, row.name, oauth::DescriptionOf(row, parameter), locale);
}

http::OwnedResponse RefuseContent(const http::Request& request, const http::ContentError& error,
                                  const Locale& locale) {
  return ShowRefusal(request, error.status, "invalid_request", error.description, locale);
}

http::OwnedResponse RefuseOtherSite(const http::Request& request, const Locale& locale) {
  if (http::PrefersJson(request.headers[http::Header::kAccept])) {
    return JsonError(403, "invalid_request", Say(Text::kNotFromPageBody, Language::kEnglish));
  }
  const NoticePage page{Text::kNotFromPageTitle, Text::kNotFromPageBody, {}, {}, {}};
  return Html(403, RenderNotice(page, locale), locale, Forms::kNone);
}

http::OwnedResponse AskForLogin(const http::Request& request, const Locale& locale) {
  const oauth::ErrorRow& row = oauth::Describe(oauth::ErrorCode::kLoginRequired);
  if (http::PrefersJson(request.headers[http::Header::kAccept]))
    return JsonError(row.status, row.name, row.description);
  const NoticePage page{Text::kLoginNeededTitle, Text::kLoginNeededBody, {}, {}, {}};
  return Html(row.status, RenderNotice(page, locale), locale, Forms::kNone);
}

}  // namespace writ::pages
