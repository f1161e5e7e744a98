#include <algorithm>
#include <boost/json/array.hpp>
#include <utility>

#include "api/admin/render.h"
#include "api/admin/verbs.h"

namespace writ::api::admin {

namespace {

// How many grants one call looks at: a filter that matches few of millions answers short pages
// with a cursor instead of holding up the server.
constexpr std::size_t kScannedMax = 100000;
constexpr std::size_t kScanStep = 1000;

struct GrantFilter {
  std::optional<oauth::ClientId> client;
  std::optional<oauth::SubjectId> subject;
  bool live_only = false;
};

Member<GrantFilter> FilterOf(const AdminCall& call) {
  GrantFilter filter;
  if (const std::optional<std::string> text = QueryOf(call, "client")) {
    filter.client = call.services.ids.ReadClient(*text);
    if (!filter.client) return Fail(NotFound("app"));
  }
  if (const std::optional<std::string> text = QueryOf(call, "merchant")) {
    filter.subject = call.services.ids.ReadSubject(*text);
    if (!filter.subject) return Fail(NotFound("merchant"));
  }
  const std::string live = QueryOf(call, "live").value_or("false");
  if (live != "true" && live != "false") {
    return Fail(Problem(400, "'live' must be true or false"));
  }
  filter.live_only = live == "true";
  return filter;
}

bool Matches(const GrantFilter& filter, const oauth::Grant& grant) {
  return (!filter.client || grant.client == *filter.client) &&
         (!filter.subject || grant.subject == *filter.subject);
}

std::optional<oauth::Standing> Load(const AdminCall& call) {
  const std::optional<oauth::GrantId> id = call.services.ids.ReadGrant(call.ids.front());
  if (!id) return std::nullopt;
  return oauth::LoadStanding(call.services.ledger, *id);
}

}  // namespace

AdminOutcome ListGrants(const AdminCall& call) {
  const oauth::Services& services = call.services;
  const std::size_t limit = MEMBER(LimitOf(call));
  const GrantFilter filter = MEMBER(FilterOf(call));
  oauth::GrantId after = oauth::GrantId::kNone;
  if (const std::optional<std::string> cursor = QueryOf(call, "cursor")) {
    const std::optional<oauth::GrantId> id = services.ids.ReadGrant(*cursor);
    if (!id) return Problem(400, "'cursor' must be the next_cursor of an earlier page");
    after = *id;
  }
  boost::json::array items;
  for (std::size_t scanned = 0; scanned < kScannedMax;) {
    const std::vector<oauth::GrantId> ids = services.lists.ListGrants(after, kScanStep);
    for (const oauth::GrantId id : ids) {
      after = id;
      const std::optional<oauth::Grant> grant = services.ledger.FindGrant(id);
      if (!grant || !Matches(filter, *grant)) continue;
      const std::optional<oauth::Standing> standing = oauth::LoadStanding(services.ledger, id);
      if (!standing) continue;
      if (filter.live_only && !IsLive(*standing, services.clock.Now())) continue;
      items.emplace_back(RenderGrant(services, *standing));
      if (items.size() == limit) return Page(std::move(items), services.ids.Show(after));
    }
    if (ids.size() < kScanStep) return Page(std::move(items), std::nullopt);
    scanned += ids.size();
  }
  return Page(std::move(items), services.ids.Show(after));
}

AdminOutcome ShowGrant(const AdminCall& call) {
  const std::optional<oauth::Standing> standing = Load(call);
  if (!standing) return NotFound("grant");
  return Answered(200, RenderGrant(call.services, *standing));
}

AdminOutcome RevokeGrant(const AdminCall& call) {
  MEMBER_VOID(AllowOnly(call, {"reach"}));
  const oauth::Reach reach = MEMBER(ReachOf(call));
  const std::optional<oauth::Standing> standing = Load(call);
  if (!standing) return NotFound("grant");
  const oauth::GrantId id = standing->grant.id;
  AdminCommit commit;
  if (reach == oauth::Reach::kAll) {
    commit.proposal.changes.emplace_back(oauth::EndGrant{id, oauth::Cause::kOperator});
  } else {
    commit.proposal.changes.emplace_back(oauth::CutGrantAccess{id, oauth::Cause::kOperator});
  }
  commit.answer = [](const oauth::Committed& committed) {
    return Answered(200, {{"sequence", oauth::Number(committed.sequence)}});
  };
  return commit;
}

}  // namespace writ::api::admin
