// Answers to browsers: pages with the headers that keep them from being framed, scripted, cached or
// read by others, and redirects.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "http/form.h"
#include "http/message.h"
#include "oauth/errors.h"
#include "pages/messages/locale.h"
#include "pages/render.h"

namespace writ::pages {

// Where `redirect_uri` leads, for people: host and port, or the scheme of an app.
[[nodiscard]] std::string ShownHost(std::string_view redirect_uri);

// What a page's forms lead to.
enum class Forms : std::uint8_t {
  kNone,
  kAnsweredHere,  // by a page of ours
  kRedirected,    // to an app, and from there to anywhere
};

// A page. The policy of one whose form is answered by a redirect has no form-action: Chromium holds
// each hop that follows to it (https://github.com/w3c/webappsec-csp/issues/8), and where the app
// sends the browser next, nobody can know. A page with a form is Referrer-Policy: same-origin;
// under no-referrer the browser would send `Origin: null` with our own forms (Fetch §3.2, "append a
// request Origin header").
[[nodiscard]] http::OwnedResponse Html(int status, std::string document, const Locale& locale,
                                       Forms forms);

// Sends the browser on. 302 answers a GET, 303 a form (RFC 9110 §15.4).
[[nodiscard]] http::OwnedResponse Redirect(int status, std::string_view location);

// JSON that no cache keeps.
[[nodiscard]] http::OwnedResponse JsonAnswer(int status, std::string body);

// An error as programs read it (RFC 6749 §5.2). `name` and `description` are ASCII without quote
// and backslash.
[[nodiscard]] http::OwnedResponse JsonError(int status, std::string_view name,
                                            std::string_view description);

// A request that must not be redirected: a page that holds the error for the makers of the app.
// This and the other refusals are JSON where Accept prefers it.
[[nodiscard]] http::OwnedResponse RefuseRequest(const http::Request& request, oauth::ErrorCode code,
                                                const Locale& locale,
                                                std::string_view parameter = {});

// The same for content that cannot be read.
[[nodiscard]] http::OwnedResponse RefuseContent(const http::Request& request,
                                                const http::ContentError& error,
                                                const Locale& locale);

// A form that another site sent: 403.
[[nodiscard]] http::OwnedResponse RefuseOtherSite(const http::Request& request,
                                                  const Locale& locale);

// Nobody is signed in: 403, and what to do.
[[nodiscard]] http::OwnedResponse AskForLogin(const http::Request& request, const Locale& locale);

}  // namespace writ::pages
