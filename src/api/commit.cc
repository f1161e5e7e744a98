#include "api/commit.h"

#include <string>

namespace writ::api {

namespace {

http::OwnedResponse Render(Attempt& attempt, const oauth::CommitResult& result) {
  AnswerBuffer buffer;
  if (!result) {
    const bool contended = result.error() == oauth::CommitFailure::kContended ||
                           result.error() == oauth::CommitFailure::kConflict;
    return Own(attempt.Refuse(
        contended ? oauth::ErrorCode::kContended : oauth::ErrorCode::kUnavailable, buffer));
  }
  const bool nothing = result->sequence == oauth::Sequence::kNone;
  return Own(attempt.Answer(nothing ? nullptr : &*result, buffer));
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
  const std::shared_ptr<Attempt> shared = std::move(attempt);
  const auto owed = std::make_shared<http::Deferred>(std::move(deferred));
  ledger.Commit(
      std::move(proposal), [shared] { return shared->Decide(); },
      [shared, owed](const oauth::CommitResult& result) {
        owed->AnswerBy([shared, result] { return Render(*shared, result); });
      });
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
