// What arrives at a server and is no request, or not yet a whole one: it holds no connection beyond
// its deadline, no descriptor that another needs, and no stop.
#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "http/echo_handler.h"
#include "http/raw_client.h"

namespace writ::test {
namespace {

using std::chrono::milliseconds;
using SteadyClock = std::chrono::steady_clock;

constexpr const char* kWhole = "GET /a HTTP/1.1\r\nHost: a\r\n\r\n";

http::Limits ShortDeadlines() {
  http::Limits limits;
  limits.header_deadline = milliseconds(60);
  limits.body_deadline = milliseconds(60);
  limits.idle_deadline = milliseconds(100);
  limits.stop_deadline = milliseconds(100);
  return limits;
}

// Sends `piece` over and over until the server has closed the connection; says whether it did
// within five seconds.
bool EndsWhileItSends(std::uint16_t port, const std::string& piece) {
  RawClient client(port);
  const auto begin = SteadyClock::now();
  while (!client.HasEnded()) {
    if (SteadyClock::now() - begin > std::chrono::seconds(5)) return false;
    client.SendSlowly(piece);
  }
  return true;
}

TEST(Arrival, ALoneCarriageReturnIsIdle) {
  RunningServer server(ShortDeadlines());
  for (const bool used : {false, true}) {
    RawClient client(server.Port());
    if (used) {
      client.Send(kWhole);
      EXPECT_EQ(client.Read().status, 200);
    }
    client.Send("\r");
    EXPECT_TRUE(client.Closed());
  }
}

TEST(Arrival, ACarriageReturnMayStillBeginAnEmptyLine) {
  RunningServer server;
  RawClient client(server.Port());
  client.Send("\r");
  client.Send(std::string("\n\r\n") + kWhole);
  EXPECT_EQ(client.Read().status, 200);
}

// Endless, byte by byte; each is either ended in silence or refused.
TEST(Arrival, NothingThatIsNoRequestGoesOnForEver) {
  RunningServer server(ShortDeadlines());
  for (const std::string piece :
       {"\r", "\r\n", "\n", "G", " ", "GET / HTTP/1.1\r\n", "a: b\r\n", "\x16\x03\x01", "\xff"}) {
    EXPECT_TRUE(EndsWhileItSends(server.Port(), piece)) << testing::PrintToString(piece);
  }
}

TEST(Stop, DoesNotWaitForWhatMayNeverCome) {
  EXPECT_LT(http::Limits().stop_deadline, std::chrono::seconds(5));
  http::Limits limits;
  limits.stop_deadline = milliseconds(100);
  RunningServer server(limits, 1);
  std::vector<std::unique_ptr<RawClient>> clients;
  for (const std::string begun :
       {"\r", "\r\n", "G", "GET / HTTP/1.1\r\nHost: a\r\nX: ",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nab",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"}) {
    clients.push_back(std::make_unique<RawClient>(server.Port()));
    clients.back()->Send(kWhole + begun);
    EXPECT_EQ(clients.back()->Read().status, 200);
  }
  const auto begin = SteadyClock::now();
  server->Stop(std::chrono::seconds(60));
  EXPECT_LT(SteadyClock::now() - begin, std::chrono::seconds(5));
}

// Whoever goes on sending cannot hold it up either.
TEST(Stop, DoesNotWaitForWhoeverTrickles) {
  http::Limits limits;
  limits.stop_deadline = milliseconds(100);
  for (const std::string piece : {"\r\n", "X: y\r\n"}) {
    RunningServer server(limits, 1);
    RawClient client(server.Port());
    client.Send(std::string(kWhole) + (piece == "\r\n" ? "" : "GET / HTTP/1.1\r\n"));
    EXPECT_EQ(client.Read().status, 200);
    std::thread trickle([&] {
      while (!client.HasEnded()) client.Send(piece);
    });
    const auto begin = SteadyClock::now();
    server->Stop(std::chrono::seconds(60));
    EXPECT_LT(SteadyClock::now() - begin, std::chrono::seconds(5)) << piece;
    trickle.join();
  }
}

// The answers come from one thread while another throws the server away that owes them: as soon as
// the last connection is seen to close, and so while they are deleted.
TEST(Stop, MayMeetAnswersThatComeJustThen) {
  constexpr std::size_t kOwed = 128;
  for (int round = 0; round < 40; ++round) {
    RunningServer server({}, 1);
    std::vector<std::unique_ptr<RawClient>> clients;
    std::vector<http::Deferred> owed;
    for (std::size_t i = 0; i < kOwed; ++i) {
      clients.push_back(std::make_unique<RawClient>(server.Port()));
      clients.back()->Send("GET /defer HTTP/1.1\r\nHost: a\r\n\r\n");
      owed.push_back(server.handler.Take());
    }
    std::thread answers([&] {
      while (!clients.back()->HasEnded()) {
      }
      for (std::size_t i = 0; i < kOwed; ++i) {
        if (i % 4 == 3) {
          const http::Deferred dropped = std::move(owed[i]);
        } else {
          owed[i].Answer({200, {}, {}, "late"});
        }
      }
    });
    server->Stop(milliseconds(0));
    answers.join();
  }
}

}  // namespace
}  // namespace writ::test
