#include <boost/json/array.hpp>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>
#include <utility>

#include "base/percent.h"
#include "catalogue/read_catalogue.h"
#include "cli/call.h"
#include "cli/exit_code.h"
#include "cli/listing.h"
#include "cli/verb.h"

namespace writ::cli {

namespace {

// A scope's name as a segment of a path; it may have any visible character.
std::string ScopeSegment(std::string_view name) {
  std::string segment;
  AppendPercentEncoded(name, segment);
  return segment;
}

boost::json::object Texts(const oauth::LocalTexts& texts) {
  boost::json::object object;
  for (const auto& [locale, text] : texts.Entries()) object[locale] = text;
  return object;
}

// What the file wants, as the admin API takes it. Each group is told once.
boost::json::object BodyOf(const std::vector<oauth::WantedScope>& wanted) {
  boost::json::object groups;
  boost::json::array scopes;
  for (const oauth::WantedScope& each : wanted) {
    const oauth::Scope& scope = each.scope;
    groups[scope.group] = Texts(scope.group_title);
    boost::json::object object{{"name", scope.name},
                               {"group", scope.group},
                               {"description", Texts(scope.description)},
                               {"access", NameOf(scope.access)},
                               {"sensitive", scope.sensitive},
                               {"order", scope.order}};
    if (!scope.title.Empty()) object["title"] = Texts(scope.title);
    if (each.retired) object["retired"] = *each.retired;
    scopes.push_back(std::move(object));
  }
  boost::json::array titled;
  for (const auto& group : groups) {
    titled.push_back({{"name", group.key()}, {"title", group.value()}});
  }
  return {{"groups", std::move(titled)}, {"scopes", std::move(scopes)}};
}

Result<std::string> ReadText(const std::string& path) {
  std::ifstream file;
  errno = 0;
  if (path != "-") file.open(path, std::ios::binary);
  std::istream& in = path == "-" ? std::cin : file;
  std::ostringstream text;
  // Sets badbit where reading fails, as it does of a folder.
  if (in && in.peek() != std::istream::traits_type::eof()) text << in.rdbuf();
  if ((in.fail() && !in.eof()) || text.bad()) {
    return Fail("Cannot read " + path +
                (errno == 0 ? "" : std::string(": ") + std::strerror(errno)));
  }
  return text.str();
}

int Apply(Context& context, const std::string& path) {
  const auto text = ReadText(path);
  const auto wanted = text ? catalogue::ReadCatalogue(*text, path)
                           : Result<std::vector<oauth::WantedScope>>(Fail(text.error()));
  if (!wanted) {
    context.err << "writ: " << wanted.error().message << "\n";
    return kUsage;
  }
  return Show(context, {"POST", "scopes", BodyOf(*wanted)});
}

}  // namespace

void AddScopeNoun(CLI::App& root, Context& context) {
  CLI::App* noun = AddNoun(root, "scope", "What apps may ask merchants for");
  AddListVerb(*noun, context, "List the scopes, retired ones too", "scopes",
              {"name", "group", "access", "sensitive", "retired"});

  const auto shown = std::make_shared<std::string>();
  CLI::App* verb = AddVerb(*noun, context, "show", "Show a scope", [&context, shown] {
    return Show(context, {"GET", "scopes/" + ScopeSegment(*shown)});
  });
  verb->add_option("NAME", *shown, "The scope's name")->required()->type_name("");

  const auto file = std::make_shared<std::string>();
  verb = AddVerb(*noun, context, "apply",
                 "Make and change scopes as a file says; those that it does not name stay",
                 [&context, file] { return Apply(context, *file); });
  verb->add_option("FILE", *file, "A catalogue in TOML, or - for standard input")
      ->required()
      ->type_name("");

  const auto retired = std::make_shared<std::string>();
  verb = AddVerb(*noun, context, "retire",
                 "Let nobody ask for a scope any more; tokens that have it keep it",
                 [&context, retired] {
                   const auto confirmed =
                       Confirm(context, "Scope " + *retired + ": no app can ask for it any more.");
                   if (!confirmed) return confirmed.error();
                   return Show(context, {"POST", "scopes/" + ScopeSegment(*retired) + "/retire"});
                 });
  verb->add_option("NAME", *retired, "The scope's name")->required()->type_name("");
}

}  // namespace writ::cli
