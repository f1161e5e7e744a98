// What people may write in more than one way, brought into one.
#pragma once

#include <string>
#include <vector>

// NOLINTNEXTLINE(readability-identifier-naming): the library named itself
namespace CLI {
class App;
}

namespace writ::cli {

// The arguments after the program's name as the tree of commands reads them: "help app create"
// becomes "app create --help", and --data, -o and --yes that stand before or among the words of the
// command go behind them.
[[nodiscard]] std::vector<std::string> Arranged(const CLI::App& root,
                                                std::vector<std::string> arguments);

}  // namespace writ::cli
