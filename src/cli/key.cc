#include <memory>

#include "cli/call.h"
#include "cli/exit_code.h"
#include "cli/verb.h"

namespace writ::cli {

void AddKeyNoun(CLI::App& root, Context& context) {
  CLI::App* noun = AddNoun(root, "key", "The keys that seal tokens");
  AddVerb(*noun, context, "list", "List the keys, with what may still hang on each", [&context] {
    List list;
    list.path = "keys";
    list.limit = 0;
    list.adds_up = true;
    list.columns = {
        "id", "state", "created_at", "refresh_tokens_at_most", "api_keys", "access_tokens_until"};
    return ShowList(context, list);
  });
  AddVerb(*noun, context, "rotate",
          "Make a new key for all new tokens; tokens under the old ones stay good", [&context] {
            return Show(context, {"POST", "keys"});
          });

  const auto id = std::make_shared<int>(0);
  const auto dead = std::make_shared<bool>(false);
  CLI::App* verb = AddVerb(
      *noun, context, "retire",
      "Let an old key open refresh tokens only, which is final: access tokens, API keys,\n"
      "organization tokens and sign-ins under it die",
      [&context, id, dead] {
        const char* const warning = *dead
                                        ? "every token under it dies, for ever."
                                        : "every token under it but refresh tokens dies, for ever.";
        const auto confirmed = Confirm(context, "Key " + std::to_string(*id) + ": " + warning);
        if (!confirmed) return confirmed.error();
        Call call{"POST", "keys/" + std::to_string(*id) + "/retire"};
        call.body["state"] = *dead ? "dead" : "open-refresh-only";
        call.done =
            *dead ? "The key opens nothing any more." : "The key opens refresh tokens only.";
        return Show(context, call);
      });
  verb->add_option("KEY", *id, "The key's number")
      ->required()
      ->type_name("")
      ->check(CLI::Range(1, 127).description(""));
  verb->add_flag("--dead", *dead, "Let it open nothing any more");
}

}  // namespace writ::cli
