// What can be told of a store without reading it whole.
#pragma once

#include <string>

namespace writ::store {

struct StoreGlance {
  bool has_changes = false;
  std::string first_client;  // the record of the first app that was ever registered, JSON; or empty
};

}  // namespace writ::store
