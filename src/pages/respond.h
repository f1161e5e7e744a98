// Answers to browsers: pages with the headers that keep them from being framed, scripted, cached or
// read by others, and redirects.
#pragma once

#include <string>
#include <string_view>

#include "http/form.h"
#include "http/message.h"
#include "oauth/errors.h"
#include "pages/messages/locale.h"
#include "pages/render.h"

namespace writ::pages {

// The source expressions that let a page's form be answered by a redirect to `redirect_uri`: its
// origin, or the scheme alone where an origin cannot be said in a policy (an app's own scheme, an
// IPv6 address, characters that would end the expression). A web app may send the browser on, and
// Chromium holds each hop to the policy of the page that began: so https is admitted too, and for
// an app on loopback every port there. Content Security Policy Level 3 §2.3.1, §6.4.
[[nodiscard]] std::string FormActionSources(std::string_view redirect_uri);

// Where `redirect_uri` leads, for people: host and port, or the scheme of an app.
[[nodiscard]] std::string ShownHost(std::string_view redirect_uri);

// A page. `form_action` holds further sources for its form, or nothing.
[[nodiscard]] http::OwnedResponse Html(int status, std::string document, const Locale& locale,
                                       std::string_view form_action = {});

// Sends the browser on. 302 answers a GET, 303 a form (RFC 9110 §15.4).
[[nodiscard]] http::OwnedResponse Redirect(int status, std::string_view location);

// An error as programs read it (RFC 6749 §5.2). `name` and `description` are ASCII without quote
// and backslash.
[[nodiscard]] http::OwnedResponse JsonError(int status, std::string_view name,
                                            std::string_view description);

// A request that must not be redirected: a page that holds the error for the makers of the app.
// This and the other refusals are JSON where Accept prefers it.
[[nodiscard]] http::OwnedResponse RefuseRequest(const http::Request& request, oauth::ErrorCode code,
                                                const Locale& locale);

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
