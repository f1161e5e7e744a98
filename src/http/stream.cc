#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "base/mutex.h"
#include "http/handler.h"

namespace writ::http {
namespace {

// Becomes one answer at its end.
class GatheredStream final : public Stream::State {
 public:
  GatheredStream(const Response& begin, Deferred deferred)
      : response_{begin.status, std::string(begin.content_type), std::string(begin.headers),
                  std::string(begin.body)},
        deferred_(std::move(deferred)) {}

  Sent Send(std::string_view bytes) override EXCLUDES(mutex_) {
    const MutexLock lock(mutex_);
    if (!deferred_) return Sent::kClosed;
    if (gathered_ + bytes.size() > kStreamBytesMax) return Sent::kFull;
    gathered_ += bytes.size();
    response_.body += bytes;
    return Sent::kTaken;
  }

  void End() override EXCLUDES(mutex_) {
    MutexLock lock(mutex_);
    if (!deferred_) return;
    Deferred deferred = std::move(*deferred_);
    deferred_.reset();
    OwnedResponse response = std::move(response_);
    lock.Unlock();
    deferred.Answer(std::move(response));
  }

  void BreakOff() override EXCLUDES(mutex_) {
    std::optional<Deferred> dropped;
    const MutexLock lock(mutex_);
    dropped.swap(deferred_);
  }

 private:
  Mutex mutex_;
  OwnedResponse response_ GUARDED_BY(mutex_);
  std::size_t gathered_ GUARDED_BY(mutex_) = 0;
  std::optional<Deferred> deferred_ GUARDED_BY(mutex_);  // nothing once it is over
};

}  // namespace

Stream::Stream() = default;
Stream::Stream(std::shared_ptr<State> state) : state_(std::move(state)) {}
Stream::Stream(Stream&& other) noexcept = default;

Stream& Stream::operator=(Stream&& other) noexcept {
  const Stream replaced(std::exchange(state_, std::move(other.state_)));
  return *this;
}

Stream::~Stream() {
  if (state_) state_->BreakOff();
}

Sent Stream::Send(std::string_view bytes) { return state_ ? state_->Send(bytes) : Sent::kClosed; }

void Stream::End() {
  if (state_) std::exchange(state_, nullptr)->End();
}

// NOLINTNEXTLINE(performance-unnecessary-value-param): who overrides this keeps it
Stream Exchange::BeginStream(const Response& begin, StreamNews /*news*/) {
  return Stream(std::make_shared<GatheredStream>(begin, Defer()));
}

}  // namespace writ::http
