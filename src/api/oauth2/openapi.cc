#include "api/oauth2/openapi.h"

namespace writ::api {

void ShowOpenApi(const oauth::Services&, http::Exchange& exchange) {
  // RFC 9512: the media type of YAML.
  exchange.Answer({200, "application/yaml", {}, OpenApiDocument()});
}

}  // namespace writ::api
