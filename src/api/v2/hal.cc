#include "api/v2/hal.h"

#include <boost/json/serialize.hpp>

#include "api/respond.h"

namespace writ::api {

boost::json::object HalLink(std::string_view href, std::string_view type) {
  return {{"href", href}, {"type", type}};
}

http::OwnedResponse HalDocument(const boost::json::object& document) {
  return {200, std::string(kHal), std::string(kNoStore), boost::json::serialize(document)};
}

}  // namespace writ::api
