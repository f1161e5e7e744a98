#include "targets.h"

#include <algorithm>
#include <array>

namespace writ::fuzz {

namespace {

template <typename... Texts>
std::vector<std::string> List(Texts... texts) {
  return {std::string(texts)...};
}

const std::array kTargets{
    Target{"head", ReadHead,
           [] {
             return List(
                 "POST /oauth2/tokens HTTP/1.1\r\nHost: a.example\r\nContent-Length: 5\r\n"
                 "Authorization: Basic YTpi\r\nCookie: a=b; c=d\r\n\r\n",
                 "GET http://a.example/x?y=z HTTP/1.0\r\n\r\n",
                 "POST /x HTTP/1.1\r\nHost: [::1]:80\r\nTransfer-Encoding: chunked\r\n"
                 "Expect: 100-continue\r\nConnection: close\r\n\r\n");
           }},
    Target{"chunked_body", ReadChunkedBody,
           [] {
             return List("5\r\nhello\r\n0\r\n\r\n", "a;x=\"y\"\r\n0123456789\r\n0\r\nA: b\r\n\r\n",
                         "1\r\naX" + std::string(1100, 'x'));
           }},
    Target{
        "form", ReadFormBody,
        [] { return List("grant_type=refresh_token&refresh_token=a%20b+c&&x", "a=%C3%A9&a=2"); }},
    Target{"json_body", ReadJsonBody,
           [] {
             return List(R"({"token":"a\u00e9\ud83d\ude00","n":1.5e3,"t":true,"x":null})",
                         R"({"a":{"b":[1,2,{"c":""}]},"a":2} )");
           }},
    Target{"basic", ReadBasic,
           [] { return List("Basic YXBwXzE6c2VjcmV0", "basic YTpiJTIwYw==", "Bearer access_x"); }},
    Target{"token", ReadTokenText, TokenSeeds},
    Target{"id", ReadId, IdSeeds},
    Target{"redirect_uri", ReadRedirectUri,
           [] {
             return List("https://app.example/callback?x=1", "http://127.0.0.1:8080/cb",
                         "com.example.app:/cb", "http://[::1]/", "javascript:alert(1)");
           }},
    Target{"scope", ReadScope,
           [] { return List("payments.read  organizations.read payments.read", "", "x"); }},
    Target{"challenge", ReadChallenge,
           [] { return List("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"); }},
    Target{"verifier", ReadVerifier,
           [] { return List("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", "short"); }},
    Target{"catalogue", ReadCatalogueFile, CatalogueSeeds},
    Target{"settings", ReadSettingsFile,
           [] {
             return List("listen = \"127.0.0.1:8080\"\ncode_lifetime = 30\nbehind_proxy = true\n",
                         "[a]\nb = 1979-05-27T07:32:00Z\n");
           }},
    Target{"admin_routes", CallAdmin, AdminSeeds},
    Target{"sandbox_routes", CallSandbox, SandboxSeeds},
    Target{"oauth_routes", CallOAuth, OAuthSeeds},
    Target{"cookie", ReadCookie,
           [] {
             return List("a=b; writ-session-f2a5b64a=session_x; c", "writ-session-f2a5b64a=\"q\"");
           }},
    Target{"accept", ReadAccept,
           [] { return List("text/html;q=0.5, application/json", "*/*;q=0.1,text/*;q=1.000"); }},
};

}  // namespace

std::span<const Target> Targets() { return kTargets; }

const Target* FindTarget(std::string_view name) {
  const auto found = std::find_if(kTargets.begin(), kTargets.end(),
                                  [&](const Target& target) { return target.name == name; });
  return found == kTargets.end() ? nullptr : &*found;
}

}  // namespace writ::fuzz
