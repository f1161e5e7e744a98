#include "http/live_stream.h"

#include <utility>

namespace writ::http {
namespace {

// What an idle stream keeps of the memory that a burst took.
constexpr std::size_t kKeptBytesMax = 4096;

}  // namespace

Sent LiveStream::Send(std::string_view bytes) {
  {
    const MutexLock lock(mutex_);
    if (phase_ != Phase::kOpen) return Sent::kClosed;
    if (bytes.empty()) return Sent::kTaken;
    if (waiting_.size() + leaving_ + bytes.size() > kStreamBytesMax) {
      full_ = true;
      return Sent::kFull;
    }
    waiting_ += bytes;
    if (std::exchange(announced_, true)) return Sent::kTaken;
  }
  inbox_->Put(shared_from_this());
  return Sent::kTaken;
}

void LiveStream::End() {
  {
    const MutexLock lock(mutex_);
    if (phase_ != Phase::kOpen) return;
    phase_ = Phase::kEnded;
    if (std::exchange(announced_, true)) return;
  }
  inbox_->Put(shared_from_this());
}

// Announced even where something is already, since the connection may be waiting for room.
void LiveStream::BreakOff() {
  {
    const MutexLock lock(mutex_);
    if (phase_ != Phase::kOpen) return;
    phase_ = Phase::kBrokenOff;
  }
  inbox_->Put(shared_from_this());
}

bool LiveStream::BrokenOff() const {
  const MutexLock lock(mutex_);
  return phase_ == Phase::kBrokenOff;
}

bool LiveStream::Take(bool chunked, Output& output) {
  const MutexLock lock(mutex_);
  announced_ = false;
  leaving_ += waiting_.size();
  if (!chunked) {
    output.Append(waiting_);
  } else if (!waiting_.empty()) {
    AppendChunk(waiting_, output);
  }
  waiting_.clear();
  if (waiting_.capacity() > kKeptBytesMax) waiting_.shrink_to_fit();
  if (phase_ != Phase::kEnded) return false;
  if (!std::exchange(marked_, true) && chunked) AppendLastChunk(output);
  return true;
}

void LiveStream::Left() {
  {
    const MutexLock lock(mutex_);
    leaving_ = 0;
    if (!std::exchange(full_, false) || phase_ != Phase::kOpen) return;
  }
  if (news_) news_();
}

void LiveStream::Close() {
  connection_ = nullptr;
  const StreamNews news = std::exchange(news_, nullptr);
  {
    const MutexLock lock(mutex_);
    const Phase before = std::exchange(phase_, Phase::kClosed);
    waiting_ = std::string();
    if (before != Phase::kOpen) return;
  }
  if (news) news();
}

}  // namespace writ::http
