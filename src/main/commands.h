// The commands that need every layer: sandbox, serve, init and config.
#pragma once

#include "cli/context.h"

// NOLINTNEXTLINE(readability-identifier-naming): the library named itself
namespace CLI {
class App;
}

namespace writ {

void AddOwnCommands(CLI::App& root, cli::Context& context);

}  // namespace writ
