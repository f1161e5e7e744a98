// A handler that is known before what it does: a server binds its port first, and only then is it
// known what the issuer is called.
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "base/check.h"
#include "http/router.h"

namespace writ {

// Become must be called before the server starts; thread-safe from then on.
class LateHandler final : public http::Handler {
 public:
  void Become(std::vector<http::Route> routes, http::Face face) {
    router_ = std::make_unique<http::Router>(std::move(routes), std::move(face));
  }

  void Handle(http::Exchange& exchange) override {
    CHECK(router_ != nullptr);
    router_->Handle(exchange);
  }
  [[nodiscard]] http::OwnedResponse Explain(const http::ProtocolError& error) override {
    CHECK(router_ != nullptr);
    return router_->Explain(error);
  }

 private:
  std::unique_ptr<http::Router> router_;
};

}  // namespace writ
