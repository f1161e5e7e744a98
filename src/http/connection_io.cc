#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <span>

#include "http/connection.h"
#include "http/loop.h"

namespace writ::http {
namespace {

constexpr std::size_t kDrainedBytesMax = 1U << 20;
constexpr std::size_t kKeptUnsentBytesMax = 16384;
// After so many a connection lets the others have their turn.
constexpr int kReadsPerTurnMax = 8;

}  // namespace

void Connection::Resume() {
  deadline_ = DeadlineOf(phase_);
  if (Run()) Receive();
}

Connection::Flushed Connection::Flush() {
  Output& output = loop_.GetOutput();
  if (output.Empty()) return Flushed::kAll;
  std::string_view bytes = output.View();
  const Flushed flushed = Send(bytes);
  if (flushed == Flushed::kBlocked) {
    unsent_.assign(bytes);
    deadline_ = loop_.Now() + loop_.GetService().limits.write_deadline;
    writing_ = true;
  }
  output.Clear();
  if (flushed == Flushed::kClosed) Close();
  return flushed;
}

Connection::Flushed Connection::Send(std::string_view& bytes) {
  while (!bytes.empty()) {
    if (tls_) {
      std::size_t size = 0;
      const TlsStatus status = tls_->Write(bytes, size);
      bytes.remove_prefix(size);
      if (status == TlsStatus::kWantWrite) return Flushed::kBlocked;
      if (status != TlsStatus::kDone) return Flushed::kClosed;
      continue;
    }
    const ssize_t size = send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (size >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(size));
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      return Flushed::kBlocked;
    } else if (errno != EINTR) {
      return Flushed::kClosed;
    }
  }
  return Flushed::kAll;
}

void Connection::OnReady(Readiness ready) {
  if (tls_ && ready.readable) tls_->ExpectMore();
  if (ready.ended) {
    ended_ = true;
    if (stream_) Close();
  }
  readable_ = readable_ || ready.readable || ended_ || (ready.writable && reads_when_writable_);
  if (writing_ && ready.writable) {
    OnWritable();
  } else {
    Receive();
  }
  loop_.ForgetIfFinished(*this);
}

void Connection::OnWritable() {
  std::string_view bytes = unsent_;
  switch (Send(bytes)) {
    case Flushed::kBlocked:
      unsent_.erase(0, unsent_.size() - bytes.size());
      return;
    case Flushed::kClosed:
      return Close();
    case Flushed::kAll:
      break;
  }
  unsent_.clear();
  if (unsent_.capacity() > kKeptUnsentBytesMax) unsent_.shrink_to_fit();
  writing_ = false;
  if (stream_) return GoOnWriting();
  Resume();
}

bool Connection::WantsBytes() const {
  switch (phase_) {
    case Phase::kHandshake:
    case Phase::kIdle:
    case Phase::kHead:
    case Phase::kBody:
    case Phase::kChunks:
    case Phase::kDraining:
      return socket_ >= 0 && !writing_;
    case Phase::kAnswering:
    case Phase::kLast:
    case Phase::kStreaming:
      return false;
  }
  return false;
}

void Connection::Receive() {
  for (int reads = 0; readable_ && WantsBytes(); ++reads) {
    if (phase_ == Phase::kDraining) return Drain();
    if (reads == kReadsPerTurnMax) {
      if (!loop_.GetPoller().Remind(socket_, *this)) Close();
      return;
    }
    if (phase_ == Phase::kHandshake && !ShakeHands()) return;
    std::size_t size = 0;
    if (!MayGoOn(Read(buffer_.MakeRoom(head_.request), size))) return;
    buffer_.Received(size);
    if (!Run()) return;
  }
}

// What is known to be drained is not read again before there is news of it.
TlsStatus Connection::Read(std::span<char> room, std::size_t& size) {
  if (tls_) {
    const TlsStatus status = tls_->Read(room, size);
    readable_ = ended_ || tls_->HasPending() || !tls_->Drained();
    return status;
  }
  while (true) {
    const ssize_t got = recv(socket_, room.data(), room.size(), MSG_DONTWAIT);
    if (got > 0) {
      size = static_cast<std::size_t>(got);
      readable_ = ended_ || size == room.size();
      return TlsStatus::kDone;
    }
    if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return TlsStatus::kWantRead;
    if (got == 0 || errno != EINTR) return TlsStatus::kClosed;
  }
}

bool Connection::ShakeHands() {
  if (!MayGoOn(tls_->Handshake())) return false;
  SetPhase(Phase::kIdle);
  return true;
}

bool Connection::MayGoOn(TlsStatus status) {
  if (status == TlsStatus::kClosed) Close();
  if (status != TlsStatus::kDone) readable_ = false;
  reads_when_writable_ = status == TlsStatus::kWantWrite;
  return status == TlsStatus::kDone;
}

void Connection::Settle() {
  if (tls_) tls_->ShutDown();
  if (!drains_) return Close();
  shutdown(socket_, SHUT_WR);
  SetPhase(Phase::kDraining);
  Drain();
}

void Connection::Drain() {
  std::array<char, 4096> scrap;
  while (true) {
    const ssize_t size = recv(socket_, scrap.data(), scrap.size(), MSG_DONTWAIT);
    if (size > 0) {
      drained_bytes_ += static_cast<std::size_t>(size);
      if (drained_bytes_ > kDrainedBytesMax) return Close();
    } else if (size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
      readable_ = false;
      return;
    } else if (size == 0 || errno != EINTR) {
      return Close();
    }
  }
}

// Of an idle connection: bytes that may begin a request. A lone CR, which is all that one can have
// read, does not.
bool Connection::HasUnseenBytes() const {
  char byte = 0;
  return recv(socket_, &byte, 1, MSG_PEEK | MSG_DONTWAIT) > 0;
}

}  // namespace writ::http
