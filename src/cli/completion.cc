#include "cli/completion.h"

#include <ostream>
#include <string>

#include "cli/exit_code.h"
#include "cli/verb.h"

namespace writ::cli {

namespace {

// The words that may follow a command: its subcommands and its long options.
void PrintWords(std::ostream& out, const CLI::App& command) {
  for (const CLI::App* sub : command.get_subcommands({})) out << sub->get_name() << ' ';
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) out << "--" << name << ' ';
  }
}

// Of each command of the tree: `before` its path `between` its words `after`.
struct Arm {
  const char* before;
  const char* between;
  const char* after;
};

void PrintArms(std::ostream& out, const CLI::App& command, const std::string& path,
               const Arm& arm) {
  out << arm.before << path << arm.between;
  PrintWords(out, command);
  out << arm.after;
  for (const CLI::App* sub : command.get_subcommands({})) {
    PrintArms(out, *sub, path + (path.empty() ? "" : " ") + sub->get_name(), arm);
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
  PrintArms(out, root, {}, {"    '", "') words='", "' ;;\n"});
  out << "  esac\n"
         "  mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"${COMP_WORDS[COMP_CWORD]}\")\n"
         "}\n"
         "complete -o default -F _writ writ\n";
}

// `words` and `path` mean something to zsh itself.
void PrintZsh(std::ostream& out, const CLI::App& root) {
  out << "#compdef writ\n"
         "# Completion of writ for zsh: source <(writ completion zsh), or as _writ in a folder of "
         "$fpath\n"
         "_writ() {\n"
         "  local writ_words='' writ_path='' writ_word\n"
         "  for writ_word in ${words[2,CURRENT-1]}; do\n"
         "    case $writ_word in\n"
         "      -*) break ;;\n"
         "      *) writ_path=\"${writ_path:+$writ_path }$writ_word\" ;;\n"
         "    esac\n"
         "  done\n"
         "  case $writ_path in\n";
  PrintArms(out, root, {}, {"    '", "') writ_words='", "' ;;\n"});
  out << "  esac\n"
         "  compadd -- ${=writ_words} || _files\n"
         "}\n"
         "if [[ ${funcstack[1]} == _writ ]]; then _writ; else compdef _writ writ; fi\n";
}

void PrintFish(std::ostream& out, const CLI::App& root) {
  out << "# Completion of writ for fish: writ completion fish | source\n"
         "function __writ_words\n"
         "  set -l path\n"
         "  for word in (commandline -opc)[2..-1]\n"
         "    string match -q -- '-*' $word; and break\n"
         "    set -a path $word\n"
         "  end\n"
         "  switch \"$path\"\n";
  PrintArms(out, root, {}, {"    case '", "'\n      string split -n ' ' -- '", "'\n"});
  out << "  end\n"
         "end\n"
         "complete -c writ -a '(__writ_words)'\n";
}

void AddShell(CLI::App& noun, Context& context, const char* name, const char* help,
              void (*print)(std::ostream&, const CLI::App&), const CLI::App& root) {
  noun.add_subcommand(name, help)->callback([&context, &root, print] {
    context.action = [&context, &root, print] {
      print(context.out, root);
      return int{kDone};
    };
  });
}

}  // namespace

void AddCompletion(CLI::App& root, Context& context) {
  CLI::App* noun = AddNoun(root, "completion", "Completion scripts for shells");
  AddShell(*noun, context, "bash", "For bash: source <(writ completion bash)", PrintBash, root);
  AddShell(*noun, context, "zsh", "For zsh: source <(writ completion zsh)", PrintZsh, root);
  AddShell(*noun, context, "fish", "For fish: writ completion fish | source", PrintFish, root);
}

}  // namespace writ::cli
