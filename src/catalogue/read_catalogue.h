// Reading a catalogue of scopes from TOML 1.0, as `writ init --scopes FILE` and `writ scope apply`
// take it:
//
//   [[group]]                  # optional; groups are shown in this order
//   name = "reports"
//   title = "Reports"          # or by locale: title.en_US = "Reports", title.nl_NL = …
//
//   [[scope]]
//   name = "reports.read"
//   group = "reports"
//   title = "Reading reports"  # optional; or by locale
//   description = "See your reports"
//   "description.nl_NL" = "Je rapporten bekijken"   # or description.en_US and description.nl_NL
//   access = "read"            # or "change"
//   sensitive = false          # optional
//   order = 7                  # optional; where people see it, instead of by its place
//   retired = false            # optional; left as it is where it is not said
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "oauth/catalogue.h"

namespace writ::catalogue {

inline constexpr std::size_t kCatalogueBytesMax = std::size_t{1} << 20U;

// What `text` wants, in its order; the order in which people see them is set by the groups' and
// then the scopes' places. `source` is what messages call the file. The error is one sentence with
// the line: for a text above kCatalogueBytesMax, one that is no TOML, a key that is not known, and
// whatever oauth::CheckScope refuses. Thread-safe.
[[nodiscard]] Result<std::vector<oauth::WantedScope>> ReadCatalogue(std::string_view text,
                                                                    const std::string& source);

// The catalogue of a new server: the scopes with the indexes of their places.
[[nodiscard]] oauth::Catalogue::Pointer MakeCatalogue(std::vector<oauth::WantedScope> wanted);

}  // namespace writ::catalogue
