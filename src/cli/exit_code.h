// What the exit status of writ says; scripts rely on it (docs/cli.md).
#pragma once

namespace writ::cli {

enum ExitCode : int {
  kDone = 0,
  kFailed = 1,
  kUsage = 2,
  kNotFound = 3,
  kDenied = 4,
  kConflict = 5,
  kUnreachable = 6,
  kNegative = 7,  // a check's answer was no, e.g. an inactive token
};

}  // namespace writ::cli
