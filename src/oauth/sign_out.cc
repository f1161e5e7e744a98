#include "oauth/sign_out.h"

namespace writ::oauth {

Result<Proposal, SignOutRefusal> SignOut(const std::optional<Subject>& subject,
                                         const SealSecret& fresh) {
  if (!subject || subject->deleted) return Fail(SignOutRefusal::kSubjectUnknown);
  Proposal proposal;
  proposal.changes.emplace_back(EndSessions{subject->id, fresh, Cause::kOperator});
  return proposal;
}

}  // namespace writ::oauth
