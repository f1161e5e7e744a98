#include <array>
#include <memory>

#include "cli/call.h"
#include "cli/exit_code.h"
#include "cli/listing.h"
#include "cli/verb.h"

namespace writ::cli {

namespace {

struct Field {
  const char* option;
  const char* member;
  const char* help;
};

constexpr std::array<Field, 9> kFields = {{
    {"--name", "name", "The organization's name, which apps and pages show"},
    {"--email", "email", "Its e-mail address"},
    {"--locale", "locale", "en_US, nl_NL, nl_BE, fr_FR, fr_BE, de_DE, es_ES or it_IT"},
    {"--street", "street_and_number", "Street and number"},
    {"--postal-code", "postal_code", "Postal code"},
    {"--city", "city", "City"},
    {"--country", "country", "Two letters, e.g. NL"},
    {"--registration-number", "registration_number", "Number in the trade register"},
    {"--vat-number", "vat_number", "VAT number"},
}};

struct MerchantOptions {
  std::string id;
  std::array<std::string, kFields.size()> fields;
  bool access_only = false;
};
using Options = std::shared_ptr<MerchantOptions>;

void AddId(CLI::App& verb, const Options& options) {
  AddSubject(verb, Thing::kMerchant, "ORG", options->id);
}

// The path of the merchant that was named, with what follows it.
Result<std::string, int> PathOf(Context& context, const Options& options,
                                const std::string& verb = {}) {
  return "merchants/" + Segment(TRY(IdOf(context, Thing::kMerchant, options->id))) + verb;
}

Result<std::string, int> PathToEnd(Context& context, const Options& options, const Ending& ending,
                                   const std::string& verb = {}) {
  return "merchants/" + Segment(TRY(IdToEnd(context, Thing::kMerchant, options->id, ending))) +
         verb;
}

void AddFields(CLI::App& verb, const Options& options) {
  for (std::size_t i = 0; i < kFields.size(); ++i) {
    verb.add_option(kFields[i].option, options->fields[i], kFields[i].help)->type_name("TEXT");
  }
}

boost::json::object Body(const MerchantOptions& options) {
  boost::json::object body;
  for (std::size_t i = 0; i < kFields.size(); ++i) {
    if (!options.fields[i].empty()) body[kFields[i].member] = options.fields[i];
  }
  return body;
}

void AddCreateAndUpdate(CLI::App& noun, Context& context) {
  const auto created = std::make_shared<MerchantOptions>();
  CLI::App* verb = AddVerb(noun, context, "create", "Register a merchant", [&context, created] {
    return Show(context, {"POST", "merchants", Body(*created)});
  });
  AddFields(*verb, created);
  verb->get_option("--name")->required();

  const auto updated = std::make_shared<MerchantOptions>();
  verb =
      AddVerb(noun, context, "update", "Change what is known of a merchant", [&context, updated] {
        const auto path = PathOf(context, updated);
        return path ? Show(context, {"PATCH", *path, Body(*updated)}) : path.error();
      });
  AddId(*verb, updated);
  AddFields(*verb, updated);
}

void AddSwitch(CLI::App& noun, Context& context, const std::string& name, const std::string& help,
               bool enabled) {
  const auto options = std::make_shared<MerchantOptions>();
  CLI::App* verb = AddVerb(noun, context, name, help, [&context, options, enabled] {
    const auto path = PathOf(context, options);
    if (!path) return path.error();
    Call call{"PATCH", *path};
    call.body["enabled"] = enabled;
    return Show(context, call);
  });
  AddId(*verb, options);
}

void AddLogin(CLI::App& noun, Context& context) {
  const auto options = std::make_shared<MerchantOptions>();
  CLI::App* verb =
      AddVerb(noun, context, "login",
              "Make a link that signs a merchant in: works once, for ten minutes, in one browser",
              [&context, options] {
                const auto path = PathOf(context, options, "/login-link");
                return path ? Show(context, {"POST", *path, {}, {}, true}) : path.error();
              });
  AddId(*verb, options);
}

void AddSignOut(CLI::App& noun, Context& context) {
  const auto options = std::make_shared<MerchantOptions>();
  CLI::App* verb =
      AddVerb(noun, context, "sign-out",
              "End every session and unused link of a merchant, and no grant", [&context, options] {
                const auto path =
                    PathToEnd(context, options, {"It is signed out everywhere."}, "/sign-out");
                if (!path) return path.error();
                Call call{"POST", *path};
                call.done = "The merchant is signed out everywhere. What it gave to apps goes on.";
                return Show(context, call);
              });
  AddId(*verb, options);
}

void AddEndings(CLI::App& noun, Context& context) {
  const auto deleted = std::make_shared<MerchantOptions>();
  CLI::App* verb = AddVerb(
      noun, context, "delete", "Delete a merchant for ever, and with it every grant that it gave",
      [&context, deleted] {
        const auto path = PathToEnd(context, deleted, {"Deleting a merchant is final.", true});
        return path ? Show(context, {"DELETE", *path, {}, "The merchant is deleted."})
                    : path.error();
      });
  AddId(*verb, deleted);

  const auto revoked = std::make_shared<MerchantOptions>();
  verb = AddVerb(noun, context, "revoke", "End every grant, token and session of a merchant",
                 [&context, revoked] {
                   const auto path = PathToEnd(context, revoked,
                                               {"What it granted ends now, for ever."}, "/revoke");
                   if (!path) return path.error();
                   Call call{"POST", *path};
                   call.body["reach"] = revoked->access_only ? "access" : "all";
                   call.done = revoked->access_only
                                   ? "Every access token of the merchant has ended."
                                   : "Every grant, token and session of the merchant has ended.";
                   return Show(context, call);
                 });
  AddId(*verb, revoked);
  verb->add_flag("--access-only", revoked->access_only,
                 "End the access tokens only; refreshing goes on");
}

}  // namespace

void AddMerchantNoun(CLI::App& root, Context& context) {
  CLI::App* noun = AddNoun(root, "merchant", "Merchants, who say yes to apps");
  AddListVerb(*noun, context, "List the merchants", "merchants",
              {"id", "name", "locale", "enabled"});
  AddCreateAndUpdate(*noun, context);
  AddShowVerb(*noun, context, Thing::kMerchant, "merchants/", "ORG");
  AddLogin(*noun, context);
  AddSignOut(*noun, context);
  AddSwitch(*noun, context, "disable", "Suspend a merchant: nothing of it works until enabled",
            false);
  AddSwitch(*noun, context, "enable", "Undo disable", true);
  AddEndings(*noun, context);
}

}  // namespace writ::cli
