#include <memory>

#include "cli/call.h"
#include "cli/listing.h"
#include "cli/verb.h"

namespace writ::cli {

void AddGrantNoun(CLI::App& root, Context& context) {
  CLI::App* noun = AddNoun(root, "grant", "Grants: what lives, and what a revocation ends");
  const ListVerb list = AddListVerb(*noun, context, "List grants", "grants",
                                    {"id", "kind", "live", "client", "merchant", "created_at"});
  const std::shared_ptr<List> query = list.list;
  query->of = {{"client", Thing::kApp}, {"merchant", Thing::kMerchant}};
  list.verb->add_option("--app", query->of[0].text, "Only those of this app, by id or name")
      ->type_name("APP");
  list.verb
      ->add_option("--merchant", query->of[1].text, "Only those of this merchant, by id or name")
      ->type_name("ORG");
  list.verb->add_flag_callback(
      "--live", [query] { query->query.emplace_back("live=true"); }, "Only those that live");
  AddShowVerb(*noun, context, Thing::kGrant, "grants/", "GRANT");

  const auto id = std::make_shared<std::string>();
  const auto access_only = std::make_shared<bool>(false);
  CLI::App* verb = AddVerb(*noun, context, "revoke", "End a grant with all its tokens",
                           [&context, id, access_only] {
                             Call call{"POST", "grants/" + Segment(Trimmed(*id)) + "/revoke"};
                             call.body["reach"] = *access_only ? "access" : "all";
                             call.done = *access_only ? "Every access token of the grant has ended."
                                                      : "The grant has ended, with all its tokens.";
                             return Show(context, call);
                           });
  AddSubject(*verb, Thing::kGrant, "GRANT", *id);
  verb->add_flag("--access-only", *access_only, "End its access tokens only; refreshing goes on");
}

}  // namespace writ::cli
