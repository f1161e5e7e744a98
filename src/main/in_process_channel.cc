#include "main/in_process_channel.h"

#include <future>
#include <string>
#include <utility>

#include "api/admin/routes.h"
#include "http/router.h"
#include "main/version.h"

namespace writ {

namespace {

class PromisedAnswer final : public http::Deferred::State {
 public:
  explicit PromisedAnswer(std::promise<http::OwnedResponse>& promise) : promise_(promise) {}
  ~PromisedAnswer() override {
    if (!answered_) promise_.set_value({500, {}, {}, {}});
  }
  void Answer(http::OwnedResponse response) override {
    answered_ = true;
    promise_.set_value(std::move(response));
  }

 private:
  std::promise<http::OwnedResponse>& promise_;
  bool answered_ = false;
};

class InProcessExchange final : public http::Exchange {
 public:
  explicit InProcessExchange(const http::Request& request) : request_(request) {}

  [[nodiscard]] const http::Request& GetRequest() const override { return request_; }
  void Answer(const http::Response& response) override {
    promise_.set_value({response.status, std::string(response.content_type),
                        std::string(response.headers), std::string(response.body)});
  }
  [[nodiscard]] http::Deferred Defer() override {
    return http::Deferred(std::make_unique<PromisedAnswer>(promise_));
  }

  [[nodiscard]] http::OwnedResponse Wait() { return promise_.get_future().get(); }

 private:
  const http::Request& request_;
  std::promise<http::OwnedResponse> promise_;
};

http::Method MethodOf(std::string_view name) {
  using http::Method;
  for (const Method method : {Method::kGet, Method::kPost, Method::kPatch, Method::kDelete}) {
    if (NameOf(method) == name) return method;
  }
  return Method::kOther;
}

class InProcessChannel final : public cli::Channel {
 public:
  explicit InProcessChannel(std::shared_ptr<Engine> engine)
      : engine_(std::move(engine)),
        router_(api::AdminRoutes(engine_->GetServices(), {kVersion}), api::AdminFace) {}

  [[nodiscard]] Result<cli::Answer> Call(std::string_view method, std::string_view path,
                                         std::string_view body) override {
    http::Request request;
    request.method = MethodOf(method);
    request.target = path;
    request.path = path.substr(0, path.find('?'));
    if (request.path.size() < path.size()) request.query = path.substr(request.path.size() + 1);
    request.body = body;
    request.peer_is_loopback = true;
    InProcessExchange exchange(request);
    router_.Handle(exchange);
    http::OwnedResponse response = exchange.Wait();
    return cli::Answer{response.status, std::move(response.body)};
  }

 private:
  const std::shared_ptr<Engine> engine_;
  http::Router router_;
};

}  // namespace

std::unique_ptr<cli::Channel> OpenInProcessChannel(std::shared_ptr<Engine> engine) {
  return std::make_unique<InProcessChannel>(std::move(engine));
}

}  // namespace writ
