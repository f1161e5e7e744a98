// GET /.well-known/oauth-authorization-server (RFC 8414).
#pragma once

#include <string>

#include "http/handler.h"
#include "oauth/services.h"

namespace writ::api {

// The document for clients that know us as `issuer` and may ask for what `catalogue` offers.
[[nodiscard]] std::string Metadata(const std::string& issuer, const oauth::Catalogue& catalogue);

// Answers with the document of the address that the request came to.
void ShowMetadata(const oauth::Services& services, http::Exchange& exchange);

}  // namespace writ::api
