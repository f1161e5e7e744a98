// GET /v2/organizations/me: the merchant that the bearer's token acts for, in Mollie's form.
#pragma once

#include "http/handler.h"
#include "oauth/read_token.h"
#include "oauth/services.h"

namespace writ::api {

// Needs the scope organizations.read; 403 too for an app's own token, which acts for no merchant.
void ShowOrganization(const oauth::Services& services, http::Exchange& exchange,
                      const oauth::ProvenToken& token);

}  // namespace writ::api
