#include "cli/named.h"

#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <ostream>
#include <vector>

#include "cli/call.h"
#include "cli/exit_code.h"
#include "cli/output.h"

namespace writ::cli {

namespace {

constexpr std::size_t kIdCharacters = 22;
constexpr std::size_t kCandidatesMax = 10;
constexpr std::string_view kSpaces = " \t\r\n\v\f";

struct Words {
  std::string_view one;
  std::string_view path;  // below /admin/v1/
};

Words WordsOf(Thing thing) {
  switch (thing) {
    case Thing::kApp:
      return {"app", "clients"};
    case Thing::kMerchant:
      return {"merchant", "merchants"};
    case Thing::kGrant:
      return {"grant", "grants"};
  }
  return {};
}

// Those whose name is `name`, and no more than it takes to say that there are several.
Result<std::vector<std::string>, int> IdsNamed(Context& context, std::string_view path,
                                               const std::string& name) {
  std::vector<std::string> ids;
  std::string cursor;
  do {
    std::string page = std::string(path) + "?limit=250";
    if (!cursor.empty()) page += "&cursor=" + Segment(cursor);
    const boost::json::object answer = TRY(Ask(context, {"GET", page}));
    const boost::json::value* items = answer.if_contains("items");
    const boost::json::array* array = items == nullptr ? nullptr : items->if_array();
    if (array == nullptr) break;
    for (const boost::json::value& item : *array) {
      const boost::json::object* object = item.if_object();
      if (object != nullptr && Trimmed(TextOf(*object, "name")) == name)
        ids.push_back(TextOf(*object, "id"));
    }
    cursor = TextOf(answer, "next_cursor");
  } while (!cursor.empty() && ids.size() <= kCandidatesMax);
  return ids;
}

int TellCandidates(Context& context, const Words& words, const std::string& name,
                   const std::vector<std::string>& ids) {
  context.err << "writ: more than one " << words.one << " has the name '" << name
              << "'; say which by its id:\n";
  for (std::size_t i = 0; i < std::min(ids.size(), kCandidatesMax); ++i) {
    context.err << "  " << ids[i] << "\n";
  }
  if (ids.size() > kCandidatesMax) context.err << "  …\n";
  return kConflict;
}

// `org_…, named 'Tulp & Tegel'`, for the question; kNotFound if there is no such thing.
Result<std::string, int> Described(Context& context, const Words& words, const std::string& id) {
  const boost::json::object found =
      TRY(Ask(context, {"GET", std::string(words.path) + "/" + Segment(id)}));
  const std::string name = TextOf(found, "name");
  return std::string(words.one) + " " + id + (name.empty() ? "" : ", named '" + name + "'");
}

}  // namespace

std::string Trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kSpaces);
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(kSpaces) - begin + 1));
}

bool HasFormOfId(std::string_view text) {
  constexpr std::array<std::string_view, 4> kPrefixes = {"app_", "org_", "grant_", "token_"};
  return std::any_of(kPrefixes.begin(), kPrefixes.end(), [text](std::string_view prefix) {
    if (text.substr(0, prefix.size()) != prefix) return false;
    const std::string_view rest = text.substr(prefix.size());
    return rest.size() == kIdCharacters && std::all_of(rest.begin(), rest.end(), [](char letter) {
             return (letter >= '0' && letter <= '9') || (letter >= 'A' && letter <= 'Z') ||
                    (letter >= 'a' && letter <= 'z');
           });
  });
}

Result<std::string, int> IdOf(Context& context, Thing thing, const std::string& text) {
  std::string name = Trimmed(text);
  if (thing == Thing::kGrant || HasFormOfId(name)) return name;
  const Words words = WordsOf(thing);
  std::vector<std::string> ids = TRY(IdsNamed(context, words.path, name));
  if (ids.size() == 1) return ids.front();
  if (ids.size() > 1) return Fail(TellCandidates(context, words, name, ids));
  context.err << "writ: no " << words.one << " has the id or the name '" << name << "'\n";
  return Fail(int{kNotFound});
}

Result<std::string, int> IdToEnd(Context& context, Thing thing, const std::string& text,
                                 const Ending& ending) {
  const std::string id = TRY(IdOf(context, thing, text));
  const bool named = id != Trimmed(text);
  if (named && context.yes) {
    context.err << "writ: with --yes give the id, not a name: " << id << "\n";
    return Fail(int{kUsage});
  }
  if (context.yes || (!named && !ending.always)) return id;
  const std::string described = TRY(Described(context, WordsOf(thing), id));
  TRY_VOID(Confirm(context, std::string(ending.question) + " It is the " + described + "."));
  return id;
}

}  // namespace writ::cli
