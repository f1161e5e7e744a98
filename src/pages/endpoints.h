// One function for each method and path of the people's pages. All are thread-safe and answer or
// defer exactly once.
#pragma once

#include <string_view>

#include "http/handler.h"
#include "oauth/services.h"

namespace writ::pages {

inline constexpr std::string_view kAuthorizePath = "/oauth2/authorize";

// GET /oauth2/authorize (RFC 6749 §4.1.1): the consent page; a redirect where `auto` finds a live
// grant that covers the request, or with an error; a refusal on a page (or as JSON) where there is
// no sound place to redirect to or nobody is signed in.
void Authorize(const oauth::Services& services, http::Exchange& exchange);

// POST /oauth2/authorize: the consent page's answer. A yes or no is a redirect; whatever no longer
// fits the page that was shown shows the page again and says why.
void DecideConsent(const oauth::Services& services, http::Exchange& exchange);

// GET /login: asks whether to use a one-time link; spends nothing, since mail scanners open links.
void OfferLogin(const oauth::Services& services, http::Exchange& exchange);

// POST /login: spends the link and starts the session once that is durable.
void UseLogin(const oauth::Services& services, http::Exchange& exchange);

}  // namespace writ::pages
