// One request and its answer without a socket: what an endpoint gets in tests.
#pragma once

#include <gtest/gtest.h>

#include <future>
#include <memory>
#include <utility>

#include "http/handler.h"

namespace writ::testing {

// The views of the request must outlive it. An answer may come from any thread; a second one, or
// none from a dropped Deferred, fails the test.
class RecordingExchange final : public http::Exchange {
 public:
  explicit RecordingExchange(const http::Request& request)
      : request_(request), answer_(promise_.get_future()) {}

  [[nodiscard]] const http::Request& GetRequest() const override { return request_; }

  void Answer(const http::Response& response) override {
    EXPECT_FALSE(deferred_) << "answered although the answer was deferred";
    promise_.set_value({response.status, std::string(response.content_type),
                        std::string(response.headers), std::string(response.body)});
  }

  [[nodiscard]] http::Deferred Defer() override {
    EXPECT_FALSE(deferred_) << "deferred twice";
    deferred_ = true;
    return http::Deferred(std::make_unique<Owed>(std::move(promise_)));
  }

  [[nodiscard]] bool IsDeferred() const { return deferred_; }

  // Waits for the answer; once.
  [[nodiscard]] http::OwnedResponse Take() { return answer_.get(); }

 private:
  class Owed final : public http::Deferred::State {
   public:
    explicit Owed(std::promise<http::OwnedResponse> promise) : promise_(std::move(promise)) {}
    ~Owed() override {
      if (!answered_) promise_.set_value({500, {}, {}, "a deferred answer was dropped"});
    }
    void Answer(http::OwnedResponse response) override {
      answered_ = true;
      promise_.set_value(std::move(response));
    }

   private:
    std::promise<http::OwnedResponse> promise_;
    bool answered_ = false;
  };

  http::Request request_;
  std::promise<http::OwnedResponse> promise_;
  std::future<http::OwnedResponse> answer_;
  bool deferred_ = false;
};

}  // namespace writ::testing
