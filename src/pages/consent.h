// The consent page and the code that a yes on it becomes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "http/message.h"
#include "oauth/services.h"
#include "pages/authorize_request.h"
#include "pages/messages/locale.h"
#include "pages/messages/texts.h"
#include "pages/render.h"

namespace writ::pages {

// The merchants that a page of `client` shows: all who may say yes to it here. In the sandbox the
// first few that are enabled, and `current` with them; else `current` alone.
[[nodiscard]] std::vector<MerchantChoice> MerchantsFor(
    const oauth::Services& services, oauth::ClientId client,
    const std::optional<oauth::Subject>& current);

// The page that asks for `request`, whose demand is sound. `notice` says why it is shown again.
// Outside the sandbox `current`, the merchant signed in, must be there.
[[nodiscard]] http::OwnedResponse ShowConsent(const oauth::Services& services,
                                              const http::Request& http_request,
                                              const AuthorizeRequest& request,
                                              const std::optional<oauth::Subject>& current,
                                              const Locale& locale, int status,
                                              std::optional<Text> notice);

// The digest of a page's question: what a ticket is bound to.
[[nodiscard]] oauth::Digest DigestOf(const AuthorizeRequest& request);

// Where a yes of `subject`, to a page shown at `seen`, sends the browser: the redirect URI with a
// code.
[[nodiscard]] std::string Approve(const oauth::Services& services,
                                  const http::Request& http_request,
                                  const AuthorizeRequest& request, oauth::SubjectId subject,
                                  oauth::Sequence seen);

// Where an error sends it.
[[nodiscard]] std::string Deny(const oauth::Services& services, const http::Request& http_request,
                               const AuthorizeRequest& request, oauth::ErrorCode error);

}  // namespace writ::pages
