// What a server calls for each request, and how an answer finds its way back.
#pragma once

#include <functional>
#include <memory>
#include <string_view>
#include <utility>

#include "http/message.h"

namespace writ::http {

// Makes an answer; must not throw.
using Renderer = std::function<OwnedResponse()>;

// One answer that is still owed, for work that finishes later or on another thread. Move-only.
// Thread-safe to answer from any thread, once. Dropping it unanswered answers 500. The request's
// views stay valid until it is answered.
class Deferred {
 public:
  // Who carries the answer: a connection's way back to its loop, or whoever calls a handler without
  // a socket. Answer is called at most once; destroyed without it, the exchange is abandoned.
  class State {
   public:
    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    virtual ~State() = default;
    virtual void Answer(OwnedResponse response) = 0;
    // Instead of Answer: whoever carries it calls `render`, once.
    virtual void AnswerBy(Renderer render) {
      const Renderer owned = std::move(render);
      Answer(owned());
    }
  };
  explicit Deferred(std::unique_ptr<State> state);
  Deferred(Deferred&&) noexcept;
  Deferred& operator=(Deferred&&) noexcept;
  Deferred(const Deferred&) = delete;
  Deferred& operator=(const Deferred&) = delete;
  ~Deferred();

  void Answer(OwnedResponse response);
  // The answer is rendered on the thread that sends it, when it comes to that.
  void AnswerBy(Renderer render);

 private:
  std::unique_ptr<State> state_;
};

// One request and its answer, on the loop's thread. Exactly one of Answer and Defer must be called
// before Handle returns. Answer copies the views into the connection's output before it returns and
// does not allocate.
class Exchange {
 public:
  Exchange() = default;
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;
  virtual ~Exchange() = default;

  [[nodiscard]] virtual const Request& GetRequest() const = 0;
  virtual void Answer(const Response& response) = 0;
  [[nodiscard]] virtual Deferred Defer() = 0;
};

// A failure found before there is a request: by the parser, a limit or a deadline.
struct ProtocolError {
  int status = 400;  // 400, 408, 413, 414, 417, 431, 503, 505; 500: an answer was dropped
  std::string_view description;  // one English sentence that says what to mend
  std::string_view path;         // of the request, if it was read that far
  Method method = Method::kOther;
};

// Called by every loop of a server at once: must be thread-safe.
class Handler {
 public:
  Handler() = default;
  Handler(const Handler&) = delete;
  Handler& operator=(const Handler&) = delete;
  virtual ~Handler() = default;

  virtual void Handle(Exchange& exchange) = 0;
  // The response to a protocol error; the connection is closed after it.
  [[nodiscard]] virtual OwnedResponse Explain(const ProtocolError& error) = 0;
};

}  // namespace writ::http
