#include <array>
#include <cstdio>

#include "api/admin/render.h"
#include "api/admin/verbs.h"

namespace writ::api::admin {

AdminOutcome ShowServer(const AdminCall& call) {
  const oauth::Services& services = call.services;
  const oauth::Server server = services.ledger.FindServer();
  std::array<char, 17> incarnation{};
  std::snprintf(incarnation.data(), incarnation.size(), "%016llx",
                static_cast<unsigned long long>(server.incarnation));
  boost::json::object object;
  object["version"] = call.options.version;
  object["issuer"] = services.issuer;
  object["sandbox"] = services.sandbox;
  object["writable"] = services.committer.Writable();
  object["sequence"] = oauth::Number(services.ledger.Known());
  object["incarnation"] = incarnation.data();
  object["now"] = FormatTime(services.clock.Now());
  object["clock_offset"] = server.clock_offset.count();
  object["all_cut_at"] = oauth::Number(server.cut.all);
  object["access_cut_at"] = oauth::Number(server.cut.access);
  object["access_token_lifetime"] = services.lifetimes.access_token.count();
  object["code_lifetime"] = services.lifetimes.code.count();
  return Answered(200, object);
}

AdminOutcome RevokeEverything(const AdminCall& call) {
  MEMBER_VOID(AllowOnly(call, {"reach"}));
  AdminCommit commit;
  commit.proposal.changes.emplace_back(
      oauth::CutServer{MEMBER(ReachOf(call)), oauth::Cause::kOperator});
  commit.answer = [](const oauth::Committed& committed) {
    return Answered(200, {{"sequence", oauth::Number(committed.sequence)}});
  };
  return commit;
}

}  // namespace writ::api::admin
