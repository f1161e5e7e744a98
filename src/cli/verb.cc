#include "cli/verb.h"

#include <algorithm>
#include <iostream>
#include <map>
#include <string_view>
#include <utility>

#include "cli/named.h"
#include "cli/setting.h"

namespace writ::cli {

CLI::App* AddNoun(CLI::App& parent, const std::string& name, const std::string& help) {
  CLI::App* noun = parent.add_subcommand(name, help);
  noun->require_subcommand(1);
  return noun;
}

CLI::App* AddVerb(CLI::App& parent, Context& context, const std::string& name,
                  const std::string& help, std::function<int()> run) {
  CLI::App* verb = parent.add_subcommand(name, help);
  FromVariable(context, verb->add_option("--data", context.data, "The data folder of the server"),
               "WRIT_DATA")
      ->type_name("DIR");
  FromVariable(context,
               verb->add_option("--master-key-file", context.master_key_file,
                                "The file of the master key, for when no server runs"),
               "WRIT_MASTER_KEY_FILE")
      ->type_name("FILE");
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

std::string TokenOrInput(const std::string& text) {
  std::string token = Trimmed(text);
  if (token == "-") {
    token.clear();
    for (std::string line; token.empty() && std::getline(std::cin, line);) token = Trimmed(line);
  }
  constexpr std::string_view kScheme = "bearer";  // RFC 9110 §11.1: in any case
  const std::size_t space = token.find_first_of(" \t");
  if (space != kScheme.size()) return token;
  const bool bearer = std::equal(kScheme.begin(), kScheme.end(), token.begin(),
                                 [](char one, char other) { return one == (other | 0x20); });
  return bearer ? Trimmed(token.substr(space)) : token;
}

}  // namespace writ::cli
