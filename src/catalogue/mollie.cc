#include "catalogue/mollie.h"

#include <utility>

#include "base/check.h"
#include "catalogue/read_catalogue.h"

namespace writ::catalogue {

const oauth::Catalogue::Pointer& Mollie() {
  static const oauth::Catalogue::Pointer mollie = [] {
    auto read = ReadCatalogue(MollieText(), "mollie.toml");
    CHECK(read.has_value());
    return MakeCatalogue(std::move(*read));
  }();
  return mollie;
}

}  // namespace writ::catalogue
