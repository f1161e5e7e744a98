#include "world.h"

#include <gtest/gtest.h>

#include <future>
#include <utility>

#include "base/percent.h"
#include "http/form.h"
#include "oauth/login.h"
#include "oauth/read_token.h"
#include "pages/browser.h"
#include "pages/routes.h"
#include "support/recording_exchange.h"
#include "support/scopes.h"

namespace writ::pages::testing {

namespace {

std::unique_ptr<store::Store> OpenLedger(const Clock& clock, Random& random) {
  store::StoreOptions options;
  options.threaded = false;
  return std::move(store::OpenInMemory(clock, random, options)).value();
}

http::OwnedResponse NoPage(const http::ProtocolError& error) { return {error.status, {}, {}, {}}; }

// The five references that ctemplate writes for text.
std::string Unescape(std::string text) {
  for (const auto& [reference, plain] :
       {std::pair{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}}) {
    const std::string_view mark = reference;
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1)) {
      text.replace(at, mark.size(), plain);
    }
  }
  return text;
}

}  // namespace

void OneSeal::Reload() {
  seal_ = std::make_unique<oauth::Seal>(
      std::make_shared<const oauth::KeyRing>(master_, ledger_.Keys()));
}

World::World(bool sandbox, std::string issuer)
    : ledger(OpenLedger(clock, random)),
      master(random.Bytes<32>()),
      ids(master),
      seals(master, *ledger),
      services{*ledger, *ledger, *ledger,           clock, random, seals,
               ids,     {},      std::move(issuer), {},    sandbox},
      router(PageRoutes(services), NoPage) {
  Commit(oauth::MakeKey{{0, oauth::KeyState::kIssue, clock.Now()}});
  seals.Reload();
  oauth::NewClient client;
  client.scopes.every = true;
  client.name = "Ledger Lines";
  client.redirect_uris = {std::string(kRedirect)};
  app = AddClient(client);
  merchant = AddMerchant("Fietsenwinkel De Ketting", "nl_NL");
}

oauth::Committed World::Commit(oauth::Change change) {
  oauth::Proposal proposal;
  proposal.changes.push_back(std::move(change));
  return Commit(std::move(proposal));
}

oauth::Committed World::Commit(oauth::Proposal proposal) {
  std::promise<oauth::CommitResult> promise;
  ledger->Commit(std::move(proposal),
                 [&](const oauth::CommitResult& result) { promise.set_value(result); });
  auto result = promise.get_future().get();
  EXPECT_TRUE(result.has_value());
  return result ? *result : oauth::Committed{};
}

oauth::ClientId World::AddClient(const oauth::NewClient& client) {
  auto change = oauth::RegisterClient(client, {}, random.Bytes<16>());
  EXPECT_TRUE(change.has_value());
  return Commit(*std::move(change)).client;
}

oauth::SubjectId World::AddMerchant(std::string name, std::string locale) {
  oauth::MakeSubject change;
  change.subject.seal_secret = random.Bytes<16>();
  change.profile.name = std::move(name);
  change.profile.locale = std::move(locale);
  return Commit(std::move(change)).subject;
}

oauth::Committed World::AddGrant(oauth::SubjectId subject, std::string_view scopes) {
  const oauth::ScopeList list = *oauth::ParseScope(scopes);
  oauth::MakeGrant grant;
  grant.grant.client = app;
  grant.grant.subject = subject;
  grant.grant.secret = random.Bytes<16>();
  grant.grant.made_time = clock.Now();
  grant.scopes = list;
  oauth::Proposal proposal;
  proposal.changes.emplace_back(oauth::GiveConsent{app, subject, list, clock.Now()});
  proposal.changes.emplace_back(grant);
  return Commit(std::move(proposal));
}

std::string World::LoginLink(oauth::SubjectId subject) {
  const auto record = ledger->FindSubject(subject);
  const auto claims = *oauth::OfferLogin(record, ledger->Known(), services.lifetimes, clock.Now(),
                                         oauth::DrawSerial<oauth::CodeSerial>(random));
  const std::string link = seals.ForThisThread().Make(claims, record->seal_secret);
  return oauth::LoginAddress("", link);
}

oauth::CodeClaims World::ReadCode(std::string_view code) {
  const auto proven = oauth::ReadCode(*ledger, seals.ForThisThread(), code);
  EXPECT_TRUE(proven.has_value()) << code;
  return proven ? proven->claims : oauth::CodeClaims{};
}

std::string World::Target(std::string_view more) const {
  std::string target = "/oauth2/authorize?client_id=" + ids.Show(app);
  target += "&response_type=code&state=s1&scope=payments.read%20organizations.read";
  target += more;
  return target;
}

http::OwnedResponse Visitor::Get(std::string_view target, http::Method method) {
  http::Request request;
  request.method = method;
  request.target = target;
  const std::size_t mark = std::min(target.find('?'), target.size());
  request.path = target.substr(0, mark);
  request.query = mark == target.size() ? std::string_view() : target.substr(mark + 1);
  return Send(request);
}

http::OwnedResponse Visitor::Post(std::string_view path, std::string_view form) {
  http::Request request;
  request.method = http::Method::kPost;
  request.target = request.path = path;
  request.headers[http::Header::kContentType] = "application/x-www-form-urlencoded";
  request.body = form;
  return Send(request);
}

http::OwnedResponse Visitor::Decide(const std::string& html, std::string_view decision,
                                    std::optional<std::string> merchant) {
  std::string form = "request=" + Escape(Field(html, "request"));
  form += "&ticket=" + Escape(Field(html, "ticket"));
  form += "&merchant=" + Escape(merchant ? *merchant : Field(html, "merchant"));
  form += "&decision=";
  form += decision;
  return Post("/oauth2/authorize", form);
}

http::OwnedResponse Visitor::Send(http::Request request) {
  std::string header;
  for (const auto& [name, value] : cookies) {
    header += (header.empty() ? "" : "; ") + name + "=" + value;
  }
  if (!header.empty()) request.headers[http::Header::kCookie] = header;
  request.headers[http::Header::kAccept] = accept;
  request.headers[http::Header::kAcceptLanguage] = accept_language;
  if (!sec_fetch_site.empty()) request.headers[http::Header::kSecFetchSite] = sec_fetch_site;
  if (!host.empty()) request.headers[http::Header::kHost] = host;
  if (origin && request.method == http::Method::kPost)
    request.headers[http::Header::kOrigin] = *origin;
  request.tls = tls;
  writ::testing::RecordingExchange exchange(request);
  world_.router.Handle(exchange);
  auto response = exchange.Take();
  constexpr std::string_view kSet = "Set-Cookie: ";
  for (auto at = response.headers.find(kSet); at != std::string::npos;
       at = response.headers.find(kSet, at + 1)) {
    const std::string line = response.headers.substr(at + kSet.size());
    const std::size_t equals = line.find('=');
    cookies[line.substr(0, equals)] = line.substr(equals + 1, line.find(';') - equals - 1);
  }
  return response;
}

std::string BrowserCookie(const World& world) {
  return CookieName(world.services, false, CookieKind::kBrowser);
}

std::string SessionCookie(const World& world) {
  return CookieName(world.services, false, CookieKind::kSession);
}

std::string Field(const std::string& html, std::string_view name) {
  const std::string mark = "name=\"" + std::string(name) + "\" value=\"";
  const std::size_t at = html.find(mark);
  EXPECT_NE(at, std::string::npos) << "no field " << name << " in " << html;
  if (at == std::string::npos) return {};
  const std::size_t begin = at + mark.size();
  return Unescape(html.substr(begin, html.find('"', begin) - begin));
}

std::optional<std::string> Header(const http::OwnedResponse& response, std::string_view name) {
  const std::string mark = std::string(name) + ": ";
  const std::string& headers = response.headers;
  std::size_t at = headers.rfind(mark, 0) == 0 ? 0 : headers.find("\r\n" + mark);
  if (at == std::string::npos) return std::nullopt;
  at += (at == 0 && headers.rfind(mark, 0) == 0 ? 0 : 2) + mark.size();
  return headers.substr(at, headers.find("\r\n", at) - at);
}

std::optional<std::string> LocationParameter(const http::OwnedResponse& response,
                                             std::string_view name) {
  const auto location = Header(response, "Location");
  if (!location) return std::nullopt;
  const auto parameters = http::ReadForm(
      std::string_view(*location).substr(std::min(location->find('?') + 1, location->size())));
  if (!parameters || parameters->IsDuplicate(name)) return std::nullopt;
  const auto value = parameters->Find(name);
  return value ? std::optional<std::string>(*value) : std::nullopt;
}

std::string Escape(std::string_view text) {
  std::string out;
  AppendPercentEncoded(text, out);
  return out;
}

bool Contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

}  // namespace writ::pages::testing
