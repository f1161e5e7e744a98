// Who the app is that calls (RFC 6749 §2.3): by Basic header, percent-encoded or raw, or by
// client_id and client_secret in the body.
#pragma once

#include "api/parameters.h"
#include "base/result.h"
#include "http/message.h"
#include "http/router.h"
#include "oauth/errors.h"
#include "oauth/records/records.h"
#include "oauth/services.h"

namespace writ::api {

// The client, enabled, or: kClientCredentialsMissing, kClientCredentialsInvalid (an unknown or
// suspended client too), kClientCredentialsDiffer (header and body are not the same),
// kBearerInsteadOfClient, kApiKeyInsteadOfClient. A Bearer header is ignored beside credentials in
// the body. An unknown client takes the same time as a wrong secret. Thread-safe; does not
// allocate.
[[nodiscard]] Result<oauth::Client, oauth::ErrorCode> AuthenticateClient(
    const oauth::Services& services, const http::Request& request,
    const OAuthParameters& parameters);

// A guard: a client that has authenticated itself, with what it sent; others are refused in RFC
// 6749's form. `services` must outlive the endpoint, which does not allocate.
using ClientVerb = void (*)(const oauth::Services&, http::Exchange&, const oauth::Client&,
                            const OAuthParameters&);
[[nodiscard]] http::Endpoint ForClient(const oauth::Services& services, ClientVerb verb);

}  // namespace writ::api
