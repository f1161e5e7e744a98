// The application of the server tests: says what it was asked, at once, later or never.
#pragma once

#include <gtest/gtest.h>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "http/handler.h"
#include "http/server.h"

namespace writ::test {

// `/defer…` waits until Release; `/drop` is never answered; `/big` answers a megabyte; everything
// else is answered at once with "METHOD path?query|body".
class EchoHandler final : public http::Handler {
 public:
  void Handle(http::Exchange& exchange) override {
    const http::Request& request = exchange.GetRequest();
    if (request.path.substr(0, 6) == "/defer") {
      http::Deferred deferred = exchange.Defer();
      const std::lock_guard lock(mutex_);
      waiting_.push_back({std::move(deferred), Text(request)});
      arrived_.notify_all();
    } else if (request.path == "/drop") {
      static_cast<void>(exchange.Defer());
    } else if (request.path == "/big") {
      exchange.Answer({200, "text/plain", {}, big_});
    } else if (request.path == "/none") {
      exchange.Answer({204, {}, {}, {}});
    } else {
      exchange.Answer(
          {200, "text/plain", "X-Id: " + std::string(request.request_id) + "\r\n", Text(request)});
    }
  }

  http::OwnedResponse Explain(const http::ProtocolError& error) override {
    return {error.status,
            "text/plain",
            {},
            std::string(NameOf(error.method)) + " " + std::string(error.path) + ": " +
                std::string(error.description)};
  }

  // Waits until `count` deferred requests have arrived, then answers them all, last first.
  void Release(std::size_t count) {
    std::vector<std::pair<http::Deferred, std::string>> released;
    {
      std::unique_lock lock(mutex_);
      arrived_.wait(lock, [&] { return waiting_.size() >= count; });
      released.swap(waiting_);
    }
    while (!released.empty()) {
      released.back().first.Answer({200, "text/plain", {}, released.back().second});
      released.pop_back();
    }
  }
  // Waits for one deferred request and hands its answer over.
  http::Deferred Take() {
    std::unique_lock lock(mutex_);
    arrived_.wait(lock, [&] { return !waiting_.empty(); });
    http::Deferred deferred = std::move(waiting_.back().first);
    waiting_.pop_back();
    return deferred;
  }

 private:
  static std::string Text(const http::Request& request) {
    std::string text = std::string(NameOf(request.method)) + " " + std::string(request.path);
    if (!request.query.empty()) text.append("?").append(request.query);
    return text + "|" + std::string(request.body);
  }

  const std::string big_ = std::string(1U << 20, 'b');
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::vector<std::pair<http::Deferred, std::string>> waiting_;  // guarded by mutex_
};

// A running server on a free port.
class RunningServer {
 public:
  explicit RunningServer(http::Limits limits = {}, unsigned threads = 2)
      : RunningServer(Options(limits, threads)) {}
  explicit RunningServer(http::ServerOptions options) {
    server_ = std::move(http::Server::Open(std::move(options), handler)).value();
    EXPECT_TRUE(server_->Start());
  }
  static http::ServerOptions Options(http::Limits limits, unsigned threads) {
    http::ServerOptions options;
    options.limits = limits;
    options.threads = threads;
    return options;
  }
  http::Server* operator->() { return server_.get(); }
  [[nodiscard]] std::uint16_t Port() const { return server_->Port(); }
  void Destroy() { server_.reset(); }

  EchoHandler handler;

 private:
  std::unique_ptr<http::Server> server_;
};

}  // namespace writ::test
