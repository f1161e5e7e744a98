// One client's connection: bytes to requests, answers to bytes, in order. Everything runs on the
// thread of its loop.
#pragma once

#include <array>
#include <boost/intrusive/list_hook.hpp>
#include <chrono>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "http/chunked_body.h"
#include "http/handler.h"
#include "http/head_scanner.h"
#include "http/kept_head.h"
#include "http/parser.h"
#include "http/poller.h"
#include "http/receive_buffer.h"
#include "http/response_writer.h"
#include "http/tls_transport.h"

namespace writ::http {

class LiveStream;
class Loop;

// Who is at the other end.
struct Peer {
  std::array<char, 48> text{};  // an address, for the log; "unix" for a Unix socket
  int family = 0;
  bool loopback = false;
};

class Connection final : public Exchange,
                         public Watcher,
                         public boost::intrusive::list_base_hook<> {
 public:
  // Takes the descriptor over. `tls` is null without TLS; `refused` connections only hear that
  // there are too many. Finished at once where the system can
  // watch no more descriptors.
  Connection(Loop& loop, int descriptor, const Peer& peer, std::unique_ptr<TlsTransport> tls,
             bool refused);
  ~Connection() override;

  // Begins to serve. May close, and so delete, the connection; so may everything below.
  void Serve();
  // Acts on what the time has brought.
  void Sweep();
  // Closes it if it is idle, and has been for some moments; says whether it did.
  [[nodiscard]] bool CloseIfIdle();
  // The late answer has come.
  void Deliver(const Response& response);
  void DeliverAbandoned();
  // The owner of the stream has sent something, or let go of it; or a stop is to end it.
  void GoOn();
  // Ends everything but an outstanding Deferred, which may still read the request.
  void Close();

  // Close was called, and no Deferred refers to this.
  [[nodiscard]] bool Finished() const { return socket_ < 0 && !owed_; }
  [[nodiscard]] bool Owed() const { return owed_; }
  [[nodiscard]] bool Refused() const { return refused_; }

  // Watcher
  void OnReady(Readiness ready) override;

  // Exchange
  [[nodiscard]] const Request& GetRequest() const override { return head_.request; }
  void Answer(const Response& response) override;
  [[nodiscard]] Deferred Defer() override;
  [[nodiscard]] Stream BeginStream(const Response& begin, StreamNews news) override;

 private:
  using SteadyTime = std::chrono::steady_clock::time_point;

  enum class Phase {
    kHandshake,  // TLS
    kIdle,       // no byte of the next request yet
    kHead,
    kBody,
    kChunks,
    kAnswering,  // the handler has it
    kLast,       // the last answer is on its way
    kStreaming,  // an answer goes on
    kDraining,   // nothing more is sent; what still comes is thrown away, so that the peer reads
                 // the answer rather than a reset
  };

  // connection.cc: requests and answers.
  [[nodiscard]] bool Run();
  [[nodiscard]] bool Step();
  [[nodiscard]] bool StepHead();
  [[nodiscard]] bool BeginBody();
  [[nodiscard]] bool StepBody();
  [[nodiscard]] bool StepChunks();
  void Dispatch();
  void FinishRequest();
  void Refuse(ProtocolError error);
  void Write(const Response& response);
  void Log(const Response& response, std::size_t size) const;
  void SetPhase(Phase phase);
  [[nodiscard]] SteadyTime DeadlineOf(Phase phase) const;
  [[nodiscard]] SteadyTime Deadline() const;
  [[nodiscard]] bool Quiet() const;

  // connection_stream.cc: an answer that goes on.
  void HoldOpen();
  void GoOnWriting();
  void LetGo();

  // connection_io.cc: bytes.
  enum class Flushed { kAll, kBlocked, kClosed };
  void Resume();
  [[nodiscard]] Flushed Flush();
  [[nodiscard]] Flushed Send(std::string_view& bytes);
  void OnWritable();
  [[nodiscard]] bool WantsBytes() const;
  void Receive();
  [[nodiscard]] TlsStatus Read(std::span<char> room, std::size_t& size);
  [[nodiscard]] bool ShakeHands();
  [[nodiscard]] bool MayGoOn(TlsStatus status);
  void Settle();
  void Drain();
  [[nodiscard]] bool HasUnseenBytes() const;

  Loop& loop_;
  const Peer peer_;
  std::unique_ptr<TlsTransport> tls_;
  int socket_;  // -1 once closed
  Phase phase_ = Phase::kIdle;
  bool readable_ = false;             // reading may bring something
  bool ended_ = false;                // and goes on until the end shows
  bool reads_when_writable_ = false;  // TLS has to write before it can go on reading
  bool writing_ = false;              // `unsent_` waits for room
  bool owed_ = false;                 // a Deferred is outstanding, or a stream goes on
  bool answered_ = false;             // the current request
  bool last_ = false;                 // no request after the current one
  bool drains_ = false;               // after the last answer, since the peer may still be sending
  const bool refused_;
  SteadyTime deadline_;
  SteadyTime request_begin_;
  HeadScanner scanner_;
  KeptHead kept_;
  Head head_;                      // views the kept head, or the buffer if it was too long
  std::size_t head_bytes_ = 0;     // in the buffer
  std::size_t request_bytes_ = 0;  // likewise, with a body that is not chunked
  std::size_t drained_bytes_ = 0;
  std::array<char, 24> request_id_;
  std::unique_ptr<ChunkedBody> chunks_;
  std::shared_ptr<LiveStream> stream_;  // while one goes on
  int stream_status_ = 0;
  std::size_t stream_bytes_ = 0;  // with head and framing
  std::string unsent_;
  ReceiveBuffer buffer_;
};

}  // namespace writ::http
