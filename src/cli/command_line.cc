#include "cli/command_line.h"

#include <algorithm>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "cli/arguments.h"
#include "cli/completion.h"
#include "cli/exit_code.h"
#include "cli/setting.h"
#include "cli/suggest.h"
#include "cli/verb.h"
#include "cli/writable.h"

namespace writ::cli {

namespace {

// Says what is wrong with the first word that should be a command but is none; true if there is
// one. CLI11 would only say that a command is missing.
bool TellUnknownCommand(CLI::App& root, const std::vector<std::string>& arguments,
                        Context& context) {
  CLI::App* level = &root;
  std::string path = "writ";
  for (const std::string& word : arguments) {
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

// The command that the arguments named.
CLI::App* Named(CLI::App& root) {
  CLI::App* command = &root;
  while (!command->get_subcommands().empty()) command = command->get_subcommands().front();
  return command;
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

void AddCommands(CLI::App& root, Context& context, const std::function<void(CLI::App&)>& add_own) {
  root.name("writ");
  root.set_version_flag("--version,-v", "writ " + context.version);
  root.require_subcommand(1);
  root.fallthrough(false);
  add_own(root);
  AddAppNoun(root, context);
  AddMerchantNoun(root, context);
  AddGrantNoun(root, context);
  AddTokenNoun(root, context);
  AddScopeNoun(root, context);
  AddKeyNoun(root, context);
  AddServerVerbs(root, context);
  AddFlowNoun(root, context);
  AddCompletion(root, context);
  // Arranged makes it --help; here so that it is listed.
  root.add_subcommand("help", "Tell how a command is used: writ help app create");
}

// Reads and runs; what was printed may still be on its way.
int Run(std::vector<std::string> arguments, Context& context,
        const std::function<void(CLI::App&)>& add_own) {
  CLI::App root(
      "An OAuth 2.0 authorization server whose revocations hold.\n"
      "Try it: writ sandbox --demo");
  AddCommands(root, context, add_own);
  if (arguments.empty()) {
    context.out << root.help();
    return kUsage;
  }
  arguments = Arranged(root, std::move(arguments));
  if (TellUnknownCommand(root, arguments, context)) return kUsage;
  try {
    std::reverse(arguments.begin(), arguments.end());  // the order that CLI11 takes
    root.parse(std::move(arguments));
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
  if (!TakeVariables(context, *Named(root))) return kUsage;
  return context.action ? context.action() : int{kUsage};
}

}  // namespace

int RunCommandLine(int argc, const char* const* argv, Context& context,
                   const std::function<void(CLI::App&)>& add_own) {
  const int code = Run({argv + std::min(argc, 1), argv + argc}, context, add_own);
  context.channel.reset();
  context.out.flush();
  if (context.out) return code;
  context.err << "writ: standard output could not be written: "
              << WhyUnwritable(context.out_descriptor).value_or("some of it is lost") << "\n";
  return kFailed;
}

}  // namespace writ::cli
