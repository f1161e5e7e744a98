// The way of a late answer back to the loop that owes it.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "base/mutex.h"
#include "http/handler.h"

namespace writ::http {

class Connection;
class LiveStream;

// A loop's letter box. Thread-safe. A connection whose answer is outstanding belongs to its
// Deferred together with its loop: the loop keeps it until the answer comes; once the box is
// closed, the Deferred deletes it. One with a stream belongs to its loop alone.
class Inbox {
 public:
  struct Letter {
    Connection* connection = nullptr;
    OwnedResponse response;
    Renderer render;         // if set, makes the response
    bool abandoned = false;  // dropped unanswered; `response` is empty
  };

  // `wake` must bring the loop to call Take; called under the lock, and only when there were no
  // letters or no streams, so that a batch wakes the loop once.
  explicit Inbox(std::function<void()> wake) : wake_(std::move(wake)) {}

  void Put(Letter letter);
  // The loop is to look after `stream`.
  void Put(std::shared_ptr<LiveStream> stream);
  // Moves what has arrived into `letters` and `streams`, which must be empty.
  void Take(std::vector<Letter>& letters, std::vector<std::shared_ptr<LiveStream>>& streams);
  // Moves what has arrived into `letters`, which must be empty; whatever comes from now on is
  // thrown away, and its connection deleted. The loop may know of no such connection any more.
  // Every stream must have been closed before.
  void Close(std::vector<Letter>& letters);

 private:
  Mutex mutex_;
  std::function<void()> wake_ GUARDED_BY(mutex_);  // empty once closed
  std::vector<Letter> letters_ GUARDED_BY(mutex_);
  std::vector<std::shared_ptr<LiveStream>> streams_ GUARDED_BY(mutex_);
};

// The answer that a connection owes.
class LateAnswer final : public Deferred::State {
 public:
  LateAnswer(std::shared_ptr<Inbox> inbox, Connection& connection)
      : inbox_(std::move(inbox)), connection_(connection) {}
  ~LateAnswer() override;

  void Answer(OwnedResponse response) override;
  void AnswerBy(Renderer render) override;

 private:
  const std::shared_ptr<Inbox> inbox_;
  Connection& connection_;
  bool answered_ = false;
};

}  // namespace writ::http
