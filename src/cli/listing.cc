#include "cli/listing.h"

#include <utility>

namespace writ::cli {

ListVerb AddListVerb(CLI::App& noun, Context& context, const std::string& help,
                     const std::string& path, std::vector<std::string_view> columns) {
  const auto list = std::make_shared<List>();
  list->path = path;
  list->columns = std::move(columns);
  const auto all = std::make_shared<bool>(false);
  CLI::App* verb = AddVerb(noun, context, "list", help, [&context, list, all] {
    if (*all) list->limit = 0;
    return ShowList(context, *list);
  });
  verb->add_option("--limit", list->limit, "How many at most")
      ->type_name("N")
      ->check(CLI::Range(1, 1000000).description(""))
      ->capture_default_str();
  verb->add_flag("--all", *all, "All of them");
  verb->add_option("--cursor", list->cursor, "Go on after the page that named this cursor")
      ->type_name("ID");
  return {verb, list};
}

void AddShowVerb(CLI::App& noun, Context& context, Thing thing, const std::string& path,
                 const std::string& argument) {
  const auto text = std::make_shared<std::string>();
  const std::string help = thing == Thing::kApp        ? "Show an app"
                           : thing == Thing::kMerchant ? "Show a merchant"
                                                       : "Show a grant";
  CLI::App* verb = AddVerb(noun, context, "show", help, [&context, thing, path, text] {
    const Result<std::string, int> id = IdOf(context, thing, *text);
    return id ? Show(context, {"GET", path + Segment(*id)}) : id.error();
  });
  AddSubject(*verb, thing, argument, *text);
}

void AddSubject(CLI::App& verb, Thing thing, const std::string& argument, std::string& text) {
  const char* const help = thing == Thing::kApp        ? "The app: its id (app_…) or its name"
                           : thing == Thing::kMerchant ? "The merchant: its id (org_…) or its name"
                                                       : "The grant: its id (grant_…)";
  verb.add_option(argument, text, help)->required()->type_name("");
}

}  // namespace writ::cli
