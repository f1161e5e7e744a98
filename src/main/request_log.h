// What a server writes on standard error, off the answer's path: a line a request, and what it has
// to say of itself.
#pragma once

#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "base/diagnostics.h"
#include "base/mutex.h"
#include "base/result.h"
#include "http/server.h"
#include "main/request_lines.h"
#include "main/request_ring.h"

namespace writ {

struct RequestLogOptions {
  int descriptor = STDERR_FILENO;                    // stays open, and its flags as they are
  std::size_t ring_bytes = std::size_t{512} * 1024;  // a loop's; some 7,000 requests
  std::chrono::milliseconds turn{50};  // from an answer to its line, if no ring fills sooner
  Diagnostics* diagnostics = nullptr;  // written too, within a turn, if it is set
};

// Thread-safe. Each loop of a server has a ring; one thread formats what is in them, many lines at
// a time, every 50 ms and whenever a ring is half full. The order of one loop's lines is kept. A
// reader that stalls costs lines, never answers: what finds its loop's ring full is dropped, and a
// line of its own says how many were as soon as something can be written again.
class RequestLog {
 public:
  // Fails, in a sentence, when the machine has no thread or descriptor left.
  [[nodiscard]] static Result<std::unique_ptr<RequestLog>> Open(
      const RequestLogOptions& options = {});
  RequestLog(const RequestLog&) = delete;
  RequestLog& operator=(const RequestLog&) = delete;
  ~RequestLog();  // writes what was logged; waits a tenth of a second for a reader that stalls

  // For servers; neither it nor what it makes may outlive this. No query, header or body is ever
  // part of a line.
  [[nodiscard]] http::AccessLogSource Source();

  // While muted, requests leave no line.
  void Mute(bool muted) { muted_.store(muted); }

 private:
  explicit RequestLog(const RequestLogOptions& options);

  [[nodiscard]] Result<void> Start();
  [[nodiscard]] http::AccessLog AddRing();
  void WakeWriter();

  // The writer's thread.
  void Run();
  void AwaitWork() const;
  void Drain();
  void DrainRing(RequestRing& ring);
  void DrainDiagnostics();
  void WriteBatch();
  void ReportDropped();
  [[nodiscard]] bool Send(std::string_view& bytes);

  const RequestLogOptions options_;
  const int wake_;  // an eventfd
  std::atomic<bool> muted_{false};
  std::atomic<bool> woken_{false};
  std::atomic<bool> stopping_{false};
  Mutex mutex_;
  std::vector<std::unique_ptr<RequestRing>> rings_ GUARDED_BY(mutex_);

  // The writer's.
  std::vector<RequestRing*> turn_;  // the rings that there were when it woke
  RequestLines lines_;
  std::string batch_;
  std::uint64_t unwritten_ = 0;  // lines that no ring dropped and the descriptor refused
  std::uint64_t reported_ = 0;   // of all that were dropped
  bool given_up_ = false;

  std::thread writer_;
};

}  // namespace writ
