#include "main/request_log.h"

#include <poll.h>
#include <spdlog/async.h>
#include <spdlog/async_logger.h>
#include <spdlog/details/null_mutex.h>
#include <spdlog/sinks/base_sink.h>
#include <unistd.h>

#include <mutex>

namespace writ {

namespace {

constexpr std::size_t kQueueLines = 8192;
constexpr int kWriteMilliseconds = 100;
constexpr std::size_t kPathBytesMax = 200;

class StandardError final : public spdlog::sinks::base_sink<std::mutex> {
 protected:
  void sink_it_(const spdlog::details::log_msg& message) override {
    spdlog::memory_buf_t line;
    base_sink::formatter_->format(message, line);
    // A pipe that poll calls writable takes a line of up to PIPE_BUF bytes whole.
    pollfd ready{STDERR_FILENO, POLLOUT, 0};
    if (::poll(&ready, 1, kWriteMilliseconds) <= 0) return;
    const ssize_t ignored = ::write(STDERR_FILENO, line.data(), line.size());
    static_cast<void>(ignored);
  }
  void flush_() override {}
};

}  // namespace

RequestLog::RequestLog()
    : pool_(std::make_shared<spdlog::details::thread_pool>(kQueueLines, 1)),
      logger_(std::make_shared<spdlog::async_logger>(
          "request", std::make_shared<StandardError>(), pool_,
          spdlog::async_overflow_policy::overrun_oldest)) {
  logger_->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %v", spdlog::pattern_time_type::utc);
}

RequestLog::~RequestLog() = default;

http::AccessLog RequestLog::Sink() {
  return [this, logger = logger_](const http::AccessRecord& record) {
    if (muted_.load(std::memory_order_relaxed)) return;
    logger->info("method={} path=\"{}\" status={} bytes={} us={} peer={} id={}",
                 http::NameOf(record.method), Safe(record.path), record.status,
                 record.response_bytes, record.duration.count(), record.peer, record.request_id);
  };
}

std::string RequestLog::Safe(std::string_view path) {
  std::string safe(path.substr(0, kPathBytesMax));
  for (char& letter : safe) {
    if (letter <= ' ' || letter > '~' || letter == '"') letter = '?';
  }
  return safe;
}

}  // namespace writ
