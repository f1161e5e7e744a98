#include "pages/routes.h"

#include "oauth/login.h"
#include "pages/endpoints.h"

namespace writ::pages {

std::vector<http::Route> PageRoutes(const oauth::Services& services) {
  const auto with = [&services](auto endpoint) {
    return [&services, endpoint](http::Exchange& exchange) { endpoint(services, exchange); };
  };
  return {
      {http::Method::kGet, kAuthorizePath, with(Authorize)},
      {http::Method::kPost, kAuthorizePath, with(DecideConsent)},
      {http::Method::kGet, oauth::kLoginPath, with(OfferLogin)},
      {http::Method::kPost, oauth::kLoginPath, with(UseLogin)},
  };
}

}  // namespace writ::pages
