// The application of the server tests: says what it was asked, at once, later or never.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
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

// `/defer…` waits until Release; `/drop` is never answered; `/big` answers a megabyte; `/stream…`
// begins a stream with the query; `/flood` fills one before its loop can take anything; everything
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
    } else if (request.path.substr(0, 7) == "/stream") {
      Keep(Begin(exchange));
    } else if (request.path == "/flood") {
      http::Stream stream = Begin(exchange);
      const std::string piece(1000, 'x');
      while (flooded < 10 * http::kStreamBytesMax && stream.Send(piece) == http::Sent::kTaken) {
        flooded += piece.size();
      }
      Keep(std::move(stream));
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
  // Waits for one stream that was begun and hands it over.
  http::Stream TakeStream() {
    std::unique_lock lock(mutex_);
    arrived_.wait(lock, [&] { return !streams_.empty(); });
    http::Stream stream = std::move(streams_.back());
    streams_.pop_back();
    return stream;
  }
  // Waits until there is news of `stream` and it says `wanted`; fails after ten seconds.
  void Await(http::Stream& stream, http::Sent wanted) {
    std::unique_lock lock(mutex_);
    EXPECT_TRUE(arrived_.wait_for(lock, std::chrono::seconds(10),
                                  [&] { return news_ > 0 && stream.Send({}) == wanted; }));
    news_ = 0;
  }

  // Waits until there is news of any stream; false if there is none for ten seconds.
  [[nodiscard]] bool AwaitNews() {
    std::unique_lock lock(mutex_);
    const bool heard = arrived_.wait_for(lock, std::chrono::seconds(10), [&] { return news_ > 0; });
    news_ = 0;
    return heard;
  }

  std::size_t flooded = 0;  // bytes that `/flood` could send

 private:
  http::Stream Begin(http::Exchange& exchange) {
    return exchange.BeginStream({200, "text/plain", "X-Id: y\r\n", exchange.GetRequest().query},
                                [this] {
                                  const std::lock_guard lock(mutex_);
                                  ++news_;
                                  arrived_.notify_all();
                                });
  }
  void Keep(http::Stream stream) {
    const std::lock_guard lock(mutex_);
    streams_.push_back(std::move(stream));
    arrived_.notify_all();
  }
  static std::string Text(const http::Request& request) {
    std::string text = std::string(NameOf(request.method)) + " " + std::string(request.path);
    if (!request.query.empty()) text.append("?").append(request.query);
    return text + "|" + std::string(request.body);
  }

  const std::string big_ = std::string(1U << 20, 'b');
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::vector<std::pair<http::Deferred, std::string>> waiting_;  // guarded by mutex_
  std::vector<http::Stream> streams_;                            // likewise
  int news_ = 0;                                                 // likewise
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
