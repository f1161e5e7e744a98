#include <memory>

#include "cli/call.h"
#include "cli/exit_code.h"
#include "cli/output.h"
#include "cli/verb.h"

namespace writ::cli {

namespace {

struct MintOptions {
  std::string kind = "access";
  std::string app;
  std::string merchant;
  std::string scope;
  std::int64_t lifetime = 0;
};

void AddMint(CLI::App& noun, Context& context) {
  const auto options = std::make_shared<MintOptions>();
  CLI::App* verb =
      AddVerb(noun, context, "mint", "Make a token, shown this once", [&context, options] {
        const auto merchant = IdOf(context, Thing::kMerchant, options->merchant);
        if (!merchant) return merchant.error();
        Call call{"POST", "tokens"};
        call.body["kind"] = options->kind;
        call.body["merchant"] = *merchant;
        if (!options->app.empty()) {
          const auto app = IdOf(context, Thing::kApp, options->app);
          if (!app) return app.error();
          call.body["client"] = *app;
        }
        if (!options->scope.empty()) call.body["scope"] = options->scope;
        if (options->lifetime != 0) call.body["lifetime"] = options->lifetime;
        call.done = "Keep the token: it is shown this once.";
        call.once = true;
        return Show(context, call);
      });
  verb->add_option("--kind", options->kind,
                   "access (of an app), organization, live or test (an API key)")
      ->type_name("KIND")
      ->capture_default_str();
  verb->add_option("--merchant", options->merchant, "Whose it is, by id or name")
      ->required()
      ->type_name("ORG");
  verb->add_option("--app", options->app, "For --kind access: the app that gets it")
      ->type_name("APP");
  verb->add_option("--scope", options->scope, "What it may do; by default all that is allowed")
      ->type_name("\"A B\"");
  verb->add_option(
          "--lifetime", options->lifetime,
          "Seconds it lives; by default an access token as long as usual, the others for ever")
      ->type_name("N")
      ->check(CLI::Range(1, (1 << 24) - 1).description(""));
}

// A jti names a token as well as its text does.
Call Naming(const std::string& path, const std::string& token) {
  const std::string text = TokenOrInput(token);
  Call call{"POST", path};
  call.body[text.rfind("token_", 0) == 0 ? "jti" : "token"] = text;
  return call;
}

int Inspect(Context& context, const std::string& token) {
  const Result<boost::json::object, int> answer = Ask(context, Naming("tokens/inspect", token));
  if (!answer) return answer.error();
  if (const int printed = Print(context, *answer); printed != kDone) return printed;
  const boost::json::value* active = answer->if_contains("active");
  if (active == nullptr || active->is_null()) {
    context.err << "Not revoked, but a jti does not tell whether it has expired.\n";
    return kDone;
  }
  return TextOf(*answer, "active") == "yes" ? kDone : kNegative;
}

constexpr const char* kTokenHelp =
    "The token, its jti (token_…), or - to read it from standard input";

}  // namespace

void AddTokenNoun(CLI::App& root, Context& context) {
  CLI::App* noun = AddNoun(root, "token", "Single tokens");
  AddMint(*noun, context);

  const auto inspected = std::make_shared<std::string>();
  CLI::App* verb = AddVerb(*noun, context, "inspect",
                           "Tell what a token is and whether it works; exits 7 if it does not",
                           [&context, inspected] { return Inspect(context, *inspected); });
  verb->add_option("TOKEN", *inspected, kTokenHelp)->required()->type_name("");

  const auto revoked = std::make_shared<std::string>();
  verb = AddVerb(*noun, context, "revoke",
                 "End an access token; any other token ends with its whole grant",
                 [&context, revoked] { return Show(context, Naming("tokens/revoke", *revoked)); });
  verb->add_option("TOKEN", *revoked, kTokenHelp)->required()->type_name("");
}

}  // namespace writ::cli
