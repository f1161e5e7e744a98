// A stream on its way from any thread to the loop of its connection.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "base/mutex.h"
#include "http/deferred.h"
#include "http/handler.h"
#include "http/response_writer.h"

namespace writ::http {

class Connection;

// Shared by the owner of a stream and its connection; whoever of them goes first, the other may
// stay. Bounded by kStreamBytesMax.
class LiveStream final : public Stream::State, public std::enable_shared_from_this<LiveStream> {
 public:
  // `waiting` bytes of the stream are in the connection's output already.
  LiveStream(std::shared_ptr<Inbox> inbox, Connection& connection, StreamNews news,
             std::size_t waiting)
      : inbox_(std::move(inbox)),
        connection_(&connection),
        news_(std::move(news)),
        leaving_(waiting) {}

  // Thread-safe.
  Sent Send(std::string_view bytes) override EXCLUDES(mutex_);
  void End() override EXCLUDES(mutex_);
  void BreakOff() override EXCLUDES(mutex_);

  // The rest is for the thread of the connection's loop.

  // Null once it was closed.
  [[nodiscard]] Connection* GetConnection() const { return connection_; }
  [[nodiscard]] bool BrokenOff() const EXCLUDES(mutex_);
  // Appends what has been sent since the last time as one chunk, or bare; after the end, also the
  // mark of the end, once. Says whether that was the end.
  [[nodiscard]] bool Take(bool chunked, Output& output) EXCLUDES(mutex_);
  // The socket has all that was taken.
  void Left() EXCLUDES(mutex_);
  // Nothing more can be sent. The connection may be deleted after it.
  void Close() EXCLUDES(mutex_);

 private:
  enum class Phase { kOpen, kEnded, kBrokenOff, kClosed };

  const std::shared_ptr<Inbox> inbox_;
  Connection* connection_;
  StreamNews news_;
  bool marked_ = false;  // the end
  mutable Mutex mutex_;
  Phase phase_ GUARDED_BY(mutex_) = Phase::kOpen;
  std::string waiting_ GUARDED_BY(mutex_);
  std::size_t leaving_ GUARDED_BY(mutex_);     // bytes taken that the socket does not have yet
  bool announced_ GUARDED_BY(mutex_) = false;  // the loop is about to take
  bool full_ GUARDED_BY(mutex_) = false;       // said so since there was room
};

}  // namespace writ::http
