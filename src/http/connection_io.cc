#include <sys/socket.h>

#include <array>
#include <boost/asio/buffer.hpp>
#include <cerrno>
#include <span>

#include "http/connection.h"
#include "http/loop.h"

namespace writ::http {
namespace {

constexpr std::size_t kDrainedBytesMax = 1U << 20;
constexpr std::size_t kKeptUnsentBytesMax = 16384;

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
    AwaitWritable();
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
    const ssize_t size =
        send(socket_->native_handle(), bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
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

void Connection::AwaitWritable() {
  writing_ = true;
  ++operations_;
  socket_->async_wait(Socket::wait_write, [this](const boost::system::error_code& error) {
    --operations_;
    loop_.Wake();
    if (socket_) error ? Close() : OnWritable();
    loop_.ForgetIfFinished(*this);
  });
}

void Connection::OnWritable() {
  std::string_view bytes = unsent_;
  switch (Send(bytes)) {
    case Flushed::kBlocked:
      unsent_.erase(0, unsent_.size() - bytes.size());
      return AwaitWritable();
    case Flushed::kClosed:
      return Close();
    case Flushed::kAll:
      break;
  }
  unsent_.clear();
  if (unsent_.capacity() > kKeptUnsentBytesMax) unsent_.shrink_to_fit();
  writing_ = false;
  Resume();
}

void Connection::Receive() {
  if (reading_) return;
  if (tls_) return ReceiveTls();
  const std::span<char> room = buffer_.MakeRoom(head_.request);
  reading_ = true;
  ++operations_;
  socket_->async_read_some(boost::asio::buffer(room.data(), room.size()),
                           [this](const boost::system::error_code& error, std::size_t size) {
                             --operations_;
                             reading_ = false;
                             loop_.Wake();
                             if (socket_) error ? Close() : OnReceived(size);
                             loop_.ForgetIfFinished(*this);
                           });
}

void Connection::OnReceived(std::size_t size) {
  if (phase_ == Phase::kDraining) return Drain();
  // Too late: the last answer is already waiting for the peer to read.
  if (phase_ == Phase::kLast) return;
  buffer_.Received(size);
  if (Run()) Receive();
}

void Connection::ReceiveTls() {
  if (phase_ == Phase::kHandshake && !ShakeHands()) return;
  while (true) {
    std::size_t size = 0;
    const TlsStatus status = tls_->Read(buffer_.MakeRoom(head_.request), size);
    if (status == TlsStatus::kClosed) return Close();
    if (status != TlsStatus::kDone) return AwaitForTls(status);
    buffer_.Received(size);
    if (!Run()) return;
    if (!tls_->HasPending()) return AwaitForTls(TlsStatus::kWantRead);
  }
}

bool Connection::ShakeHands() {
  const TlsStatus status = tls_->Handshake();
  if (status == TlsStatus::kDone) {
    SetPhase(Phase::kIdle);
    return true;
  }
  if (status == TlsStatus::kClosed) {
    Close();
  } else {
    AwaitForTls(status);
  }
  return false;
}

void Connection::AwaitForTls(TlsStatus status) {
  if (status == TlsStatus::kWantRead) return AwaitReadable();
  reading_ = true;
  ++operations_;
  socket_->async_wait(Socket::wait_write, [this](const boost::system::error_code& error) {
    --operations_;
    reading_ = false;
    loop_.Wake();
    if (socket_) error ? Close() : OnReadable();
    loop_.ForgetIfFinished(*this);
  });
}

void Connection::AwaitReadable() {
  reading_ = true;
  ++operations_;
  socket_->async_wait(Socket::wait_read, [this](const boost::system::error_code& error) {
    --operations_;
    reading_ = false;
    loop_.Wake();
    if (socket_) error ? Close() : OnReadable();
    loop_.ForgetIfFinished(*this);
  });
}

void Connection::OnReadable() {
  if (phase_ == Phase::kDraining) return Drain();
  if (phase_ == Phase::kLast) return;
  ReceiveTls();
}

void Connection::Settle() {
  if (tls_) tls_->ShutDown();
  if (!drains_) return Close();
  shutdown(socket_->native_handle(), SHUT_WR);
  SetPhase(Phase::kDraining);
  if (!reading_) Drain();
}

void Connection::Drain() {
  std::array<char, 4096> scrap;
  while (true) {
    const ssize_t size = recv(socket_->native_handle(), scrap.data(), scrap.size(), MSG_DONTWAIT);
    if (size > 0) {
      drained_bytes_ += static_cast<std::size_t>(size);
      if (drained_bytes_ > kDrainedBytesMax) return Close();
    } else if (size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
      return AwaitReadable();
    } else if (size == 0 || errno != EINTR) {
      return Close();
    }
  }
}

bool Connection::HasUnseenBytes() {
  char byte = 0;
  return !buffer_.Unread().empty() ||
         recv(socket_->native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT) > 0;
}

}  // namespace writ::http
