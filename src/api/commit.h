// Decide, commit, answer: the one shape of every verb. What needs no commit is answered at once and
// without allocating; everything else after its commit is durable (invariant 2).
#pragma once

#include <concepts>
#include <functional>
#include <memory>
#include <utility>
#include <variant>

#include "api/respond.h"
#include "http/handler.h"
#include "oauth/change.h"
#include "oauth/committer.h"

namespace writ::api {

// One request at its verb. It owns, or has from the request, everything it needs: after a conflict
// it decides on the committer's thread, and it renders on its own loop's. The request's views live
// until it is answered.
class Attempt {
 public:
  virtual ~Attempt() = default;

  // Who acts, for the events of what Decide proposes.
  [[nodiscard]] virtual oauth::Attribution By() const = 0;
  // Loads the records as they are now and decides. Called again when the commit met a conflict.
  [[nodiscard]] virtual oauth::Proposal Decide() = 0;
  // Renders the outcome of the last Decide. `committed` is what its proposal made, null if that was
  // empty. The response may view `buffer`, literals and the attempt itself.
  [[nodiscard]] virtual http::Response Answer(const oauth::Committed* committed,
                                              AnswerBuffer& buffer) = 0;
  // Renders a failure that is not the verb's own: kContended or kUnavailable. RFC 6749's form
  // unless overridden.
  [[nodiscard]] virtual http::Response Refuse(oauth::ErrorCode code, AnswerBuffer& buffer);

 protected:
  Attempt() = default;
  Attempt(const Attempt&) = default;
  Attempt(Attempt&&) = default;
  Attempt& operator=(const Attempt&) = default;
  Attempt& operator=(Attempt&&) = default;
};

[[nodiscard]] http::OwnedResponse Own(const http::Response& response);
// 503 as a problem, the catalogue's sentence.
[[nodiscard]] http::OwnedResponse RefuseByProblem(oauth::ErrorCode code);

// Commits `proposal`, decided by `attempt`, and answers `deferred` once it is durable or refused.
void CommitThenAnswer(oauth::Committer& committer, std::unique_ptr<Attempt> attempt,
                      oauth::Proposal proposal, http::Deferred deferred);
// Decides first; for work that goes on after another commit.
void DecideThenAnswer(oauth::Committer& committer, std::unique_ptr<Attempt> attempt,
                      http::Deferred deferred);

// A proposal to commit, and the answer once it is durable.
struct Commitment {
  oauth::Proposal proposal;
  std::function<http::OwnedResponse(const oauth::Committed&)> answer;
};
// What a verb decides whose answers own their text: an answer at once, or after a commit.
using Outcome = std::variant<http::OwnedResponse, Commitment>;
// `outcome`, with what it commits as done by `by`.
[[nodiscard]] Outcome DoneBy(oauth::Attribution by, Outcome outcome);

// Carries such a verb out. `decide` runs again, on the committer's thread, when the commit met a
// conflict; `refuse` renders kContended or kUnavailable.
void Perform(oauth::Committer& committer, http::Exchange& exchange, std::function<Outcome()> decide,
             std::function<http::OwnedResponse(oauth::ErrorCode)> refuse = RefuseByProblem);

// Carries `attempt` out and answers `exchange`.
template <std::derived_from<Attempt> T>
void Perform(oauth::Committer& committer, http::Exchange& exchange, T attempt) {
  oauth::Proposal proposal = attempt.Decide();
  if (proposal.Empty()) {
    AnswerBuffer buffer;
    exchange.Answer(attempt.Answer(nullptr, buffer));
    return;
  }
  CommitThenAnswer(committer, std::make_unique<T>(std::move(attempt)), std::move(proposal),
                   exchange.Defer());
}

}  // namespace writ::api
