#include "http/deferred.h"

#include <utility>

#include "base/check.h"
#include "http/connection.h"
#include "http/live_stream.h"

namespace writ::http {

void Inbox::Put(Letter letter) {
  Connection* orphan = nullptr;
  {
    const MutexLock lock(mutex_);
    if (!wake_) {
      orphan = letter.connection;
    } else {
      letters_.push_back(std::move(letter));
      if (letters_.size() == 1) wake_();
    }
  }
  delete orphan;
}

void Inbox::Put(std::shared_ptr<LiveStream> stream) {
  const MutexLock lock(mutex_);
  if (!wake_) return;
  streams_.push_back(std::move(stream));
  if (streams_.size() == 1) wake_();
}

void Inbox::Take(std::vector<Letter>& letters, std::vector<std::shared_ptr<LiveStream>>& streams) {
  const MutexLock lock(mutex_);
  letters.swap(letters_);
  streams.swap(streams_);
}

void Inbox::Close(std::vector<Letter>& letters) {
  // A stream holds its box, and may have come after the loop looked for the last time. It goes
  // without the lock, since what its owner is told by goes with it.
  std::vector<std::shared_ptr<LiveStream>> streams;
  const MutexLock lock(mutex_);
  letters.swap(letters_);
  streams.swap(streams_);
  wake_ = nullptr;
}

LateAnswer::~LateAnswer() {
  if (!answered_) inbox_->Put({&connection_, {}, {}, true});
}

void LateAnswer::Answer(OwnedResponse response) {
  CHECK(!answered_);
  answered_ = true;
  inbox_->Put({&connection_, std::move(response), {}, false});
}

void LateAnswer::AnswerBy(Renderer render) {
  CHECK(!answered_);
  answered_ = true;
  inbox_->Put({&connection_, {}, std::move(render), false});
}

Deferred::Deferred(std::unique_ptr<State> state) : state_(std::move(state)) {}
Deferred::Deferred(Deferred&&) noexcept = default;
Deferred& Deferred::operator=(Deferred&&) noexcept = default;
Deferred::~Deferred() = default;

void Deferred::Answer(OwnedResponse response) {
  CHECK(state_ != nullptr);
  state_->Answer(std::move(response));
  state_.reset();
}

void Deferred::AnswerBy(Renderer render) {
  CHECK(state_ != nullptr);
  state_->AnswerBy(std::move(render));
  state_.reset();
}

}  // namespace writ::http
