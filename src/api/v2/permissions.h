// GET /v2/permissions and /v2/permissions/{id}: what the bearer's token may do, in Mollie's form.
#pragma once

#include "http/handler.h"
#include "oauth/read_token.h"
#include "oauth/services.h"

namespace writ::api {

// Every permission there is, each with whether it is granted.
void ListPermissions(const oauth::Services& services, http::Exchange& exchange,
                     const oauth::ProvenToken& token);

// The one that the path names; 404 for an unknown one.
void ShowPermission(const oauth::Services& services, http::Exchange& exchange,
                    const oauth::ProvenToken& token);

}  // namespace writ::api
