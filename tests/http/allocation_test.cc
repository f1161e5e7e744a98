// The hot path allocates nothing once it is warm, the request log included: counted by replacing
// operator new.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <new>
#include <string>
#include <utility>

#include "http/form.h"
#include "http/raw_client.h"
#include "http/server.h"
#include "main/request_log.h"

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

namespace writ::test {
namespace {

// Reads a form and answers; the client's thread stands still meanwhile.
class FormHandler final : public http::Handler {
 public:
  void Handle(http::Exchange& exchange) override {
    const auto parameters = ReadParameters(exchange.GetRequest());
    exchange.Answer({200, "text/plain", "X: y\r\n", *parameters->Find("token")});
  }
  http::OwnedResponse Explain(const http::ProtocolError& error) override {
    return {error.status, {}, {}, {}};
  }
};

TEST(Allocation, NoneForARequestOnAWarmConnection) {
  FormHandler handler;
  http::ServerOptions options;
  options.threads = 1;
  std::atomic<int> logged = 0;
  const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
  const auto log = RequestLog::Open({nowhere}).value();
  options.access_log = [&] {
    return [&logged, write = log->Source()()](const http::AccessRecord& record) {
      write(record);
      logged += record.status == 200;
    };
  };
  const auto server = std::move(http::Server::Open(options, handler)).value();
  ASSERT_TRUE(server->Start());
  RawClient client(server->Port());
  const std::string request =
      "POST /oauth2/introspect HTTP/1.1\r\nHost: a\r\nUser-Agent: test\r\nAccept: */*\r\n"
      "Authorization: Basic YXBwOnNlY3JldA==\r\nX-Other: x\r\n"
      "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 41\r\n\r\n"
      "token=access_abc&token_type_hint=access_t";
  std::string batch;
  for (int i = 0; i < 8; ++i) batch += request;
  for (int i = 0; i < 8; ++i) {
    client.Send(batch);
    for (int j = 0; j < 8; ++j) ASSERT_EQ(client.Read().body, "access_abc");
  }
  const int before = logged;
  counting = true;
  client.Send(request);
  // Loops without allocating until the answer is out.
  while (logged == before) {
  }
  counting = false;
  EXPECT_EQ(client.Read().body, "access_abc");
  EXPECT_EQ(allocations, 0);

  counting = true;
  client.Send(batch);
  while (logged < before + 9) {
  }
  counting = false;
  for (int j = 0; j < 8; ++j) EXPECT_EQ(client.Read().body, "access_abc");
  EXPECT_EQ(allocations, 0);
  server->Stop(std::chrono::milliseconds(1000));
  ::close(nowhere);
}

TEST(Allocation, IsCounted) {
  allocations = 0;
  counting = true;
  const auto parameters = http::ReadForm("a=%41");  // decoding needs memory
  counting = false;
  EXPECT_EQ(parameters->Find("a"), "A");
  EXPECT_EQ(allocations, 1);
}

}  // namespace
}  // namespace writ::test
