// The one rule by which every setting of every command gets its value.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/environment.h"
#include "cli/context.h"

// NOLINTNEXTLINE(readability-identifier-naming): the library named itself
namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace writ::cli {

// Who may say what a setting is, the strongest first.
struct Sources {
  std::optional<std::string> flag{};
  std::string variable{};  // the name of its environment variable; empty: it has none
  std::optional<std::string> file{};
  std::string_view fallback{};
};

// What the strongest of them says: flag, environment, file, default. An empty variable says
// nothing (ReadVariable); an empty flag does.
[[nodiscard]] std::string Prevailing(const Sources& sources, const Environment& environment);

// Lets `variable` say what `option` is when it is not given as a flag, and adds the variable to
// its help. CLI11's own envname is not used: it hands the variable to the options of every
// command, and in some versions sets it above the flag.
CLI::Option* FromVariable(Context& context, CLI::Option* option, const std::string& variable);

// Gives the options of `command`, and of no other, what their variables say. False, once it was
// told on standard error, if a variable's value is none that the option takes.
[[nodiscard]] bool TakeVariables(Context& context, const CLI::App& command);

}  // namespace writ::cli
