// `writ completion bash | zsh | fish`: the tree of commands as a completion script.
#pragma once

#include "cli/context.h"

// NOLINTNEXTLINE(readability-identifier-naming): the library named itself
namespace CLI {
class App;
}

namespace writ::cli {

// To be added last, since it completes what the tree has when it runs.
void AddCompletion(CLI::App& root, Context& context);

}  // namespace writ::cli
