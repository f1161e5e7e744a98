#include "cli/verb.h"

#include <iostream>
#include <map>
#include <utility>

namespace writ::cli {

CLI::App* AddNoun(CLI::App& parent, const std::string& name, const std::string& help) {
  CLI::App* noun = parent.add_subcommand(name, help);
  noun->require_subcommand(1);
  return noun;
}

CLI::App* AddVerb(CLI::App& parent, Context& context, const std::string& name,
                  const std::string& help, std::function<int()> run) {
  CLI::App* verb = parent.add_subcommand(name, help);
  verb->add_option("--data", context.data, "The data folder of the server")
      ->type_name("DIR")
      ->envname("WRIT_DATA");
  AddFormat(*verb, context);
  verb->add_flag("--yes,-y", context.yes, "Do not ask before something that cannot be undone");
  verb->callback([&context, run = std::move(run)] { context.action = run; });
  return verb;
}

void AddFormat(CLI::App& verb, Context& context) {
  const std::map<std::string, Format> formats = {{"table", Format::kTable},
                                                 {"json", Format::kJson}};
  verb.add_option("--output,-o", context.format, "How to print: table (for people) or json")
      ->transform(CLI::CheckedTransformer(formats, CLI::ignore_case).description(""))
      ->type_name("FORMAT");
}

std::string TextOrInput(const std::string& text) {
  if (text != "-") return text;
  std::string line;
  std::getline(std::cin, line);
  return line;
}

}  // namespace writ::cli
