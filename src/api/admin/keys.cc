#include <algorithm>
#include <boost/json/array.hpp>
#include <utility>

#include "api/admin/render.h"
#include "api/admin/verbs.h"
#include "oauth/retire_key.h"
#include "oauth/rotate_key.h"

namespace writ::api::admin {

namespace {

// How many grants one page counts: the loop that answers serves others too.
constexpr std::size_t kCountedMax = 5'000;

// What may still be sealed under one key. Nothing is stored per token, so the refresh tokens are a
// bound: every live grant whose refresh token was made before the next key. It may have moved to a
// later key at a refresh.
struct Hanging {
  std::uint64_t refresh_tokens = 0;
  std::uint64_t api_keys = 0;  // API keys and organization tokens never move
};

std::vector<oauth::Key> Sorted(const oauth::Services& services) {
  std::vector<oauth::Key> keys = services.ledger.Keys();
  std::sort(keys.begin(), keys.end(),
            [](const oauth::Key& left, const oauth::Key& right) { return left.id < right.id; });
  return keys;
}

// The place in `keys` of the key that was issuing at `time`. Within the second of a rotation it
// may have been either; the older is taken, since that is the one to be retired.
std::size_t IssuingAt(const std::vector<oauth::Key>& keys, Instant time) {
  std::size_t place = 0;
  for (std::size_t i = 1; i < keys.size(); ++i) {
    if (keys[i].made_time < time) place = i;
  }
  return place;
}

// Counts the grants that come after `after`, as many as one page does, and says where to go on:
// kNone after the last.
std::vector<Hanging> Count(const oauth::Services& services, const std::vector<oauth::Key>& keys,
                           oauth::GrantId& after) {
  std::vector<Hanging> hanging(keys.size());
  const Instant now = services.clock.Now();
  const std::vector<oauth::GrantId> ids = services.lists.ListGrants(after, kCountedMax);
  after = ids.size() < kCountedMax ? oauth::GrantId::kNone : ids.back();
  for (const oauth::GrantId id : ids) {
    const std::optional<oauth::Standing> standing = oauth::LoadStanding(services.ledger, id);
    if (!standing || !IsLive(*standing, now)) continue;
    const oauth::Grant& grant = standing->grant;
    if (grant.kind == oauth::GrantKind::kClientCredentials) continue;
    if (grant.kind == oauth::GrantKind::kAuthorization) {
      ++hanging[IssuingAt(keys, grant.generation_time)].refresh_tokens;
    } else {
      ++hanging[IssuingAt(keys, grant.made_time)].api_keys;
    }
  }
  for (std::size_t i = 1; i < hanging.size(); ++i) {
    hanging[i].refresh_tokens += hanging[i - 1].refresh_tokens;
  }
  return hanging;
}

boost::json::object Render(const oauth::Key& key) {
  boost::json::object object;
  object["id"] = key.id;
  object["state"] = NameOf(key.state);
  object["created_at"] = FormatTime(key.made_time);
  return object;
}

http::OwnedResponse Refusal(oauth::KeyRefusal refusal) {
  switch (refusal) {
    case oauth::KeyRefusal::kUnknown:
      return NotFound("key");
    case oauth::KeyRefusal::kIssues:
      return Problem(409, "This key issues tokens; rotate first, then retire it");
    case oauth::KeyRefusal::kBackward:
      break;
  }
  return Problem(409, "A key's state only moves forward; this one is already dead");
}

}  // namespace

// Every page has all keys, with what hangs on them of the grants that it counted: the numbers of
// the pages add up.
AdminOutcome ListKeys(const AdminCall& call) {
  const oauth::Services& services = call.services;
  const std::vector<oauth::Key> keys = Sorted(services);
  oauth::GrantId after = oauth::GrantId::kNone;
  if (const std::optional<std::string> cursor = QueryOf(call, "cursor")) {
    const std::optional<oauth::GrantId> id = services.ids.ReadGrant(*cursor);
    if (!id) return Problem(400, "'cursor' must be the next_cursor of an earlier page");
    after = *id;
  }
  const std::vector<Hanging> hanging = Count(services, keys, after);
  boost::json::array items;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    boost::json::object object = Render(keys[i]);
    object["refresh_tokens_at_most"] = nullptr;
    object["api_keys"] = nullptr;
    object["access_tokens_until"] = nullptr;
    if (keys[i].state != oauth::KeyState::kDead) object["api_keys"] = hanging[i].api_keys;
    const bool retiring = keys[i].state == oauth::KeyState::kOpen ||
                          keys[i].state == oauth::KeyState::kOpenRefreshOnly;
    if (retiring) object["refresh_tokens_at_most"] = hanging[i].refresh_tokens;
    if (keys[i].state == oauth::KeyState::kOpen && i + 1 < keys.size()) {
      object["access_tokens_until"] =
          FormatTime(keys[i + 1].made_time + services.lifetimes.access_token);
    }
    items.emplace_back(std::move(object));
  }
  if (after == oauth::GrantId::kNone) return Page(std::move(items), std::nullopt);
  return Page(std::move(items), services.ids.Show(after));
}

AdminOutcome RotateKey(const AdminCall& call) {
  const oauth::Services& services = call.services;
  const std::optional<oauth::MakeKey> change =
      oauth::RotateKey(services.ledger.Keys(), services.clock.Now());
  if (!change) return Problem(409, "All 127 key numbers of this server have been used");
  AdminCommit commit;
  commit.proposal.changes.emplace_back(*change);
  commit.answer = [&services, key = change->key](const oauth::Committed& committed) {
    services.seals.Reload();
    oauth::Key made = key;
    made.id = committed.key;
    return Answered(201, Render(made));
  };
  return commit;
}

AdminOutcome RetireKey(const AdminCall& call) {
  MEMBER_VOID(AllowOnly(call, {"state"}));
  const std::string state = MEMBER(TextOf(call, "state")).value_or("open-refresh-only");
  if (state != "open-refresh-only" && state != "dead") {
    return Problem(422, "'state' must be 'open-refresh-only' or 'dead'");
  }
  const oauth::KeyState wanted =
      state == "dead" ? oauth::KeyState::kDead : oauth::KeyState::kOpenRefreshOnly;
  const oauth::Services& services = call.services;
  const std::vector<oauth::Key> keys = services.ledger.Keys();
  const auto found = std::find_if(keys.begin(), keys.end(), [&call](const oauth::Key& key) {
    return std::to_string(key.id) == call.ids.front();
  });
  if (found == keys.end()) return NotFound("key");
  const Result<oauth::ChangeKey, oauth::KeyRefusal> change =
      oauth::RetireKey(keys, found->id, wanted);
  if (!change) return Refusal(change.error());
  oauth::Key key = *found;
  key.state = wanted;
  AdminCommit commit;
  commit.proposal.changes.emplace_back(*change);
  commit.answer = [&services, key](const oauth::Committed&) {
    services.seals.Reload();
    return Answered(200, Render(key));
  };
  return commit;
}

}  // namespace writ::api::admin
