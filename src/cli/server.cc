#include <memory>
#include <optional>
#include <ostream>

#include "base/disk.h"
#include "cli/call.h"
#include "cli/exit_code.h"
#include "cli/output.h"
#include "cli/socket_channel.h"
#include "cli/verb.h"

namespace writ::cli {

namespace {

// Says why nothing can be written, as far as the folder shows it.
int TellUnwritable(Context& context, const std::string& why) {
  context.err << "writ: the store in " << context.data << " cannot be written: " << why << "\n";
  return kNegative;
}

int ShowStatus(Context& context) {
  const bool running = !context.channel && ServerRuns(context.data);
  Result<boost::json::object, int> status = Ask(context, {"GET", "server"});
  const std::optional<std::string> trouble = DiskTrouble(context.data);
  if (!status) {
    // Without a server the store is opened here, which may fail for just that.
    const bool stuck = status.error() == kUnreachable && !context.channel && trouble;
    return stuck ? TellUnwritable(context, *trouble) : status.error();
  }
  (*status)["running"] = running;
  if (const int printed = Print(context, *status); printed != kDone) return printed;
  if (TextOf(*status, "writable") != "no") return kDone;
  return TellUnwritable(context, trouble.value_or("the server's log says why"));
}

}  // namespace

void AddServerVerbs(CLI::App& root, Context& context) {
  AddVerb(root, context, "status", "Show how the server is; exits 7 if its store cannot be written",
          [&context] { return ShowStatus(context); });

  const auto access_only = std::make_shared<bool>(false);
  CLI::App* verb =
      AddVerb(root, context, "revoke", "End every grant and token of the whole server at once",
              [&context, access_only] {
                const auto confirmed =
                    Confirm(context, *access_only ? "Every access token of every app dies."
                                                  : "Every grant and token of every app dies.");
                if (!confirmed) return confirmed.error();
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
