#include <memory>
#include <ostream>

#include "cli/call.h"
#include "cli/exit_code.h"
#include "cli/verb.h"

namespace writ::cli {

void AddServerVerbs(CLI::App& root, Context& context) {
  AddVerb(root, context, "status", "Tell how the server is", [&context] {
    return Show(context, {"GET", "server"});
  });

  const auto access_only = std::make_shared<bool>(false);
  CLI::App* verb = AddVerb(
      root, context, "revoke", "End every grant and token of the whole server at once",
      [&context, access_only] {
        if (!Confirmed(context, *access_only ? "Every access token of every app dies."
                                             : "Every grant and token of every app dies.")) {
          return int{kUsage};
        }
        Call call{"POST", "server/revoke"};
        call.body["reach"] = *access_only ? "access" : "all";
        call.done = *access_only ? "Every access token of every app has ended."
                                 : "Every grant and token of every app has ended.";
        return Show(context, call);
      });
  verb->add_flag("--access-only", *access_only, "End the access tokens only; refreshing goes on");

  CLI::App* version = root.add_subcommand("version", "Print the version");
  version->callback([&context] {
    context.action = [&context] {
      context.out << "writ " << context.version << "\n";
      return int{kDone};
    };
  });
}

}  // namespace writ::cli
