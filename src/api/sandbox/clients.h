// POST /_sandbox/clients: registering an app.
#pragma once

#include "http/handler.h"
#include "oauth/services.h"

namespace writ::api {

// Takes {"name", "redirect_uris", "preset", "resource_server"?} and answers 201 with the app and
// its secret, which is shown this once.
void SandboxClients(const oauth::Services& services, http::Exchange& exchange);

}  // namespace writ::api
