// The way of a proposal to the disk: nothing changes but by a commit, and what is answered is
// durable.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <utility>

#include "base/result.h"
#include "oauth/change.h"
#include "oauth/records/ids.h"
#include "oauth/records/records.h"

namespace writ::oauth {

// What a commit made.
struct Committed {
  // Of its last change; a token made by it knows this. kNone: decided again, nothing was left to
  // commit.
  Sequence sequence = Sequence::kNone;
  std::optional<Grant> grant;         // the grant that it made or changed last, as of this commit
  ClientId client = ClientId::kNone;  // made by it
  SubjectId subject = SubjectId::kNone;
  std::uint8_t key = 0;
};

enum class CommitFailure : std::uint8_t {
  kConflict,     // a precondition does not hold, and there was no way to decide again
  kContended,    // decided again and again, others were always faster
  kUnavailable,  // the store cannot write now
};

using CommitResult = Result<Committed, CommitFailure>;
// Called exactly once, from any thread, after the sync. Must be quick and must not throw.
using CommitCompletion = std::function<void(const CommitResult&)>;
// Loads the records as they are and decides on them. Called after a conflict, on the committer's
// thread (within Commit, where there is none), once what won is committed. Must be quick and must
// not throw.
using DecideAgain = std::function<Proposal()>;

// Thread-safe.
class Committer {
 public:
  Committer() = default;
  Committer(const Committer&) = delete;
  Committer& operator=(const Committer&) = delete;
  virtual ~Committer() = default;

  // Queues `proposal` and returns. `completion` is called when it is durable or refused; then
  // nothing of it happened. After a conflict what `again` decides takes its place, before all that
  // came later, so that everybody gets their turn; an empty `again` makes a conflict final.
  virtual void Commit(Proposal proposal, DecideAgain again, CommitCompletion completion) = 0;
  void Commit(Proposal proposal, CommitCompletion completion) {
    Commit(std::move(proposal), {}, std::move(completion));
  }

  // Whether a commit can be expected to succeed now: false after the store refused to write, until
  // it writes again.
  [[nodiscard]] virtual bool Writable() const = 0;
};

}  // namespace writ::oauth
