#include "cli/completion.h"

#include <ostream>
#include <string>

#include "cli/exit_code.h"
#include "cli/verb.h"

namespace writ::cli {

namespace {

// One line of a shell `case`: the command's path, and the words that may follow it.
void PrintWords(std::ostream& out, const CLI::App& command, const std::string& path) {
  out << "    '" << path << "') words='";
  for (const CLI::App* sub : command.get_subcommands({})) out << sub->get_name() << ' ';
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) out << "--" << name << ' ';
  }
  out << "' ;;\n";
  for (const CLI::App* sub : command.get_subcommands({})) {
    PrintWords(out, *sub, path + (path.empty() ? "" : " ") + sub->get_name());
  }
}

void PrintBash(std::ostream& out, const CLI::App& root) {
  out << "# Completion of writ for bash: source <(writ completion bash)\n"
         "_writ() {\n"
         "  local words='' path='' word\n"
         "  for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
         "    case $word in -*) break ;; *) path=\"${path:+$path }$word\" ;; esac\n"
         "  done\n"
         "  case $path in\n";
  PrintWords(out, root, {});
  out << "  esac\n"
         "  mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"${COMP_WORDS[COMP_CWORD]}\")\n"
         "}\n"
         "complete -o default -F _writ writ\n";
}

}  // namespace

void AddCompletion(CLI::App& root, Context& context) {
  CLI::App* noun = AddNoun(root, "completion", "Completion scripts for shells");
  CLI::App* bash = noun->add_subcommand("bash", "For bash: source <(writ completion bash)");
  bash->callback([&context, &root] {
    context.action = [&context, &root] {
      PrintBash(context.out, root);
      return int{kDone};
    };
  });
}

}  // namespace writ::cli
