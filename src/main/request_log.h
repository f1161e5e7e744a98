// One line a request on standard error, written off the answer's path.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <string_view>

#include "http/server.h"

namespace spdlog {
class logger;
namespace details {
class thread_pool;
}
}  // namespace spdlog

namespace writ {

// Thread-safe. A reader that stalls costs lines, never answers: when the queue is full the oldest
// line is dropped, and so is one that cannot be written within a tenth of a second.
class RequestLog {
 public:
  RequestLog();
  RequestLog(const RequestLog&) = delete;
  RequestLog& operator=(const RequestLog&) = delete;
  ~RequestLog();  // writes what is queued

  // For servers; must not outlive this. No query, header or body is ever part of a line.
  [[nodiscard]] http::AccessLog Sink();

  // While muted, requests leave no line.
  void Mute(bool muted) { muted_.store(muted); }

  // A path as a log line shows it: at most 200 bytes, with everything but printable ASCII and '"'
  // replaced by '?'.
  [[nodiscard]] static std::string Safe(std::string_view path);

 private:
  std::shared_ptr<spdlog::details::thread_pool> pool_;
  std::shared_ptr<spdlog::logger> logger_;
  std::atomic<bool> muted_{false};
};

}  // namespace writ
