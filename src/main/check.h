// `writ check`: whether a stopped store is whole.
#pragma once

#include <iosfwd>
#include <string>

namespace writ {

struct CheckOptions {
  std::string data;
  std::string master_key_file;  // empty: where the settings or the folder have it
};

// Returns an ExitCode: kDone, or kFailed after one sentence on `err` that says what is wrong.
[[nodiscard]] int RunCheck(const CheckOptions& options, std::ostream& out, std::ostream& err);

}  // namespace writ
