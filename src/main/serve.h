// `writ serve`: the server on disk.
#pragma once

#include <iosfwd>
#include <string>

#include "main/settings.h"

namespace writ {

struct ServeOptions {
  Settings settings;
  std::string ready_file;
  bool accept_lost_history = false;
  bool accept_clock = false;
  bool init = false;            // make the store first, as writ init does, if the folder has none
  bool trust_this_key = false;  // of a store that does not say which is its own
};

// Serves until SIGTERM or SIGINT; returns an ExitCode. Failures to start are one sentence on `err`.
[[nodiscard]] int RunServe(const ServeOptions& options, std::ostream& out, std::ostream& err);

}  // namespace writ
