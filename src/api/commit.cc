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

class OwningAttempt final : public Attempt {
 public:
  OwningAttempt(std::function<Outcome()> decide,
                std::function<http::OwnedResponse(oauth::ErrorCode)> refuse)
      : decide_(std::move(decide)), refuse_(std::move(refuse)) {}

  [[nodiscard]] oauth::Attribution By() const override {
    const auto* commitment = std::get_if<Commitment>(&outcome_);
    return commitment == nullptr ? oauth::Attribution{} : commitment->proposal.by;
  }

  [[nodiscard]] oauth::Proposal Decide() override {
    outcome_ = decide_();
    const auto* commitment = std::get_if<Commitment>(&outcome_);
    return commitment == nullptr ? oauth::Proposal{} : commitment->proposal;
  }

  [[nodiscard]] http::Response Answer(const oauth::Committed* committed,
                                      AnswerBuffer& /*buffer*/) override {
    const auto* commitment = std::get_if<Commitment>(&outcome_);
    if (commitment == nullptr) {
      answer_ = std::get<http::OwnedResponse>(std::move(outcome_));
    } else {
      answer_ = committed == nullptr ? Problem(500, "The verb committed nothing")
                                     : commitment->answer(*committed);
    }
    return answer_.View();
  }

  [[nodiscard]] http::Response Refuse(oauth::ErrorCode code, AnswerBuffer& /*buffer*/) override {
    answer_ = refuse_(code);
    return answer_.View();
  }

 private:
  std::function<Outcome()> decide_;
  std::function<http::OwnedResponse(oauth::ErrorCode)> refuse_;
  Outcome outcome_;
  http::OwnedResponse answer_;
};

}  // namespace

http::OwnedResponse RefuseByProblem(oauth::ErrorCode code) {
  return Problem(503, oauth::Describe(code).description);
}

void Perform(oauth::Committer& committer, http::Exchange& exchange, std::function<Outcome()> decide,
             std::function<http::OwnedResponse(oauth::ErrorCode)> refuse) {
  Perform(committer, exchange, OwningAttempt(std::move(decide), std::move(refuse)));
}

http::Response Attempt::Refuse(oauth::ErrorCode code, AnswerBuffer& buffer) {
  return OAuthError(code, buffer);
}

http::OwnedResponse Own(const http::Response& response) {
  return {response.status, std::string(response.content_type), std::string(response.headers),
          std::string(response.body)};
}

Outcome DoneBy(oauth::Attribution by, Outcome outcome) {
  if (auto* commitment = std::get_if<Commitment>(&outcome)) {
    commitment->proposal.by = std::move(by);
  }
  return outcome;
}

void CommitThenAnswer(oauth::Committer& committer, std::unique_ptr<Attempt> attempt,
                      oauth::Proposal proposal, http::Deferred deferred) {
  proposal.by = attempt->By();
  const auto pending =
      std::make_shared<Pending>(Pending{std::move(attempt), std::move(deferred), {}});
  // The attempt lives as long as the completion beside it, and a bare pointer needs no allocation.
  committer.Commit(
      std::move(proposal),
      [raw = pending->attempt.get()] {
        oauth::Proposal again = raw->Decide();
        again.by = raw->By();
        return again;
      },
      [pending](const oauth::CommitResult& result) {
        pending->result = result;
        pending->deferred.AnswerBy([pending] { return Render(*pending); });
      });
}

void DecideThenAnswer(oauth::Committer& committer, std::unique_ptr<Attempt> attempt,
                      http::Deferred deferred) {
  oauth::Proposal proposal = attempt->Decide();
  if (proposal.Empty()) {
    AnswerBuffer buffer;
    deferred.Answer(Own(attempt->Answer(nullptr, buffer)));
    return;
  }
  CommitThenAnswer(committer, std::move(attempt), std::move(proposal), std::move(deferred));
}

}  // namespace writ::api
