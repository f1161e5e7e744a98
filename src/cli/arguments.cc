#include "cli/arguments.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <string_view>

namespace writ::cli {

namespace {

constexpr std::array<std::string_view, 3> kWithValue = {"--data", "--output", "-o"};
constexpr std::array<std::string_view, 2> kAlone = {"--yes", "-y"};

template <typename Words>
bool Has(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

const CLI::App* CommandOf(const CLI::App& level, const std::string& word) {
  for (const CLI::App* command : level.get_subcommands({})) {
    if (command->get_name() == word) return command;
  }
  return nullptr;
}

}  // namespace

std::vector<std::string> Arranged(const CLI::App& root, std::vector<std::string> arguments) {
  if (!arguments.empty() && arguments.front() == "help") {
    arguments.erase(arguments.begin());
    arguments.emplace_back("--help");
  }
  const CLI::App* level = &root;
  std::vector<std::string> words;
  std::vector<std::string> moved;
  std::size_t next = 0;
  for (; next < arguments.size(); ++next) {
    const std::string& argument = arguments[next];
    if (const CLI::App* command = CommandOf(*level, argument)) {
      level = command;
      words.push_back(argument);
      continue;
    }
    if (level->get_subcommands({}).empty()) break;
    if (Has(kWithValue, argument) && next + 1 < arguments.size()) {
      moved.push_back(argument);
      moved.push_back(arguments[++next]);
    } else if (Has(kAlone, argument) || Has(kWithValue, argument.substr(0, argument.find('=')))) {
      moved.push_back(argument);
    } else {
      break;
    }
  }
  words.insert(words.end(), moved.begin(), moved.end());
  words.insert(words.end(), arguments.begin() + static_cast<std::ptrdiff_t>(next), arguments.end());
  return words;
}

}  // namespace writ::cli
