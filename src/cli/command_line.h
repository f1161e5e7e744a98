// The whole command line: the tree of commands, reading it, and running what it says.
#pragma once

#include <functional>

#include "cli/context.h"

// NOLINTNEXTLINE(readability-identifier-naming): the library named itself
namespace CLI {
class App;
}

namespace writ::cli {

// Reads the arguments and runs the command; returns an ExitCode, which is kFailed whatever the
// command came to when `context.out` did not take all that was printed. `add_own` adds the commands
// that live outside this layer (serve, sandbox, init, config) before the nouns.
[[nodiscard]] int RunCommandLine(int argc, const char* const* argv, Context& context,
                                 const std::function<void(CLI::App&)>& add_own);

}  // namespace writ::cli
