// The two verbs that every noun has.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cli/call.h"
#include "cli/verb.h"

namespace writ::cli {

// `list`, with --limit, --all and --cursor. The returned list may be given query parameters by
// further options before it runs.
struct ListVerb {
  CLI::App* verb;
  std::shared_ptr<List> list;
};
ListVerb AddListVerb(CLI::App& noun, Context& context, const std::string& help,
                     const std::string& path, std::vector<std::string_view> columns);

// `show ID`; `path` ends in '/', and `argument` is what the help calls the id.
void AddShowVerb(CLI::App& noun, Context& context, Thing thing, const std::string& path,
                 const std::string& argument);

// The argument that names the thing a verb is about, and its help.
void AddSubject(CLI::App& verb, Thing thing, const std::string& argument, std::string& text);

}  // namespace writ::cli
