#include "pages/sandbox_home.h"

#include <utility>

#include "base/percent.h"
#include "catalogue/example.h"
#include "http/accept.h"
#include "pages/render.h"
#include "pages/respond.h"

namespace writ::pages {

namespace {

// A request for consent by the app, with what it was registered with.
std::string ConsentLink(const std::string& client_id, const std::string& redirect_uri,
                        const std::string& scope) {
  std::string link = "/oauth2/authorize?response_type=code&client_id=" + client_id;
  link += "&redirect_uri=";
  AppendPercentEncoded(redirect_uri, link);
  link += "&scope=";
  AppendPercentEncoded(scope, link);
  return link + "&state=xyz&approval_prompt=force";
}

SandboxHomePage Describe(const oauth::Services& services, const SandboxHome& home,
                         const http::Request& request) {
  SandboxHomePage page{home.version, services.IssuerFor(request.tls), {}};
  const std::string scope = catalogue::ExampleScope(*services.ledger.FindCatalogue(), 1);
  for (const oauth::ClientId id : home.apps) {
    const auto profile = services.ledger.FindClientProfile(id);
    if (!profile || profile->redirect_uris.empty()) continue;
    const std::string shown = services.ids.Show(id);
    page.apps.push_back(
        {profile->name, shown, ConsentLink(shown, profile->redirect_uris.front(), scope)});
  }
  return page;
}

// Neither a version nor an issuer has a character that JSON escapes.
http::OwnedResponse AsJson(const SandboxHomePage& page) {
  std::string body = R"({"name":"Writ sandbox","version":")" + page.version;
  body += R"(","issuer":")" + page.issuer;
  body += R"(","metadata":")" + page.issuer + "/.well-known/oauth-authorization-server";
  body += R"(","openapi":")" + page.issuer + "/openapi.yaml\"}";
  return JsonAnswer(200, std::move(body));
}

}  // namespace

http::Route SandboxHomeRoute(const oauth::Services& services, SandboxHome home) {
  return {
      http::Method::kGet, "/", [&services, home = std::move(home)](http::Exchange& exchange) {
        const http::Request& request = exchange.GetRequest();
        const SandboxHomePage page = Describe(services, home, request);
        if (http::PrefersJson(request.headers[http::Header::kAccept])) {
          return exchange.Answer(AsJson(page).View());
        }
        const Locale& english = ChooseLocale({}, {});
        exchange.Answer(Html(200, RenderSandboxHome(page, english), english, Forms::kNone).View());
      }};
}

}  // namespace writ::pages
