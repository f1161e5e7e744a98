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
  verb.add_option("ORG", options->id, "The merchant, org_…")->required()->type_name("");
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
        return Show(context, {"PATCH", "merchants/" + Segment(updated->id), Body(*updated)});
      });
  AddId(*verb, updated);
  AddFields(*verb, updated);
}

void AddSwitch(CLI::App& noun, Context& context, const std::string& name, const std::string& help,
               bool enabled) {
  const auto options = std::make_shared<MerchantOptions>();
  CLI::App* verb = AddVerb(noun, context, name, help, [&context, options, enabled] {
    Call call{"PATCH", "merchants/" + Segment(options->id)};
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
                return Show(context, {"POST", "merchants/" + Segment(options->id) + "/login-link"});
              });
  AddId(*verb, options);
}

void AddEndings(CLI::App& noun, Context& context) {
  const auto deleted = std::make_shared<MerchantOptions>();
  CLI::App* verb = AddVerb(
      noun, context, "delete", "Delete a merchant for ever, and with it all it said yes to",
      [&context, deleted] {
        if (!Confirmed(context, "Deleting a merchant is final.")) return int{kUsage};
        return Show(
            context,
            {"DELETE", "merchants/" + Segment(deleted->id), {}, "The merchant is deleted."});
      });
  AddId(*verb, deleted);

  const auto revoked = std::make_shared<MerchantOptions>();
  verb = AddVerb(noun, context, "revoke", "End every grant, token and session of a merchant",
                 [&context, revoked] {
                   Call call{"POST", "merchants/" + Segment(revoked->id) + "/revoke"};
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
  AddShowVerb(*noun, context, "Show a merchant", "merchants/", "ORG", "The merchant, org_…");
  AddLogin(*noun, context);
  AddSwitch(*noun, context, "disable", "Suspend a merchant: nothing of it works until enabled",
            false);
  AddSwitch(*noun, context, "enable", "Undo disable", true);
  AddEndings(*noun, context);
}

}  // namespace writ::cli
