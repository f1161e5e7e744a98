#include "pages/browser.h"

#include "base/base62.h"
#include "base/constant_time.h"
#include "base/hex.h"
#include "base/sha256.h"
#include "http/cookie.h"
#include "http/uri.h"
#include "oauth/authorize.h"

namespace writ::pages {

namespace {

constexpr std::size_t kBrowserBytes = 16;
constexpr std::size_t kIssuerDigits = 8;

// SameSite=Lax: the browser sends it when an app links to us, but with no form of another site.
std::string SetCookie(std::string_view name, std::string_view value, bool secure,
                      std::optional<Seconds> lifetime) {
  std::string line = "Set-Cookie: ";
  line += name;
  line += '=';
  line += value;
  line += "; Path=/; HttpOnly; SameSite=Lax";
  if (lifetime) line += "; Max-Age=" + std::to_string(lifetime->count());
  if (secure) line += "; Secure";
  line += "\r\n";
  return line;
}

bool IsSecure(const oauth::Services& services, bool over_tls) {
  return services.IssuerFor(over_tls).rfind("https://", 0) == 0;
}

std::string_view NameOf(CookieKind kind) {
  switch (kind) {
    case CookieKind::kBrowser:
      return "browser";
    case CookieKind::kSession:
      return "session";
  }
  return {};
}

// The host and port of an origin.
std::string_view AuthorityOf(std::string_view origin) {
  const std::size_t colon = origin.find("://");
  return colon == std::string_view::npos ? std::string_view() : origin.substr(colon + 3);
}

bool IsOurs(const oauth::Services& services, const http::Request& request,
            std::string_view origin) {
  const auto issuer = http::SourceOf(services.IssuerFor(request.tls));
  if (issuer && origin == *issuer) return true;
  const std::string_view host = request.headers[http::Header::kHost];
  const auto addressed = http::SourceOf((request.tls ? "https://" : "http://") + std::string(host));
  if (!addressed || origin != *addressed) return false;
  return http::IsLoopbackHost(host) ? issuer && http::IsLoopbackHost(AuthorityOf(*issuer))
                                    : http::NamesOneOf(host, services.hosts);
}

}  // namespace

std::string CookieName(const oauth::Services& services, bool over_tls, CookieKind kind) {
  std::string name = IsSecure(services, over_tls) ? "__Host-writ-" : "writ-";
  name += NameOf(kind);
  name += '-';
  name += EncodeHex(Sha256(services.IssuerFor(over_tls))).substr(0, kIssuerDigits);
  return name;
}

std::string_view BrowserName(const oauth::Services& services, const http::Request& request) {
  const auto cookie = http::FindCookie(request.headers[http::Header::kCookie],
                                       CookieName(services, request.tls, CookieKind::kBrowser));
  if (!cookie) return {};
  const auto bytes = DecodeBase62(*cookie);
  return bytes && bytes->size() == kBrowserBytes ? *cookie : std::string_view();
}

Browser KnowBrowser(const oauth::Services& services, const http::Request& request) {
  if (const auto known = BrowserName(services, request); !known.empty()) {
    return {std::string(known), {}};
  }
  std::string name = EncodeBase62(services.random.Bytes<kBrowserBytes>());
  std::string line = SetCookie(CookieName(services, request.tls, CookieKind::kBrowser), name,
                               IsSecure(services, request.tls), {});
  return {std::move(name), std::move(line)};
}

bool IsBrowser(const oauth::Services& services, const http::Request& request,
               const oauth::Digest& browser) {
  const std::string_view name = BrowserName(services, request);
  return !name.empty() && EqualInConstantTime(oauth::DigestOf(name), browser);
}

std::optional<oauth::Subject> SignedIn(const oauth::Services& services,
                                       const http::Request& request) {
  const auto cookie = http::FindCookie(request.headers[http::Header::kCookie],
                                       CookieName(services, request.tls, CookieKind::kSession));
  if (!cookie) return std::nullopt;
  const auto login = oauth::ReadLogin(services.ledger, services.seals.ForThisThread(),
                                      oauth::TokenKind::kSession, *cookie);
  if (!login) return std::nullopt;
  const auto state = oauth::CheckLogin(login->claims, login->subject, services.ledger.FindServer(),
                                       services.clock.Now());
  if (state != oauth::LoginState::kGood) return std::nullopt;
  return login->subject;
}

std::string SessionCookie(const oauth::Services& services, bool over_tls,
                          const oauth::Subject& subject, oauth::Sequence known, Instant now) {
  const auto claims = oauth::StartSession(subject.id, known, services.lifetimes, now,
                                          oauth::DrawSerial<oauth::CodeSerial>(services.random));
  const std::string sealed = services.seals.ForThisThread().Make(claims, subject.seal_secret);
  return SetCookie(CookieName(services, over_tls, CookieKind::kSession), sealed,
                   IsSecure(services, over_tls), claims.lifetime);
}

bool IsFromOtherSite(const oauth::Services& services, const http::Request& request) {
  const std::string_view origin = request.headers[http::Header::kOrigin];
  if (http::Has(origin) && !IsOurs(services, request, origin)) return true;
  const std::string_view site = request.headers[http::Header::kSecFetchSite];
  return site == "cross-site" || site == "same-site";
}

}  // namespace writ::pages
