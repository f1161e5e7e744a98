#include "cli/setting.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <ostream>

namespace writ::cli {

std::string Prevailing(const Sources& sources, const Environment& environment) {
  if (sources.flag) return *sources.flag;
  if (!sources.variable.empty()) {
    if (const auto value = ReadVariable(environment, sources.variable)) return *value;
  }
  if (sources.file) return *sources.file;
  return std::string(sources.fallback);
}

CLI::Option* FromVariable(Context& context, CLI::Option* option, const std::string& variable) {
  context.variables.emplace_back(option, variable);
  return option->description(option->get_description() + " (" + variable + ")");
}

bool TakeVariables(Context& context, const CLI::App& command) {
  const std::vector<const CLI::Option*> own = command.get_options();
  for (const auto& [option, variable] : context.variables) {
    const bool here = std::find(own.begin(), own.end(), option) != own.end();
    if (!here || option->count() != 0) continue;
    const std::string value = Prevailing({{}, variable, {}, {}}, context.environment);
    if (value.empty()) continue;
    try {
      option->add_result(value);
      option->run_callback();
    } catch (const CLI::ParseError& error) {
      context.err << "writ: " << variable << " in the environment cannot be used: " << error.what()
                  << "\n";
      return false;
    }
  }
  return true;
}

}  // namespace writ::cli
