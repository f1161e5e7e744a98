#include "api/commit.h"

#include <string>

namespace writ::api {

namespace {

struct Pending {
  oauth::Ledger& ledger;
  std::unique_ptr<Attempt> attempt;
  http::Deferred deferred;
  int decisions = 1;
};

void Reply(Pending& pending, const oauth::Committed* committed) {
  AnswerBuffer buffer;
  pending.deferred.Answer(Own(pending.attempt->Answer(committed, buffer)));
}

void Submit(const std::shared_ptr<Pending>& pending, oauth::Proposal proposal);

void Complete(const std::shared_ptr<Pending>& pending, const oauth::CommitResult& result) {
  if (result) {
    Reply(*pending, &*result);
    return;
  }
  if (result.error() == oauth::CommitFailure::kConflict && pending->decisions < kDecisionsMax) {
    ++pending->decisions;
    oauth::Proposal proposal = pending->attempt->Decide();
    if (proposal.Empty()) {
      Reply(*pending, nullptr);
    } else {
      Submit(pending, std::move(proposal));
    }
    return;
  }
  AnswerBuffer buffer;
  pending->deferred.Answer(Own(pending->attempt->Refuse(oauth::ErrorCode::kUnavailable, buffer)));
}

void Submit(const std::shared_ptr<Pending>& pending, oauth::Proposal proposal) {
  pending->ledger.Commit(std::move(proposal), [pending](const oauth::CommitResult& result) {
    Complete(pending, result);
  });
}

}  // namespace

http::Response Attempt::Refuse(oauth::ErrorCode code, AnswerBuffer& buffer) {
  return OAuthError(code, buffer);
}

http::OwnedResponse Own(const http::Response& response) {
  return {response.status, std::string(response.content_type), std::string(response.headers),
          std::string(response.body)};
}

void CommitThenAnswer(oauth::Ledger& ledger, std::unique_ptr<Attempt> attempt,
                      oauth::Proposal proposal, http::Deferred deferred) {
  Submit(std::make_shared<Pending>(Pending{ledger, std::move(attempt), std::move(deferred)}),
         std::move(proposal));
}

void DecideThenAnswer(oauth::Ledger& ledger, std::unique_ptr<Attempt> attempt,
                      http::Deferred deferred) {
  oauth::Proposal proposal = attempt->Decide();
  if (proposal.Empty()) {
    AnswerBuffer buffer;
    deferred.Answer(Own(attempt->Answer(nullptr, buffer)));
    return;
  }
  CommitThenAnswer(ledger, std::move(attempt), std::move(proposal), std::move(deferred));
}

}  // namespace writ::api
