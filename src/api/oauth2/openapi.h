// GET /openapi.yaml: the OpenAPI 3.1 document of the public face, docs/openapi.yaml as it was when
// this was built.
#pragma once

#include <string_view>

#include "http/handler.h"
#include "oauth/services.h"

namespace writ::api {

// The document; made by embed_openapi.cmake.
[[nodiscard]] std::string_view OpenApiDocument();

void ShowOpenApi(const oauth::Services& services, http::Exchange& exchange);

}  // namespace writ::api
