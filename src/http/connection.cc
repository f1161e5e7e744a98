#include "http/connection.h"

#include <unistd.h>

#include <algorithm>
#include <utility>

#include "base/check.h"
#include "http/deferred.h"
#include "http/live_stream.h"
#include "http/loop.h"

namespace writ::http {
namespace {

// Answers are collected up to this size before they are sent.
// NOLINTNEXTLINE(bugprone-implicit-widening-of-multiplication-result): small constants
constexpr std::size_t kBatchBytesMax = 256 * 1024;
constexpr std::chrono::milliseconds kDrainDeadline{2000};
constexpr std::chrono::milliseconds kStopDrainDeadline{500};
// How long a connection must have been silent before it is taken for unused.
constexpr std::chrono::milliseconds kQuiet{250};
// Bytes that were not read when an idle connection's time was over may be a request, and by then
// would be known for one.
constexpr std::chrono::milliseconds kUnseenGrace{500};
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

}  // namespace

Connection::Connection(Loop& loop, int descriptor, const Peer& peer,
                       std::unique_ptr<TlsTransport> tls, bool refused)
    : loop_(loop), peer_(peer), tls_(std::move(tls)), socket_(descriptor), refused_(refused) {
  if (!loop_.GetPoller().Watch(socket_, *this)) Close();
}

Connection::~Connection() { Close(); }

void Connection::Serve() {
  if (!refused_) return SetPhase(tls_ ? Phase::kHandshake : Phase::kIdle);
  // Before anything is read.
  if (tls_) return Close();
  Refuse({503, "There are too many connections; try again soon.", {}, Method::kOther});
  static_cast<void>(Run());
}

bool Connection::Run() {
  while (Step()) {
    if (loop_.GetOutput().Size() > kBatchBytesMax && Flush() != Flushed::kAll) return false;
  }
  if (Flush() != Flushed::kAll) return false;
  switch (phase_) {
    case Phase::kIdle:
    case Phase::kHead:
    case Phase::kBody:
    case Phase::kChunks:
      return true;
    case Phase::kLast:
      Settle();
      return false;
    case Phase::kStreaming:
      HoldOpen();
      return false;
    case Phase::kHandshake:
    case Phase::kAnswering:
    case Phase::kDraining:
      return false;
  }
  return false;
}

// False when it can do no more with the bytes there are.
bool Connection::Step() {
  switch (phase_) {
    case Phase::kIdle:
    case Phase::kHead:
      return StepHead();
    case Phase::kBody:
      return StepBody();
    case Phase::kChunks:
      return StepChunks();
    case Phase::kHandshake:
    case Phase::kAnswering:
    case Phase::kLast:
    case Phase::kStreaming:
    case Phase::kDraining:
      return false;
  }
  return false;
}

bool Connection::StepHead() {
  if (phase_ == Phase::kIdle) {
    // RFC 9112 §2.2: empty lines before a request are ignored.
    while (buffer_.Unread().substr(0, 2) == "\r\n") buffer_.Consume(2);
    const std::string_view unread = buffer_.Unread();
    if (unread.empty() || unread == "\r") return false;
    SetPhase(Phase::kHead);
    request_begin_ = loop_.Now();
  }
  const std::string_view unread = buffer_.Unread();
  // `head_` still views the kept head.
  if (kept_.Begins(unread)) {
    head_bytes_ = kept_.Size();
    return BeginBody();
  }
  ProtocolError error;
  switch (scanner_.Scan(unread, loop_.GetService().limits, error)) {
    case HeadScanner::Progress::kIncomplete:
      return false;
    case HeadScanner::Progress::kRefused:
      Refuse(error);
      return false;
    case HeadScanner::Progress::kComplete:
      break;
  }
  head_bytes_ = scanner_.Size();
  if (!ParseHead(kept_.Keep(unread.substr(0, head_bytes_)), head_, error)) {
    Refuse(error);
    return false;
  }
  head_.request.tls = tls_ != nullptr;
  head_.request.peer_is_loopback = peer_.loopback;
  return BeginBody();
}

bool Connection::BeginBody() {
  const Limits& limits = loop_.GetService().limits;
  if (head_.chunked) {
    chunks_ = std::make_unique<ChunkedBody>(limits.body_bytes_max, limits.header_bytes_max);
    SetPhase(Phase::kChunks);
  } else {
    if (head_.content_length > limits.body_bytes_max) {
      Refuse({413, "The body is too long.", {}, Method::kOther});
      return false;
    }
    request_bytes_ = head_bytes_ + static_cast<std::size_t>(head_.content_length);
    SetPhase(Phase::kBody);
    if (buffer_.Unread().size() >= request_bytes_) return true;
  }
  if (head_.expects_continue) loop_.GetOutput().Append(kContinue);
  return true;
}

bool Connection::StepBody() {
  const std::string_view unread = buffer_.Unread();
  if (unread.size() < request_bytes_) return false;
  head_.request.body = unread.substr(head_bytes_, request_bytes_ - head_bytes_);
  Dispatch();
  return !owed_;
}

bool Connection::StepChunks() {
  std::size_t taken = 0;
  const auto progress = chunks_->Read(buffer_.Unread().substr(head_bytes_), taken);
  buffer_.Erase(head_bytes_, taken);
  switch (progress) {
    case ChunkedBody::Progress::kIncomplete:
      return false;
    case ChunkedBody::Progress::kMalformed:
      Refuse({400, "The chunked body is malformed.", {}, Method::kOther});
      return false;
    case ChunkedBody::Progress::kTooLarge:
      Refuse({413, "The body is too long.", {}, Method::kOther});
      return false;
    case ChunkedBody::Progress::kComplete:
      break;
  }
  request_bytes_ = head_bytes_;
  head_.request.body = chunks_->Content();
  Dispatch();
  return !owed_;
}

void Connection::Dispatch() {
  SetPhase(Phase::kAnswering);
  answered_ = false;
  head_.request.request_id = {request_id_.data(), loop_.NextRequestId(request_id_.data())};
  loop_.GetService().handler.Handle(*this);
  CHECK(answered_ != owed_);
  if (!owed_) FinishRequest();
}

void Connection::Answer(const Response& response) {
  CHECK(phase_ == Phase::kAnswering && !answered_ && !owed_);
  answered_ = true;
  Write(response);
}

Deferred Connection::Defer() {
  CHECK(phase_ == Phase::kAnswering && !answered_ && !owed_);
  owed_ = true;
  return Deferred(std::make_unique<LateAnswer>(loop_.GetInbox(), *this));
}

void Connection::Deliver(const Response& response) {
  owed_ = false;
  if (socket_ < 0) return;
  Write(response);
  FinishRequest();
  // Otherwise OnWritable goes on.
  if (!writing_) Resume();
}

void Connection::DeliverAbandoned() {
  const Request& request = head_.request;
  const OwnedResponse response = loop_.GetService().handler.Explain(
      {500, "The server failed to answer.", request.path, request.method});
  Deliver(response.View());
}

void Connection::FinishRequest() {
  buffer_.Consume(request_bytes_);
  scanner_.Reset();
  chunks_.reset();
  SetPhase(last_ ? Phase::kLast : Phase::kIdle);
}

void Connection::Refuse(ProtocolError error) {
  LocateError(buffer_.Unread(), error);
  head_ = Head();
  kept_.Forget();
  head_.request.method = error.method;
  head_.request.path = error.path;
  head_.request.request_id = {request_id_.data(), loop_.NextRequestId(request_id_.data())};
  OwnedResponse response = loop_.GetService().handler.Explain(error);
  if (error.status == 503 && response.headers.find("Retry-After:") == std::string::npos) {
    response.headers += "Retry-After: 1\r\n";
  }
  last_ = drains_ = true;
  Write(response.View());
  SetPhase(Phase::kLast);
}

void Connection::Write(const Response& response) {
  if (!last_) {
    const bool more = buffer_.Unread().size() > request_bytes_;
    // While stopping, requests that came in one go are all answered, and the last is told.
    const bool stop = loop_.Stopping() && !more;
    last_ = !head_.keep_alive || stop;
    drains_ = more || stop;
  }
  Framing framing;
  framing.omit_body = head_.request.method == Method::kHead;
  framing.close = last_;
  framing.announce_keep_alive = head_.http_1_0;
  Output& output = loop_.GetOutput();
  const std::size_t size = AppendResponse(response, framing, loop_.Date(), output);
  if (loop_.GetAccessLog()) Log(response, size);
  if (writing_) {
    unsent_.append(output.View());
    output.Clear();
  }
}

void Connection::Log(const Response& response, std::size_t size) const {
  const SteadyTime now = std::chrono::steady_clock::now();
  loop_.GetAccessLog()({loop_.CivilTimeOf(now), head_.request.method, head_.request.path,
                        response.status, size,
                        std::chrono::duration_cast<std::chrono::microseconds>(now - request_begin_),
                        std::string_view(peer_.text.data()), head_.request.request_id});
}

void Connection::SetPhase(Phase phase) {
  phase_ = phase;
  if (!writing_) deadline_ = DeadlineOf(phase);
}

Connection::SteadyTime Connection::DeadlineOf(Phase phase) const {
  const Limits& limits = loop_.GetService().limits;
  switch (phase) {
    case Phase::kHandshake:
    case Phase::kHead:
      return loop_.Now() + limits.header_deadline;
    case Phase::kIdle:
      return loop_.Now() + limits.idle_deadline;
    case Phase::kBody:
    case Phase::kChunks:
      return loop_.Now() + limits.body_deadline;
    case Phase::kLast:
      return loop_.Now() + limits.write_deadline;
    case Phase::kDraining:
      return loop_.Now() + (loop_.Stopping() ? kStopDrainDeadline : kDrainDeadline);
    case Phase::kAnswering:
    case Phase::kStreaming:
      return SteadyTime::max();
  }
  return SteadyTime::max();
}

// A stop does not wait long for what only the peer can end.
Connection::SteadyTime Connection::Deadline() const {
  switch (phase_) {
    case Phase::kHandshake:
    case Phase::kIdle:
    case Phase::kHead:
    case Phase::kBody:
    case Phase::kChunks:
      return writing_ ? deadline_ : std::min(deadline_, loop_.ArrivalDeadline());
    case Phase::kStreaming:
      return std::min(deadline_, loop_.ArrivalDeadline());
    case Phase::kAnswering:
    case Phase::kLast:
    case Phase::kDraining:
      return deadline_;
  }
  return deadline_;
}

bool Connection::Quiet() const {
  const auto idle_since = deadline_ - loop_.GetService().limits.idle_deadline;
  return phase_ == Phase::kIdle && !writing_ && loop_.Now() - idle_since >= kQuiet;
}

bool Connection::CloseIfIdle() {
  if (socket_ < 0 || !Quiet() || HasUnseenBytes()) return false;
  Close();
  return true;
}

void Connection::Sweep() {
  if (socket_ < 0) return;
  const SteadyTime now = loop_.Now();
  const SteadyTime deadline = Deadline();
  if (phase_ == Phase::kIdle && !writing_) {
    const bool due = now >= deadline || (loop_.Stopping() && Quiet());
    if (due && (!HasUnseenBytes() || now >= deadline + kUnseenGrace)) Close();
    return;
  }
  if (stream_ && loop_.Stopping()) GoOn();
  if (now < deadline) return;
  if (!writing_ && (phase_ == Phase::kHead || phase_ == Phase::kBody || phase_ == Phase::kChunks)) {
    Refuse({408, "The request did not arrive in time.", {}, Method::kOther});
    static_cast<void>(Run());
    return;
  }
  Close();
}

void Connection::Close() {
  if (socket_ < 0) return;
  if (stream_) LetGo();
  tls_.reset();
  close(std::exchange(socket_, -1));
}

}  // namespace writ::http
