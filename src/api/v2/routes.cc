#include "api/v2/routes.h"

#include "api/v2/bearer.h"
#include "api/v2/organization.h"
#include "api/v2/permissions.h"

namespace writ::api {

std::vector<http::Route> V2Routes(const oauth::Services& services) {
  using enum http::Method;
  const auto bearer = [&services](BearerVerb verb) { return ForBearer(services, verb); };
  return {
      {kGet, "/v2/permissions", bearer(ListPermissions)},
      {kGet, "/v2/permissions/", bearer(ShowPermission)},
      {kGet, "/v2/organizations/me", bearer(ShowOrganization)},
  };
}

}  // namespace writ::api
