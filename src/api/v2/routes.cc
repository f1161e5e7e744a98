#include "api/v2/routes.h"

#include "api/v2/organization.h"
#include "api/v2/permissions.h"
#include "api/verb.h"

namespace writ::api {

std::vector<http::Route> V2Routes(const oauth::Services& services) {
  using enum http::Method;
  const auto at = [&services](Verb verb) { return Bind(services, verb); };
  return {
      {kGet, "/v2/permissions", at(ListPermissions)},
      {kGet, "/v2/permissions/", at(ShowPermission)},
      {kGet, "/v2/organizations/me", at(ShowOrganization)},
  };
}

}  // namespace writ::api
