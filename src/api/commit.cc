#include "api/commit.h"

#include <optional>
#include <string>

namespace writ::api {

namespace {

struct Pending {
  std::unique_ptr<Attempt> attempt;
  http::Deferred deferred;
  std::optional<oauth::CommitResult> result;
};

http::OwnedResponse Render(const Pending& pending) {
  AnswerBuffer buffer;
  const oauth::CommitResult& result = *pending.result;
  if (!result) {
    const bool contended = result.error() == oauth::CommitFailure::kContended ||
                           result.error() == oauth::CommitFailure::kConflict;
    return Own(pending.attempt->Refuse(
        contended ? oauth::ErrorCode::kContended : oauth::ErrorCode::kUnavailable, buffer));
  }
  const bool nothing = result->sequence == oauth::Sequence::kNone;
  return Own(pending.attempt->Answer(nothing ? nullptr : &*result, buffer));
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
  const auto pending =
      std::make_shared<Pending>(Pending{std::move(attempt), std::move(deferred), {}});
  // The attempt lives as long as the completion beside it, and a bare pointer needs no allocation.
  ledger.Commit(
      std::move(proposal), [raw = pending->attempt.get()] { return raw->Decide(); },
      [pending](const oauth::CommitResult& result) {
        pending->result = result;
        pending->deferred.AnswerBy([pending] { return Render(*pending); });
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
