// The machine's own limits, reached: a server says so or makes do, and never ends for it.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <ctime>
#include <memory>
#include <string>
#include <vector>

#include "http/echo_handler.h"
#include "http/raw_client.h"

namespace writ::test {
namespace {

std::string Get(const std::string& target) {
  return "GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n";
}

// While it lives, the process may open `free` more descriptors and no others.
class FewDescriptors {
 public:
  explicit FewDescriptors(unsigned free) {
    getrlimit(RLIMIT_NOFILE, &before_);
    // Descriptors are given out from the lowest, so what is below this one is taken.
    std::vector<int> taken;
    for (unsigned i = 0; i <= free; ++i) taken.push_back(open("/dev/null", O_RDONLY | O_CLOEXEC));
    rlimit few = before_;
    few.rlim_cur = static_cast<rlim_t>(taken.back());
    setrlimit(RLIMIT_NOFILE, &few);
    for (const int descriptor : taken) close(descriptor);
  }
  ~FewDescriptors() { setrlimit(RLIMIT_NOFILE, &before_); }
  FewDescriptors(const FewDescriptors&) = delete;
  FewDescriptors& operator=(const FewDescriptors&) = delete;

 private:
  rlimit before_{};
};

using Clients = std::vector<std::unique_ptr<RawClient>>;

Clients Connect(std::uint16_t port, int count, const std::string& bytes) {
  Clients clients;
  for (int i = 0; i < count; ++i) {
    clients.push_back(std::make_unique<RawClient>(port));
    clients.back()->Send(Get("/a"));
    EXPECT_EQ(clients.back()->Read().status, 200);
    clients.back()->Send(bytes);
  }
  return clients;
}

// Peers that say nothing give way to one that does.
TEST(Descriptors, AreTakenFromWhoeverIsIdle) {
  for (const std::string bytes : {"", "\r"}) {
    RunningServer server({}, 1);
    const Clients idle = Connect(server.Port(), 24, bytes);
    const FewDescriptors few(1);
    RawClient honest(server.Port());
    honest.Send(Get("/a"));
    EXPECT_EQ(honest.Read().status, 200);
  }
}

double SecondsOfProcessor() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

// Where nobody is idle, whoever comes waits for a descriptor, and costs nothing meanwhile.
TEST(Descriptors, AreWaitedFor) {
  http::Limits limits;
  limits.header_deadline = std::chrono::milliseconds(400);
  RunningServer server(limits, 1);
  const Clients slow = Connect(server.Port(), 8, "GET / HT");
  const FewDescriptors few(1);
  RawClient honest(server.Port());
  const double before = SecondsOfProcessor();
  honest.Send(Get("/a"));
  EXPECT_EQ(honest.Read().status, 200);
  EXPECT_LT(SecondsOfProcessor() - before, 0.2);
}

TEST(Start, FailsWithoutDescriptors) {
  EchoHandler handler;
  const auto server = std::move(http::Server::Open({}, handler)).value();
  {
    const FewDescriptors few(1);
    const Result<void> started = server->Start();
    ASSERT_FALSE(started);
    EXPECT_EQ(started.error().message, "Cannot wait for connections: Too many open files.");
  }
  server->Stop(std::chrono::milliseconds(0));
}

TEST(Start, FailsWithoutThreads) {
  EchoHandler handler;
  const auto server = std::move(http::Server::Open({}, handler)).value();
  pthread_attr_t before;
  ASSERT_EQ(pthread_getattr_default_np(&before), 0);
  pthread_attr_t huge;
  pthread_attr_init(&huge);
  ASSERT_EQ(pthread_attr_setstacksize(&huge, std::size_t{1} << 50U), 0);
  ASSERT_EQ(pthread_setattr_default_np(&huge), 0);
  const Result<void> started = server->Start();
  pthread_setattr_default_np(&before);
  ASSERT_FALSE(started);
  EXPECT_EQ(started.error().message,
            "Cannot start a thread for connections: Resource temporarily unavailable.");
  server->Stop(std::chrono::milliseconds(0));
}

}  // namespace
}  // namespace writ::test
