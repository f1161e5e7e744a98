#include "http/poller.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <string>

#include "base/check.h"

namespace writ::http {

Result<void> Poller::Open() {
  epoll_ = epoll_create1(EPOLL_CLOEXEC);
  if (epoll_ >= 0) call_ = eventfd(0, EFD_CLOEXEC);
  if (epoll_ < 0 || call_ < 0 || !Control(EPOLL_CTL_ADD, call_, nullptr)) {
    return Fail(std::string("Cannot wait for connections: ") + std::strerror(errno) + ".");
  }
  return {};
}

Poller::~Poller() {
  if (call_ >= 0) close(call_);
  if (epoll_ >= 0) close(epoll_);
}

bool Poller::Control(int operation, int descriptor, Watcher* watcher) const {
  epoll_event event{};
  event.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
  event.data.ptr = watcher;
  return epoll_ctl(epoll_, operation, descriptor, &event) == 0;
}

bool Poller::Watch(int descriptor, Watcher& watcher) {
  return Control(EPOLL_CTL_ADD, descriptor, &watcher);
}

bool Poller::Remind(int descriptor, Watcher& watcher) {
  return Control(EPOLL_CTL_MOD, descriptor, &watcher);
}

void Poller::Wait(std::chrono::milliseconds timeout) {
  const int count = epoll_wait(epoll_, events_.data(), static_cast<int>(events_.size()),
                               static_cast<int>(timeout.count()));
  CHECK(count >= 0 || errno == EINTR);
  count_ = count < 0 ? 0 : static_cast<std::size_t>(count);
}

void Poller::Dispatch() {
  for (std::size_t i = 0; i < count_; ++i) {
    auto* const watcher = static_cast<Watcher*>(events_[i].data.ptr);
    const std::uint32_t events = events_[i].events;
    if (watcher == nullptr) {
      interrupted_ = true;
      continue;
    }
    watcher->OnReady({(events & EPOLLIN) != 0, (events & EPOLLOUT) != 0,
                      (events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0});
  }
  count_ = 0;
}

void Poller::Interrupt() {
  // Edge-triggered, the counter need never be read: each write is an edge.
  const std::uint64_t one = 1;
  CHECK(write(call_, &one, sizeof(one)) == sizeof(one));
}

bool Poller::TakeInterrupt() {
  const bool taken = interrupted_;
  interrupted_ = false;
  return taken;
}

}  // namespace writ::http
