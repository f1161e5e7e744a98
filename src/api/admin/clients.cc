#include <algorithm>
#include <boost/json/array.hpp>
#include <utility>

#include "api/admin/render.h"
#include "api/admin/verbs.h"
#include "base/base62.h"
#include "oauth/change_client.h"
#include "oauth/errors.h"
#include "oauth/register_client.h"
#include "oauth/rotate_client_secret.h"

namespace writ::api::admin {

namespace {

struct KnownClient {
  oauth::Client client;
  std::shared_ptr<const oauth::ClientProfile> profile;
};

std::optional<KnownClient> Load(const oauth::Services& services, oauth::ClientId id) {
  std::optional<oauth::Client> client = services.ledger.FindClient(id);
  std::shared_ptr<const oauth::ClientProfile> profile = services.ledger.FindClientProfile(id);
  if (!client || client->deleted || !profile) return std::nullopt;
  return KnownClient{*client, std::move(profile)};
}

std::optional<KnownClient> Load(const AdminCall& call) {
  const std::optional<oauth::ClientId> id = call.services.ids.ReadClient(call.ids.front());
  if (!id) return std::nullopt;
  return Load(call.services, *id);
}

// 30 random bytes are 41 digits; Mollie's secrets have 40.
std::string DrawSecret(Random& random) {
  auto bytes = random.Bytes<30>();
  std::string text = EncodeBase62(bytes);
  text.resize(40);
  return text;
}

// What `scope` names, or with `all_scopes` every one, those made later too.
Member<oauth::AllowedScopes> ScopesOf(const AdminCall& call, oauth::AllowedScopes otherwise) {
  const std::optional<std::string> text = TRY(TextOf(call, "scope"));
  const std::optional<bool> every = TRY(FlagOf(call, "all_scopes"));
  if (every.value_or(false)) {
    if (text) return Fail(Problem(422, "'all_scopes' leaves nothing for 'scope' to name"));
    return oauth::AllowedScopes{true, {}};
  }
  if (!text) {
    // Without naming any, no more than before.
    if (every && otherwise.every) return oauth::AllowedScopes{};
    return otherwise;
  }
  const auto set = call.services.ledger.FindCatalogue()->ParseKnownSet(*text);
  if (!set) return Fail(Problem(422, "'scope' names a scope that does not exist"));
  return oauth::AllowedScopes{false, *set};
}

// A number of seconds, or "until-used".
Member<std::optional<Seconds>> RotationGraceOf(const AdminCall& call) {
  constexpr std::string_view kName = "rotation_grace";
  const boost::json::value* value = call.body.if_contains(kName);
  if (value == nullptr || value->is_null()) return std::nullopt;
  const boost::json::string* text = value->if_string();
  if (text != nullptr && std::string_view(text->data(), text->size()) == oauth::kUntilUsedName) {
    return oauth::kUntilUsed;
  }
  const std::int64_t* seconds = value->if_int64();
  const Seconds grace{seconds == nullptr ? -1 : *seconds};
  if (!oauth::IsRotationGrace(grace)) {
    return Fail(Problem(
        422, "'rotation_grace' must be a number of seconds from 0 to 86400, or 'until-used'"));
  }
  return grace;
}

// Those of `settings` that the call does not name stay as they are.
Member<oauth::ClientSettings> SettingsOf(const AdminCall& call, oauth::ClientSettings settings) {
  settings.enabled = TRY(FlagOf(call, "enabled")).value_or(settings.enabled);
  settings.resource_server =
      TRY(FlagOf(call, "resource_server")).value_or(settings.resource_server);
  settings.rotation_grace = TRY(RotationGraceOf(call)).value_or(settings.rotation_grace);
  return settings;
}

http::OwnedResponse Refusal(oauth::ErrorCode code) {
  return Problem(422, oauth::Describe(code).description);
}

// The commit of a changed client, answered with what it has become and, if there is one, the new
// secret.
AdminOutcome Commit(const AdminCall& call, oauth::ChangeClient change, std::string secret) {
  AdminCommit commit;
  commit.proposal = oauth::Propose(change);
  commit.answer = [&services = call.services, change = std::move(change),
                   secret = std::move(secret)](const oauth::Committed&) {
    boost::json::object object = RenderClient(services, change.client, change.profile);
    if (!secret.empty()) object["client_secret"] = secret;
    return Answered(200, object);
  };
  return commit;
}

}  // namespace

AdminOutcome ListClients(const AdminCall& call) {
  const std::size_t limit = MEMBER(LimitOf(call));
  oauth::ClientId after = oauth::ClientId::kNone;
  if (const std::optional<std::string> cursor = QueryOf(call, "cursor")) {
    const std::optional<oauth::ClientId> id = call.services.ids.ReadClient(*cursor);
    if (!id) return Problem(400, "'cursor' must be the next_cursor of an earlier page");
    after = *id;
  }
  const std::vector<oauth::ClientId> ids = call.services.lists.ListClients(after, limit);
  boost::json::array items;
  for (const oauth::ClientId id : ids) {
    const std::optional<KnownClient> known = Load(call.services, id);
    if (known) items.emplace_back(RenderClient(call.services, known->client, *known->profile));
  }
  std::optional<std::string> next;
  if (ids.size() == limit) next = call.services.ids.Show(ids.back());
  return Page(std::move(items), next);
}

AdminOutcome CreateClient(const AdminCall& call) {
  MEMBER_VOID(AllowOnly(call, {"name", "redirect_uris", "preset", "resource_server", "scope",
                               "all_scopes", "rotation_grace"}));
  oauth::NewClient request;
  request.name = MEMBER(RequiredText(call, "name"));
  request.redirect_uris =
      MEMBER(TextsOf(call, "redirect_uris")).value_or(std::vector<std::string>{});
  const std::optional<oauth::Preset> preset =
      oauth::ParsePreset(MEMBER(TextOf(call, "preset")).value_or("mollie"));
  if (!preset) return Problem(422, "'preset' must be 'mollie' or 'oauth21'");
  request.preset = *preset;
  request.settings = MEMBER(SettingsOf(call, {}));
  request.scopes = MEMBER(ScopesOf(call, {}));

  const oauth::Services& services = call.services;
  std::string secret = DrawSecret(services.random);
  Result<oauth::MakeClient, oauth::ErrorCode> made =
      oauth::RegisterClient(request, services.ids.HashSecret(secret), services.random.Bytes<16>());
  if (!made) return Refusal(made.error());

  AdminCommit commit;
  commit.proposal.changes.emplace_back(*made);
  commit.answer = [&services, made = *made,
                   secret = std::move(secret)](const oauth::Committed& committed) {
    oauth::Client client = made.client;
    client.id = committed.client;
    boost::json::object object = RenderClient(services, client, made.profile);
    object["client_secret"] = secret;
    return Answered(201, object);
  };
  return commit;
}

AdminOutcome ShowClient(const AdminCall& call) {
  const std::optional<KnownClient> known = Load(call);
  if (!known) return NotFound("app");
  return Answered(200, RenderClient(call.services, known->client, *known->profile));
}

AdminOutcome PatchClient(const AdminCall& call) {
  MEMBER_VOID(AllowOnly(call, {"enabled", "name", "redirect_uris", "resource_server", "scope",
                               "all_scopes", "rotation_grace"}));
  const std::optional<KnownClient> known = Load(call);
  if (!known) return NotFound("app");
  oauth::ClientPatch patch;
  patch.settings = MEMBER(SettingsOf(call, known->client));
  patch.name = MEMBER(TextOf(call, "name"));
  patch.redirect_uris = MEMBER(TextsOf(call, "redirect_uris"));
  patch.scopes = MEMBER(ScopesOf(call, known->client.scopes));
  Result<oauth::ChangeClient, oauth::ErrorCode> change =
      oauth::PatchClient(known->client, *known->profile, patch);
  if (!change) return Refusal(change.error());
  return Commit(call, *std::move(change), {});
}

AdminOutcome DeleteClient(const AdminCall& call) {
  const std::optional<KnownClient> known = Load(call);
  if (!known) return NotFound("app");
  AdminCommit commit;
  commit.proposal.preconditions.emplace_back(
      oauth::ClientIsUnchanged{known->client.id, known->client.changed_at});
  commit.proposal.changes.emplace_back(oauth::DeleteClient{known->client.id});
  commit.answer = [](const oauth::Committed&) { return http::OwnedResponse{204, {}, {}, {}}; };
  return commit;
}

AdminOutcome RotateClientSecret(const AdminCall& call) {
  MEMBER_VOID(AllowOnly(call, {"drop_old"}));
  const bool drop_old = MEMBER(FlagOf(call, "drop_old")).value_or(false);
  const std::optional<KnownClient> known = Load(call);
  if (!known) return NotFound("app");
  std::string secret = DrawSecret(call.services.random);
  oauth::ChangeClient change = oauth::RotateClientSecret(
      known->client, *known->profile, call.services.ids.HashSecret(secret), drop_old);
  return Commit(call, std::move(change), std::move(secret));
}

AdminOutcome RevokeClient(const AdminCall& call) {
  MEMBER_VOID(AllowOnly(call, {"reach"}));
  const oauth::Reach reach = MEMBER(ReachOf(call));
  const std::optional<KnownClient> known = Load(call);
  if (!known) return NotFound("app");
  AdminCommit commit;
  commit.proposal.changes.emplace_back(
      oauth::CutClient{known->client.id, reach, oauth::Cause::kOperator});
  commit.answer = [](const oauth::Committed& committed) {
    return Answered(200, {{"sequence", oauth::Number(committed.sequence)}});
  };
  return commit;
}

}  // namespace writ::api::admin
