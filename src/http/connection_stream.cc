#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "base/check.h"
#include "http/connection.h"
#include "http/live_stream.h"
#include "http/loop.h"

namespace writ::http {
namespace {

// What the system holds of a stream that its client's window has no room for; the rest waits here,
// where it is counted and seen to wait.
constexpr int kUnsentBytesMax = 16384;

// The system too gives a client up that takes nothing for `patience`, or whose machine is gone:
// neither shows here while what waits fits into the system's buffers, or nothing is sent. A socket
// that is not TCP knows nothing of this, and needs it less.
void BoundSilence(int socket, std::chrono::milliseconds patience) {
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(patience / 2);
  const auto set = [socket](int level, int option, int value) {
    setsockopt(socket, level, option, &value, sizeof(value));
  };
  set(IPPROTO_TCP, TCP_NOTSENT_LOWAT, kUnsentBytesMax);
  set(IPPROTO_TCP, TCP_USER_TIMEOUT, static_cast<int>(patience.count()));
  set(IPPROTO_TCP, TCP_KEEPIDLE, static_cast<int>(seconds.count()));
  set(IPPROTO_TCP, TCP_KEEPINTVL, static_cast<int>(seconds.count()));
  set(SOL_SOCKET, SO_KEEPALIVE, 1);
}

}  // namespace

Stream Connection::BeginStream(const Response& begin, StreamNews news) {
  CHECK(phase_ == Phase::kAnswering && !answered_ && !owed_);
  const bool whole = head_.request.method == Method::kHead || HasNoContent(begin.status);
  const bool chunked = !head_.http_1_0;
  last_ = !head_.keep_alive || !chunked || loop_.Stopping();
  drains_ = last_;
  Framing framing;
  framing.close = last_;
  Output& output = loop_.GetOutput();
  const std::size_t before = output.Size();
  AppendStreamHead(begin, framing, chunked, loop_.Date(), output);
  if (!whole && !begin.body.empty()) {
    chunked ? AppendChunk(begin.body, output) : output.Append(begin.body);
  }
  stream_bytes_ = output.Size() - before;
  if (whole) {
    answered_ = true;
    if (loop_.GetAccessLog()) Log(begin, stream_bytes_);
    return {};
  }
  stream_status_ = begin.status;
  stream_ =
      std::make_shared<LiveStream>(loop_.GetInbox(), *this, std::move(news), begin.body.size());
  owed_ = true;
  SetPhase(Phase::kStreaming);
  BoundSilence(socket_, loop_.GetService().limits.write_deadline);
  return Stream(stream_);
}

void Connection::GoOn() {
  if (stream_->BrokenOff()) return Close();
  if (writing_) return;
  Output& output = loop_.GetOutput();
  const bool whole = stream_->Take(!head_.http_1_0, output);
  stream_bytes_ += output.Size();
  if (Flush() != Flushed::kAll) return;
  stream_->Left();
  if (!whole && !loop_.Stopping()) return;
  last_ = last_ || !whole;
  drains_ = last_;
  LetGo();
  FinishRequest();
  Resume();
}

// Its head has left.
void Connection::HoldOpen() {
  stream_->Left();
  if (ended_) Close();
}

// `unsent_` has left.
void Connection::GoOnWriting() {
  deadline_ = DeadlineOf(phase_);
  stream_->Left();
  GoOn();
}

void Connection::LetGo() {
  owed_ = writing_ = false;
  if (loop_.GetAccessLog()) Log({stream_status_, {}, {}, {}}, stream_bytes_);
  std::exchange(stream_, nullptr)->Close();
}

}  // namespace writ::http
