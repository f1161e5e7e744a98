// What a server calls for each request, and how an answer finds its way back.
#pragma once

#include <cstddef>
#include <cstdint>
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

// What may wait, of one stream, until its client reads it; framing comes on top.
inline constexpr std::size_t kStreamBytesMax = 65536;

// What has become of bytes that were to be sent.
enum class Sent : std::uint8_t {
  kTaken,   // they follow what was taken before
  kFull,    // not taken: with them, more than kStreamBytesMax would wait; there is news when there
            // is room again, but never room for more than that at once
  kClosed,  // not taken, and nothing will be: the client has gone or did not read, the server
            // stops, the answer has no body, or it was ended
};

// Told, once each time, that a stream which was full has room again, and that it was closed by
// anything but its owner; Send says which. Called on a thread of the server's, or of whoever stops
// the server, with no lock held: must be quick and not throw; may call Send, End and the
// destructor. Not called once the owner has ended or destroyed the stream, though a call may still
// be running then.
using StreamNews = std::function<void()>;

// An answer that goes on after its status and headers (RFC 9112 §7.1): what is sent reaches the
// client at once, until End. Move-only. A client that hangs up, or only finishes sending, has gone;
// that is noticed while nothing is sent. One that lets bytes wait for longer than the limit
// `write_deadline` is cut; no other deadline holds. A stop of the server ends every stream at once,
// as the destructor does, but lets the client have what was taken if it reads that within
// `stop_deadline`.
class Stream {
 public:
  // Who carries the bytes; thread-safe. Only the first of End and BreakOff counts.
  class State {
   public:
    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    virtual ~State() = default;
    virtual Sent Send(std::string_view bytes) = 0;
    virtual void End() = 0;
    virtual void BreakOff() = 0;
  };
  // One that is closed.
  Stream();
  explicit Stream(std::shared_ptr<State> state);
  Stream(Stream&& other) noexcept;
  Stream& operator=(Stream&& other) noexcept;
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  // Breaks it off unless it was ended: what waits is dropped, and the connection closed without the
  // mark of the end, so that the client knows that something is missing (in HTTP/1.0 it cannot).
  ~Stream();

  // Copies `bytes`, and never waits. All of them are taken or none; none at all only ask what
  // would be said. Thread-safe, for any number of threads at once; what one of them sends keeps its
  // order.
  [[nodiscard]] Sent Send(std::string_view bytes);
  // The answer is whole. What was taken still reaches the client, and its next request is answered.
  void End();

 private:
  std::shared_ptr<State> state_;  // null once ended or moved from
};

// One request and its answer, on the loop's thread. Exactly one of Answer, Defer and BeginStream
// must be called before Handle returns. Answer and BeginStream copy the views into the connection's
// output before they return; Answer does not allocate.
class Exchange {
 public:
  Exchange() = default;
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;
  virtual ~Exchange() = default;

  [[nodiscard]] virtual const Request& GetRequest() const = 0;
  virtual void Answer(const Response& response) = 0;
  [[nodiscard]] virtual Deferred Defer() = 0;
  // Sends status, headers and, if there are any, the first bytes; `news` may be empty. The views
  // of the request end when Handle returns. Requests that the client sends meanwhile wait for the
  // end; in HTTP/1.0 there are none, and the connection's end is the body's. Where an answer has no
  // body (HEAD, 204, 304) it is whole with this, and the stream closed from the start, without
  // news.
  // Without a connection of its own an exchange gathers what is sent and answers it at End, or with
  // 500 if it is broken off; there is never news.
  [[nodiscard]] virtual Stream BeginStream(const Response& begin, StreamNews news);
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
