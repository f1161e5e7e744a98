// What one thread waits for: its sockets, and a call from another thread. Linux's epoll,
// edge-triggered, so that a socket is registered once and a request costs no call beside its
// reading and its writing.
#pragma once

#include <sys/epoll.h>

#include <array>
#include <chrono>
#include <cstddef>

#include "base/result.h"

namespace writ::http {

// What has become of a descriptor since it was last said.
struct Readiness {
  bool readable = false;  // something waits to be read
  bool writable = false;  // there is room again
  bool ended = false;     // the peer sends nothing more, or the socket broke: read until that shows
};

class Watcher {
 public:
  virtual void OnReady(Readiness ready) = 0;

 protected:
  ~Watcher() = default;
};

// Everything but Interrupt belongs to one thread.
class Poller {
 public:
  Poller() = default;
  ~Poller();
  Poller(const Poller&) = delete;
  Poller& operator=(const Poller&) = delete;

  // Before anything else, once. Fails, in a sentence, when the machine has no descriptor left.
  [[nodiscard]] Result<void> Open();

  // Tells `watcher` each change of `descriptor`, first what is ready now; until it is closed.
  // False, and nothing is told, when the system can watch no more.
  [[nodiscard]] bool Watch(int descriptor, Watcher& watcher);
  // Tells once more, at the next Dispatch, what is ready now. False as above.
  [[nodiscard]] bool Remind(int descriptor, Watcher& watcher);

  // Waits until there is something to tell, but no longer than `timeout`, of at least 0.
  void Wait(std::chrono::milliseconds timeout);
  // Tells it. A watcher may close its own descriptor and delete itself, but no other that is
  // watched.
  void Dispatch();

  // Ends this Wait or the next. Thread-safe.
  void Interrupt();
  // Whether Interrupt was called before the last Wait ended; then it is forgotten.
  [[nodiscard]] bool TakeInterrupt();

 private:
  static constexpr std::size_t kEventsMax = 256;

  [[nodiscard]] bool Control(int operation, int descriptor, Watcher* watcher) const;

  int epoll_ = -1;
  int call_ = -1;  // an eventfd
  std::array<epoll_event, kEventsMax> events_;
  std::size_t count_ = 0;
  bool interrupted_ = false;
};

}  // namespace writ::http
