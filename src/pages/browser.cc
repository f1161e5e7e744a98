#include "pages/browser.h"

#include "base/base62.h"
#include "base/constant_time.h"
#include "http/cookie.h"
#include "oauth/authorize.h"

namespace writ::pages {

namespace {

constexpr std::size_t kBrowserBytes = 16;

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

}  // namespace

std::string_view BrowserName(const http::Request& request) {
  const auto cookie = http::FindCookie(request.cookie, kBrowserCookie);
  if (!cookie) return {};
  const auto bytes = DecodeBase62(*cookie);
  return bytes && bytes->size() == kBrowserBytes ? *cookie : std::string_view();
}

Browser KnowBrowser(const oauth::Services& services, const http::Request& request) {
  if (const auto known = BrowserName(request); !known.empty()) return {std::string(known), {}};
  std::string name = EncodeBase62(services.random.Bytes<kBrowserBytes>());
  std::string line = SetCookie(kBrowserCookie, name, IsSecure(services, request.tls), {});
  return {std::move(name), std::move(line)};
}

bool IsBrowser(const http::Request& request, const oauth::Digest& browser) {
  const std::string_view name = BrowserName(request);
  return !name.empty() && EqualInConstantTime(oauth::DigestOf(name), browser);
}

std::optional<oauth::Subject> SignedIn(const oauth::Services& services,
                                       const http::Request& request) {
  const auto cookie = http::FindCookie(request.cookie, kSessionCookie);
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
  return SetCookie(kSessionCookie, sealed, IsSecure(services, over_tls), claims.lifetime);
}

bool IsFromOtherSite(const http::Request& request) {
  return request.sec_fetch_site == "cross-site" || request.sec_fetch_site == "same-site";
}

}  // namespace writ::pages
