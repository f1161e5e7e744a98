#include "cli/command_line.h"

#include <ostream>
#include <string>
#include <vector>

#include "cli/completion.h"
#include "cli/exit_code.h"
#include "cli/suggest.h"
#include "cli/verb.h"

namespace writ::cli {

namespace {

// Says what is wrong with the first word that should be a command but is none; true if there is
// one. CLI11 would only say that a command is missing.
bool TellUnknownCommand(CLI::App& root, int argc, const char* const* argv, Context& context) {
  CLI::App* level = &root;
  std::string path = "writ";
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    std::vector<std::string> names;
    CLI::App* next = nullptr;
    for (CLI::App* command : level->get_subcommands({})) {
      names.push_back(command->get_name());
      if (command->get_name() == word) next = command;
    }
    if (names.empty() || word.empty() || word.front() == '-') return false;
    if (next != nullptr) {
      level = next;
      path += " " + word;
      continue;
    }
    context.err << "writ: there is no command '" << path << " " << word << "'.";
    if (const std::optional<std::string> meant = Suggest(word, names)) {
      context.err << " Did you mean '" << *meant << "'?";
    }
    context.err << " See " << path << " --help.\n";
    return true;
  }
  return false;
}

// An unknown option, with the one that was meant; else CLI11's own sentence.
void TellParseError(CLI::App& root, const CLI::ParseError& error, Context& context) {
  const CLI::App* command = &root;
  std::string path = root.get_name();
  while (!command->get_subcommands().empty()) {
    command = command->get_subcommands().front();
    path += " " + command->get_name();
  }
  std::vector<std::string> names;
  for (const CLI::Option* option : command->get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  for (const std::string& extra : root.remaining(true)) {
    const std::string word = extra.substr(0, extra.find('='));
    context.err << "writ: '" << path << "' has no '" << word << "'.";
    if (const std::optional<std::string> meant = Suggest(word, names)) {
      context.err << " Did you mean '" << *meant << "'?";
    }
    context.err << " See " << path << " --help.\n";
    return;
  }
  const std::vector<const CLI::App*> verbs = command->get_subcommands({});
  if (verbs.empty()) {
    context.err << "writ: " << error.what() << "\n";
    return;
  }
  context.err << "writ: '" << path << "' needs one of";
  const char* separator = ": ";
  for (const CLI::App* verb : verbs) {
    context.err << separator << verb->get_name();
    separator = ", ";
  }
  context.err << "\n";
}

}  // namespace

int RunCommandLine(int argc, const char* const* argv, Context& context,
                   const std::function<void(CLI::App&)>& add_own) {
  CLI::App root(
      "An OAuth 2.0 authorization server whose revocations hold.\n"
      "Try it: writ sandbox --demo");
  root.name("writ");
  root.set_version_flag("--version", "writ " + context.version);
  root.require_subcommand(1);
  root.fallthrough(false);
  add_own(root);
  AddAppNoun(root, context);
  AddMerchantNoun(root, context);
  AddGrantNoun(root, context);
  AddTokenNoun(root, context);
  AddKeyNoun(root, context);
  AddServerVerbs(root, context);
  AddFlowNoun(root, context);
  AddCompletion(root, context);
  if (argc <= 1) {
    context.out << root.help();
    return kUsage;
  }
  if (TellUnknownCommand(root, argc, argv, context)) return kUsage;
  try {
    root.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    context.out << root.help();  // of the subcommand that was named, with its whole path
    return kDone;
  } catch (const CLI::CallForVersion& version) {
    context.out << version.what() << "\n";
    return kDone;
  } catch (const CLI::ParseError& error) {
    TellParseError(root, error, context);
    return kUsage;
  }
  return context.action ? context.action() : int{kUsage};
}

}  // namespace writ::cli
