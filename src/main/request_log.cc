#include "main/request_log.h"

#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <string_view>
#include <system_error>

namespace writ {

namespace {

constexpr int kStallMilliseconds = 100;
// A pipe that poll calls writable takes this much whole, without waiting for its reader.
constexpr std::size_t kBatchBytes = PIPE_BUF;

}  // namespace

Result<std::unique_ptr<RequestLog>> RequestLog::Open(const RequestLogOptions& options) {
  std::unique_ptr<RequestLog> log(new RequestLog(options));
  TRY_VOID(log->Start());
  return log;
}

RequestLog::RequestLog(const RequestLogOptions& options)
    : options_(options), wake_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  batch_.reserve(kBatchBytes);
}

Result<void> RequestLog::Start() {
  if (wake_ < 0) return Fail(std::string("Cannot begin a log: ") + std::strerror(errno) + ".");
  Result<void> started;
  // Signals are for the main thread, and a reader that went away must not end the process.
  sigset_t all;
  sigset_t before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  try {
    writer_ = std::thread([this] { Run(); });
  } catch (const std::system_error& error) {
    started = Fail("Cannot start a thread for the log: " + error.code().message() + ".");
  }
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  if (started && options_.diagnostics != nullptr) options_.diagnostics->BeginWriting();
  return started;
}

RequestLog::~RequestLog() {
  if (writer_.joinable()) {
    stopping_.store(true);
    WakeWriter();
    writer_.join();
    if (options_.diagnostics != nullptr) options_.diagnostics->EndWriting();
  }
  if (wake_ >= 0) ::close(wake_);
}

http::AccessLogSource RequestLog::Source() {
  return [this] { return AddRing(); };
}

http::AccessLog RequestLog::AddRing() {
  const MutexLock lock(mutex_);
  rings_.push_back(std::make_unique<RequestRing>(options_.ring_bytes));
  return [this, &ring = *rings_.back()](const http::AccessRecord& record) {
    if (muted_.load(std::memory_order_relaxed)) return;
    ring.Push(record);
    if (ring.IsHalfFull() && !woken_.load(std::memory_order_relaxed)) WakeWriter();
  };
}

void RequestLog::WakeWriter() {
  woken_.store(true);
  const std::uint64_t one = 1;
  const ssize_t ignored = ::write(wake_, &one, sizeof(one));
  static_cast<void>(ignored);
}

void RequestLog::Run() {
  bool last = false;
  while (!last) {
    AwaitWork();
    last = stopping_.load();
    Drain();
  }
}

void RequestLog::AwaitWork() const {
  pollfd awaited{wake_, POLLIN, 0};
  if (::poll(&awaited, 1, static_cast<int>(options_.turn.count())) <= 0) return;
  std::uint64_t count = 0;
  const ssize_t ignored = ::read(wake_, &count, sizeof(count));
  static_cast<void>(ignored);
}

void RequestLog::Drain() {
  woken_.store(false);
  turn_.clear();
  {
    const MutexLock lock(mutex_);
    for (const auto& ring : rings_) turn_.push_back(ring.get());
  }
  if (options_.diagnostics != nullptr) DrainDiagnostics();
  for (RequestRing* const ring : turn_) DrainRing(*ring);
  WriteBatch();
  ReportDropped();
}

void RequestLog::DrainRing(RequestRing& ring) {
  // What comes meanwhile is for the next turn, or a busy loop would keep the others' lines back.
  for (std::size_t left = ring.Bytes(); left > 0;) {
    std::size_t taken = 0;
    lines_.Append(ring.Pop(taken), batch_);
    left -= taken;
    if (batch_.size() + RequestLines::kLineBytesMax > kBatchBytes) WriteBatch();
  }
}

void RequestLog::DrainDiagnostics() {
  const std::string lines = options_.diagnostics->Take();
  for (std::string_view left = lines; !left.empty();) {
    std::string_view piece = left.substr(0, kBatchBytes);
    left.remove_prefix(piece.size());
    if (!Send(piece)) {
      unwritten_ += static_cast<std::uint64_t>(std::count(left.begin(), left.end(), '\n')) + 1;
      return;
    }
  }
}

void RequestLog::WriteBatch() {
  std::string_view bytes = batch_;
  if (!Send(bytes)) {
    unwritten_ += static_cast<std::uint64_t>(std::count(bytes.begin(), bytes.end(), '\n'));
  }
  batch_.clear();
}

void RequestLog::ReportDropped() {
  std::uint64_t dropped = unwritten_;
  for (const RequestRing* const ring : turn_) dropped += ring->Dropped();
  if (options_.diagnostics != nullptr) dropped += options_.diagnostics->Dropped();
  if (dropped == reported_) return;
  lines_.AppendDropped(std::chrono::system_clock::now(), dropped - reported_, batch_);
  std::string_view bytes = batch_;
  if (Send(bytes)) reported_ = dropped;
  batch_.clear();
}

// Waits while the reader stalls, unless this ends. False: the rest of `bytes` is lost.
bool RequestLog::Send(std::string_view& bytes) {
  while (!bytes.empty() && !given_up_) {
    pollfd ready{options_.descriptor, POLLOUT, 0};
    if (::poll(&ready, 1, kStallMilliseconds) <= 0) {
      given_up_ = stopping_.load();
      continue;
    }
    const ssize_t size = ::write(options_.descriptor, bytes.data(), bytes.size());
    if (size >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(size));
    } else if (errno != EINTR && errno != EAGAIN) {
      return false;
    }
  }
  return bytes.empty();
}

}  // namespace writ
