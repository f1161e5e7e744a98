// What the HAL documents of /v2/* share.
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <string_view>

#include "http/message.h"

namespace writ::api {

// A link as Mollie writes it; `type` is application/hal+json or text/html.
[[nodiscard]] boost::json::object HalLink(std::string_view href, std::string_view type);

[[nodiscard]] http::OwnedResponse HalDocument(const boost::json::object& document);

}  // namespace writ::api
