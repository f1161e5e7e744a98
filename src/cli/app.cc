#include <boost/json/array.hpp>
#include <charconv>
#include <memory>
#include <ostream>

#include "cli/call.h"
#include "cli/exit_code.h"
#include "cli/listing.h"
#include "cli/verb.h"

namespace writ::cli {

namespace {

struct AppOptions {
  std::string id;
  std::string name;
  std::vector<std::string> redirect_uris;
  std::string preset = "mollie";
  std::string scope;
  bool all_scopes = false;
  std::string rotation_grace;
  bool resource_server = false;
  bool access_only = false;
  bool drop_old = false;
};
using Options = std::shared_ptr<AppOptions>;

boost::json::array Texts(const std::vector<std::string>& texts) {
  boost::json::array array;
  for (const std::string& text : texts) array.emplace_back(text);
  return array;
}

void AddRotationGrace(CLI::App& verb, const Options& options) {
  verb.add_option("--rotation-grace", options->rotation_grace,
                  "How long after a rotation the refresh token before still works: seconds, or "
                  "until-used")
      ->type_name("SECONDS|until-used");
}

// As the admin API takes it: what is a number is sent as one.
void PutRotationGrace(Call& call, const std::string& text) {
  if (text.empty()) return;
  std::int64_t seconds = 0;
  const char* end = text.data() + text.size();
  const auto [stopped, failure] = std::from_chars(text.data(), end, seconds);
  const bool is_number = failure == std::errc{} && stopped == end;
  if (is_number) {
    call.body["rotation_grace"] = seconds;
  } else {
    call.body["rotation_grace"] = text;
  }
}

void AddId(CLI::App& verb, const Options& options) {
  AddSubject(verb, Thing::kApp, "APP", options->id);
}

// The path of the app that was named, with what follows it.
Result<std::string, int> PathOf(Context& context, const Options& options,
                                const std::string& verb = {}) {
  return "clients/" + Segment(TRY(IdOf(context, Thing::kApp, options->id))) + verb;
}

Result<std::string, int> PathToEnd(Context& context, const Options& options, const Ending& ending,
                                   const std::string& verb = {}) {
  return "clients/" + Segment(TRY(IdToEnd(context, Thing::kApp, options->id, ending))) + verb;
}

void AddScopes(CLI::App& verb, const Options& options, const std::string& help) {
  CLI::Option* scope = verb.add_option("--scope", options->scope, help)->type_name("\"A B\"");
  verb.add_flag("--all-scopes", options->all_scopes,
                "It may ask for every scope, those made later too")
      ->excludes(scope);
}

void PutScopes(const AppOptions& options, Call& call) {
  if (!options.scope.empty()) call.body["scope"] = options.scope;
  if (options.all_scopes) call.body["all_scopes"] = true;
}

void AddCreate(CLI::App& noun, Context& context) {
  const auto options = std::make_shared<AppOptions>();
  CLI::App* verb = AddVerb(noun, context, "create",
                           "Register an app; its secret is shown this once", [&context, options] {
                             if (options->redirect_uris.empty() && !options->resource_server) {
                               context.err << "writ: --redirect-uri is required, unless the app "
                                              "is a --resource-server\n";
                               return int{kUsage};
                             }
                             Call call{"POST", "clients"};
                             call.body["name"] = options->name;
                             call.body["redirect_uris"] = Texts(options->redirect_uris);
                             call.body["preset"] = options->preset;
                             call.body["resource_server"] = options->resource_server;
                             PutScopes(*options, call);
                             PutRotationGrace(call, options->rotation_grace);
                             call.done = "Keep the client_secret: it is shown this once.";
                             call.once = true;
                             return Show(context, call);
                           });
  verb->add_option("--name", options->name, "What merchants see")->required()->type_name("TEXT");
  verb->add_option("--redirect-uri", options->redirect_uris,
                   "Where merchants are sent back to; can be given more than once")
      ->type_name("URI");
  verb->add_option("--preset", options->preset, "The rules it lives by: mollie or oauth21")
      ->type_name("NAME")
      ->capture_default_str();
  AddScopes(*verb, options, "What it may ask for at all; nothing by default");
  verb->add_flag("--resource-server", options->resource_server,
                 "It may introspect the tokens of every app");
  AddRotationGrace(*verb, options);
}

void AddUpdate(CLI::App& noun, Context& context) {
  const auto options = std::make_shared<AppOptions>();
  CLI::App* verb = AddVerb(noun, context, "update",
                           "Change name, redirect URIs, scopes or rotation grace of an app",
                           [&context, options] {
                             const auto path = PathOf(context, options);
                             if (!path) return path.error();
                             Call call{"PATCH", *path};
                             if (!options->name.empty()) call.body["name"] = options->name;
                             if (!options->redirect_uris.empty()) {
                               call.body["redirect_uris"] = Texts(options->redirect_uris);
                             }
                             PutScopes(*options, call);
                             PutRotationGrace(call, options->rotation_grace);
                             return Show(context, call);
                           });
  AddId(*verb, options);
  verb->add_option("--name", options->name, "What merchants see")->type_name("TEXT");
  verb->add_option("--redirect-uri", options->redirect_uris,
                   "All its redirect URIs from now on; can be given more than once")
      ->type_name("URI");
  AddScopes(*verb, options, "What it may ask for at all");
  AddRotationGrace(*verb, options);
}

void AddSwitch(CLI::App& noun, Context& context, const std::string& name, const std::string& help,
               bool enabled) {
  const auto options = std::make_shared<AppOptions>();
  CLI::App* verb = AddVerb(noun, context, name, help, [&context, options, enabled] {
    const auto path = PathOf(context, options);
    if (!path) return path.error();
    Call call{"PATCH", *path};
    call.body["enabled"] = enabled;
    return Show(context, call);
  });
  AddId(*verb, options);
}

void AddRotateSecret(CLI::App& noun, Context& context) {
  const auto options = std::make_shared<AppOptions>();
  CLI::App* verb =
      AddVerb(noun, context, "rotate-secret",
              "Give an app a new secret, shown this once; the one before stays valid too",
              [&context, options] {
                const std::string end = "/rotate-secret";
                const auto path =
                    options->drop_old
                        ? PathToEnd(context, options, {"The secrets before this one end."}, end)
                        : PathOf(context, options, end);
                if (!path) return path.error();
                Call call{"POST", *path};
                call.body["drop_old"] = options->drop_old;
                call.done = "Keep the client_secret: it is shown this once.";
                call.once = true;
                return Show(context, call);
              });
  AddId(*verb, options);
  verb->add_flag("--drop-old", options->drop_old, "The new secret only, from now on");
}

void AddEndings(CLI::App& noun, Context& context) {
  const auto deleted = std::make_shared<AppOptions>();
  CLI::App* verb = AddVerb(
      noun, context, "delete", "Delete an app for ever, and with it all its grants and tokens",
      [&context, deleted] {
        const auto path = PathToEnd(context, deleted, {"Deleting an app is final.", true});
        return path ? Show(context, {"DELETE", *path, {}, "The app is deleted."}) : path.error();
      });
  AddId(*verb, deleted);

  const auto revoked = std::make_shared<AppOptions>();
  verb = AddVerb(noun, context, "revoke",
                 "End every grant and token of an app at once; merchants must say yes again",
                 [&context, revoked] {
                   const auto path = PathToEnd(
                       context, revoked, {"What it was granted ends now, for ever."}, "/revoke");
                   if (!path) return path.error();
                   Call call{"POST", *path};
                   call.body["reach"] = revoked->access_only ? "access" : "all";
                   call.done = revoked->access_only ? "Every access token of the app has ended."
                                                    : "Every grant and token of the app has ended.";
                   return Show(context, call);
                 });
  AddId(*verb, revoked);
  verb->add_flag("--access-only", revoked->access_only,
                 "End the access tokens only; refreshing goes on");
}

}  // namespace

void AddAppNoun(CLI::App& root, Context& context) {
  CLI::App* noun = AddNoun(root, "app", "Apps that merchants connect to");
  AddListVerb(*noun, context, "List the apps", "clients",
              {"id", "name", "preset", "enabled", "live_secrets"});
  AddCreate(*noun, context);
  AddShowVerb(*noun, context, Thing::kApp, "clients/", "APP");
  AddUpdate(*noun, context);
  AddRotateSecret(*noun, context);
  AddSwitch(*noun, context, "disable", "Suspend an app: nothing of it works until enabled", false);
  AddSwitch(*noun, context, "enable", "Undo disable", true);
  AddEndings(*noun, context);
}

}  // namespace writ::cli
