// Building the tree of commands; the only header that shows CLI11.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

#include "cli/context.h"

namespace writ::cli {

// A noun, which needs one of its verbs.
CLI::App* AddNoun(CLI::App& parent, const std::string& name, const std::string& help);

// A verb that talks to the admin API: it takes --data, --master-key-file, -o and --yes, and runs
// `run` once the whole command line has been read.
CLI::App* AddVerb(CLI::App& parent, Context& context, const std::string& name,
                  const std::string& help, std::function<int()> run);

// Only -o, for verbs that need no data folder.
void AddFormat(CLI::App& verb, Context& context);

// The token itself, or for "-" the first line of standard input that is not blank: secrets on a
// command line are seen by everybody on the machine. Without the white space around it and the word
// "Bearer" before it, which a pasted header has.
[[nodiscard]] std::string TokenOrInput(const std::string& text);

// The nouns, one file each.
void AddAppNoun(CLI::App& root, Context& context);
void AddMerchantNoun(CLI::App& root, Context& context);
void AddGrantNoun(CLI::App& root, Context& context);
void AddTokenNoun(CLI::App& root, Context& context);
void AddScopeNoun(CLI::App& root, Context& context);
void AddKeyNoun(CLI::App& root, Context& context);
void AddServerVerbs(CLI::App& root, Context& context);  // revoke, status, version
void AddFlowNoun(CLI::App& root, Context& context);

}  // namespace writ::cli
