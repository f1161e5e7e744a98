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

void AddShowVerb(CLI::App& noun, Context& context, const std::string& help, const std::string& path,
                 const std::string& name, const std::string& id_help) {
  const auto id = std::make_shared<std::string>();
  CLI::App* verb = AddVerb(noun, context, "show", help, [&context, path, id] {
    return Show(context, {"GET", path + Segment(*id)});
  });
  verb->add_option(name, *id, id_help)->required()->type_name("");
}

}  // namespace writ::cli
