// The hot path allocates nothing once it is warm: counted by replacing operator new.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <new>

#include "base/check.h"
#include "world.h"

namespace {

std::atomic<bool> counting = false;
std::atomic<int> allocations = 0;

}  // namespace

void* operator new(std::size_t size) {
  if (counting) ++allocations;
  void* const memory = std::malloc(size);
  if (memory == nullptr) std::abort();
  return memory;
}
void* operator new[](std::size_t size) { return operator new(size); }
void* operator new(std::size_t size, const std::nothrow_t& /*tag*/) noexcept {
  return operator new(size);
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t /*size*/) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t /*size*/) noexcept { std::free(memory); }

namespace writ::api {
namespace {

using testing::Tokens;
using testing::World;

// Keeps the status and allocates nothing.
class BareExchange final : public http::Exchange {
 public:
  explicit BareExchange(const http::Request& request) : request_(request) {}

  [[nodiscard]] const http::Request& GetRequest() const override { return request_; }
  void Answer(const http::Response& response) override {
    status = response.status;
    body_bytes = response.body.size();
  }
  [[nodiscard]] http::Deferred Defer() override {
    CheckFailed("no write here", __FILE__, __LINE__);
  }

  int status = 0;
  std::size_t body_bytes = 0;

 private:
  const http::Request& request_;
};

// The allocations of the second of two equal requests.
int Count(World& world, http::Method method, std::string_view path, std::string_view body,
          int status) {
  const std::string basic = world.mollie.Basic();
  http::Request request;
  request.method = method;
  request.target = request.path = path;
  request.body = body;
  request.headers[http::Header::kContentType] = testing::kForm;
  request.headers[http::Header::kAuthorization] = basic;
  for (const bool warm : {false, true}) {
    BareExchange exchange(request);
    allocations = 0;
    counting = warm;
    world.router.Handle(exchange);
    counting = false;
    EXPECT_EQ(exchange.status, status) << body;
  }
  return allocations;
}

TEST(Allocation, NoneWhereNothingIsWritten) {
  World world;
  const Tokens tokens = world.Grant(world.mollie);
  const std::string access = "token=" + tokens.access;
  const std::string hint = "&token_type_hint=access_token";
  using enum http::Method;
  EXPECT_EQ(Count(world, kPost, "/oauth2/introspect", access, 200), 0);
  EXPECT_EQ(Count(world, kPost, "/oauth2/introspect", "token=access_forged", 200), 0);
  EXPECT_EQ(Count(world, kPost, "/oauth2/tokens",
                  "grant_type=refresh_token&refresh_token=" + tokens.refresh, 200),
            0);
  EXPECT_EQ(Count(world, kDelete, "/oauth2/tokens", "token=access_forged" + hint, 204), 0);
  ASSERT_EQ(world.Revoke(world.mollie, tokens.access, "access_token").status, 204);
  EXPECT_EQ(Count(world, kDelete, "/oauth2/tokens", access + hint, 204), 0);
  EXPECT_EQ(Count(world, kDelete, "/oauth2/tokens", access, 400), 0);
}

TEST(Allocation, IsCounted) {
  World world;
  EXPECT_GT(Count(world, http::Method::kPost, "/oauth2/introspect", "token=%61", 200), 0);
}

}  // namespace
}  // namespace writ::api
