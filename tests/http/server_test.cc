#include "http/server.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "http/echo_handler.h"
#include "http/raw_client.h"

namespace writ::test {
namespace {

using std::chrono::milliseconds;

std::string Get(const std::string& target) {
  return "GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n";
}

std::string Post(std::size_t size) {
  return Join({"POST /p HTTP/1.1\r\nHost: a\r\nContent-Length: ", std::to_string(size), "\r\n\r\n",
               std::string(size, 'x')});
}

TEST(Server, AnswersAndKeepsTheConnection) {
  RunningServer server;
  RawClient client(server.Port());
  std::set<std::string> ids;
  for (int i = 0; i < 3; ++i) {
    client.Send(Get("/a?b=c"));
    const RawResponse response = client.Read();
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.body, "GET /a?b=c|");
    EXPECT_EQ(response.Header("content-length"), "11");
    EXPECT_EQ(response.Header("content-type"), "text/plain");
    EXPECT_EQ(response.Header("connection"), "");
    EXPECT_EQ(response.Header("date").size(), 29U);
    ids.insert(response.Header("x-id"));
  }
  EXPECT_EQ(ids.size(), 3U);
}

TEST(Server, ClosesWhenAsked) {
  RunningServer server;
  RawClient client(server.Port());
  client.Send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(client.Read().Header("connection"), "close");
  EXPECT_TRUE(client.Closed());
}

TEST(Server, SpeaksHttp10) {
  RunningServer server;
  RawClient client(server.Port());
  client.Send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  EXPECT_EQ(client.Read().Header("connection"), "keep-alive");
  client.Send("GET / HTTP/1.0\r\n\r\n");
  EXPECT_EQ(client.Read().Header("connection"), "close");
  EXPECT_TRUE(client.Closed());
}

TEST(Server, OmitsBodies) {
  RunningServer server;
  RawClient client(server.Port());
  client.Send("HEAD /a HTTP/1.1\r\nHost: a\r\n\r\n" + Get("/none") + Get("/b"));
  const RawResponse head = client.Read(true);
  EXPECT_EQ(head.Header("content-length"), "8");
  const RawResponse none = client.Read();
  EXPECT_EQ(none.status, 204);
  EXPECT_EQ(none.headers.count("content-length"), 0U);
  EXPECT_EQ(client.Read().body, "GET /b|");
}

// A head like the one before is not read again; its body is, and so is every other head.
TEST(Server, TellsRequestsWithTheSameHeadApart) {
  RunningServer server;
  RawClient client(server.Port());
  const std::string head = "POST /p HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n";
  const std::string chunked = "POST /c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  const std::string large = "POST /l HTTP/1.1\r\nHost: a\r\nX: " + std::string(2000, 'x') +
                            "\r\nContent-Length: 3\r\n\r\n";
  const std::vector<std::pair<std::string, std::string>> exchanges = {
      {head + "one", "POST /p|one"},
      {head + "two", "POST /p|two"},
      {"POST /p HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nthree", "POST /p|three"},
      {head + "POS", "POST /p|POS"},
      {chunked + "4\r\nfour\r\n0\r\n\r\n", "POST /c|four"},
      {chunked + "1\r\n5\r\n0\r\n\r\n", "POST /c|5"},
      {large + "six", "POST /l|six"},
      {large + "sev", "POST /l|sev"},
      {Get("/p"), "GET /p|"},
      {head + "two", "POST /p|two"}};
  std::string all;
  for (const auto& [request, body] : exchanges) {
    client.SendSlowly(request);
    EXPECT_EQ(client.Read().body, body);
    all += request;
  }
  client.Send(all);
  for (const auto& [request, body] : exchanges) EXPECT_EQ(client.Read().body, body);
  client.Send(head + "one" + "POST /p HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n");
  EXPECT_EQ(client.Read().body, "POST /p|one");
  EXPECT_EQ(client.Read().status, 400);
}

TEST(Server, AnswersAPipelineInOrder) {
  RunningServer server;
  RawClient client(server.Port());
  std::string pipeline;
  for (int i = 0; i < 16; ++i) {
    pipeline += Get((i % 5 == 2 ? "/defer" : "/now") + std::to_string(i));
  }
  client.Send(pipeline);
  for (int i = 0; i < 16; ++i) {
    if (i % 5 == 2) server.handler.Release(1);
    const std::string path = (i % 5 == 2 ? "/defer" : "/now") + std::to_string(i);
    EXPECT_EQ(client.Read().body, "GET " + path + "|");
  }
}

TEST(Server, AnswersAfterTheClientHasFinishedSending) {
  RunningServer server;
  RawClient client(server.Port());
  client.Send(Get("/defer") + Get("/b"));
  client.Finish();
  server.handler.Release(1);
  EXPECT_EQ(client.Read().body, "GET /defer|");
  EXPECT_EQ(client.Read().body, "GET /b|");
  EXPECT_TRUE(client.Closed());
}

TEST(Server, AnswersManyLateAtOnce) {
  RunningServer server;
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 64; ++i) {
    clients.push_back(std::make_unique<RawClient>(server.Port()));
    clients.back()->Send(Get("/defer" + std::to_string(i)));
  }
  server.handler.Release(64);
  for (int i = 0; i < 64; ++i) {
    EXPECT_EQ(clients[static_cast<std::size_t>(i)]->Read().body,
              "GET /defer" + std::to_string(i) + "|");
  }
}

TEST(Server, SaysSoWhenAnAnswerIsDropped) {
  RunningServer server;
  RawClient client(server.Port());
  client.Send(Get("/drop") + Get("/b"));
  EXPECT_EQ(client.Read().status, 500);
  EXPECT_EQ(client.Read().body, "GET /b|");
}

TEST(Server, SurvivesAnAnswerToADeadConnection) {
  RunningServer server;
  for (int i = 0; i < 20; ++i) {
    RawClient client(server.Port());
    client.Send(Get("/defer"));
    http::Deferred deferred = server.handler.Take();
    client.Reset();
    deferred.Answer({200, {}, {}, std::string(1U << 20, 'x')});
  }
  RawClient client(server.Port());
  client.Send(Get("/a"));
  EXPECT_EQ(client.Read().status, 200);
}

TEST(Server, SurvivesAnAnswerAfterItsEnd) {
  RunningServer server;
  RawClient answered(server.Port());
  RawClient dropped(server.Port());
  answered.Send(Get("/defer"));
  http::Deferred first = server.handler.Take();
  dropped.Send(Get("/defer"));
  http::Deferred second = server.handler.Take();
  server->Stop(milliseconds(0));
  EXPECT_TRUE(dropped.Closed());
  server.Destroy();
  first.Answer({200, {}, {}, {}});
}

TEST(Server, SendsMoreThanTheSocketTakes) {
  RunningServer server;
  RawClient client(server.Port());
  std::string pipeline;
  for (int i = 0; i < 20; ++i) pipeline += Get("/big") + Get("/defer") + Get("/a");
  client.Send(pipeline);
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(client.Read().body.size(), 1U << 20);
    server.handler.Release(1);
    EXPECT_EQ(client.Read().body, "GET /defer|");
    EXPECT_EQ(client.Read().body, "GET /a|");
  }
}

TEST(Server, TakesBodiesOfEverySize) {
  RunningServer server;
  RawClient client(server.Port());
  for (const std::size_t size : {1U, 4000U, 4096U, 5000U, 20000U, 65536U}) {
    client.Send(Post(size) + Get("/a"));
    EXPECT_EQ(client.Read().body, "POST /p|" + std::string(size, 'x'));
    EXPECT_EQ(client.Read().body, "GET /a|");
  }
}

// A request whose bytes move while its body is still on the way.
TEST(Server, KeepsTheHeadWhileTheBodyArrives) {
  RunningServer server;
  RawClient client(server.Port());
  client.Send(Join({Get(Join({"/", std::string(3560, 'p')})),
                    "POST /moved HTTP/1.1\r\nHost: a\r\nContent-Length: 3900\r\n\r\n"}));
  EXPECT_EQ(client.Read().status, 200);
  client.Send(std::string(3900, 'x'));
  EXPECT_EQ(client.Read().body, Join({"POST /moved|", std::string(3900, 'x')}));
  client.Send(Join({"POST /grown HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nX: ",
                    std::string(6000, 'y'), "\r\nContent-Length: 60000\r\n\r\n"}));
  EXPECT_EQ(client.Read().status, 100);
  client.Send(std::string(60000, 'x'));
  EXPECT_EQ(client.Read().body, Join({"POST /grown|", std::string(60000, 'x')}));
}

TEST(Server, TakesALargeChunkedBody) {
  RunningServer server;
  RawClient client(server.Port());
  std::string chunks;
  std::string content;
  for (std::size_t i = 0; i < 64; ++i) {
    chunks += "3e8\r\n" + std::string(1000, static_cast<char>('A' + i % 26)) + "\r\n";
    content += std::string(1000, static_cast<char>('A' + i % 26));
  }
  client.Send("POST /p HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks +
              "0\r\n\r\n" + Get("/a"));
  EXPECT_EQ(client.Read().body, "POST /p|" + content);
  EXPECT_EQ(client.Read().body, "GET /a|");
}

TEST(Server, AsksForABodyThatWaits) {
  RunningServer server;
  RawClient client(server.Port());
  client.Send("POST /p HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
  EXPECT_EQ(client.Read().status, 100);
  client.Send("abc");
  EXPECT_EQ(client.Read().body, "POST /p|abc");
  client.Send(
      "POST /p HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\n"
      "Transfer-Encoding: chunked\r\n\r\n");
  EXPECT_EQ(client.Read().status, 100);
  client.Send("3\r\nabc\r\n0\r\n\r\n");
  EXPECT_EQ(client.Read().body, "POST /p|abc");
  client.Send(
      "POST /p HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\nabc");
  EXPECT_EQ(client.Read().status, 200);
  client.Send(
      "POST /p HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 65537\r\n\r\n");
  EXPECT_EQ(client.Read().status, 413);
}

// The status of the answer to `request`, which also ends the connection unless it is 200.
int StatusOf(RunningServer& server, const std::string& request) {
  RawClient client(server.Port());
  client.Send(request);
  const RawResponse response = client.Read();
  if (response.status != 200) {
    EXPECT_TRUE(client.Closed());
  }
  return response.status;
}

TEST(Limits, BoundEveryPartOfARequest) {
  http::Limits limits;
  limits.request_line_bytes_max = 100;
  limits.header_bytes_max = 1000;
  limits.header_count_max = 5;
  limits.body_bytes_max = 50;
  RunningServer server(limits);
  const auto line = [](std::size_t size) {
    return Get("/" + std::string(size - 16, 'p'));  // with "GET / HTTP/1.1\r\n"
  };
  EXPECT_EQ(StatusOf(server, line(100)), 200);
  EXPECT_EQ(StatusOf(server, line(101)), 414);
  EXPECT_EQ(StatusOf(server, "GET /" + std::string(200, 'p')), 414);
  const auto header = [](std::size_t size) {  // of the whole head
    return "GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(size - 32, 'x') + "\r\n\r\n";
  };
  EXPECT_EQ(StatusOf(server, header(1000)), 200);
  EXPECT_EQ(StatusOf(server, header(1001)), 431);
  EXPECT_EQ(StatusOf(server, header(100000)), 431);
  const auto headers = [](int count) {
    std::string request = "GET / HTTP/1.1\r\nHost: a\r\n";
    for (int i = 1; i < count; ++i) request += "X: y\r\n";
    return request + "\r\n";
  };
  EXPECT_EQ(StatusOf(server, headers(5)), 200);
  EXPECT_EQ(StatusOf(server, headers(6)), 431);
  EXPECT_EQ(StatusOf(server, Post(50)), 200);
  EXPECT_EQ(StatusOf(server, Post(51)), 413);
  EXPECT_EQ(StatusOf(server, Post(1000000)), 413);
  const std::string chunked = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  EXPECT_EQ(StatusOf(server, chunked + "32\r\n" + std::string(50, 'x') + "\r\n0\r\n\r\n"), 200);
  EXPECT_EQ(StatusOf(server, chunked + "33\r\n"), 413);
  EXPECT_EQ(StatusOf(server, chunked + "1\r\nx\r\n32\r\n"), 413);
  EXPECT_EQ(StatusOf(server, chunked + "1;" + std::string(2000, 'x')), 413);
  EXPECT_EQ(StatusOf(server, chunked + "0\r\n" + std::string(2000, 'x')), 413);
}

TEST(Limits, TooManyConnectionsAreTold) {
  http::Limits limits;
  limits.connections_max = 3;
  RunningServer server(limits);
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 3; ++i) {
    clients.push_back(std::make_unique<RawClient>(server.Port()));
    clients.back()->Send(Get("/a"));
    EXPECT_EQ(clients.back()->Read().status, 200);
  }
  {
    RawClient refused(server.Port());
    refused.Send(Get("/a"));
    const RawResponse response = refused.Read();
    EXPECT_EQ(response.status, 503);
    EXPECT_EQ(response.Header("retry-after"), "1");
    EXPECT_TRUE(refused.Closed());
  }
  clients.pop_back();
  // The place is free again as soon as the server has noticed.
  int status = 503;
  for (int i = 0; i < 1000 && status != 200; ++i) status = StatusOf(server, Get("/a"));
  EXPECT_EQ(status, 200);
}

http::Limits ShortDeadlines() {
  http::Limits limits;
  limits.header_deadline = milliseconds(60);
  limits.body_deadline = milliseconds(120);
  limits.idle_deadline = milliseconds(250);
  limits.write_deadline = milliseconds(100);
  return limits;
}

TEST(Deadlines, EndSlowRequests) {
  RunningServer server(ShortDeadlines());
  for (const char* request :
       {"G", "GET / HTTP/1.1\r\nHost: a\r\nX: ",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nab",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"}) {
    RawClient client(server.Port());
    client.Send(Get("/a"));
    EXPECT_EQ(client.Read().status, 200);
    client.Send(request);
    EXPECT_EQ(client.Read().status, 408) << request;
    EXPECT_TRUE(client.Closed());
  }
}

TEST(Deadlines, TrickledBytesDoNotExtendThem) {
  RunningServer server(ShortDeadlines());
  RawClient client(server.Port());
  std::atomic<bool> answered = false;
  std::thread trickle([&] {
    client.Send("GET / HTTP/1.1\r\nHost: a\r\nX: ");
    while (!answered) client.Send("x");
  });
  const int status = client.Read().status;
  answered = true;
  trickle.join();
  // The size limit may be met first on a fast machine.
  EXPECT_TRUE(status == 408 || status == 431) << status;
}

TEST(Deadlines, IdleConnectionsEndInSilence) {
  RunningServer server(ShortDeadlines());
  RawClient fresh(server.Port());
  RawClient used(server.Port());
  used.Send(Get("/a"));
  EXPECT_EQ(used.Read().status, 200);
  EXPECT_TRUE(used.Closed());
  EXPECT_TRUE(fresh.Closed());
}

TEST(Deadlines, APeerThatDoesNotReadIsLeft) {
  RunningServer server(ShortDeadlines());
  RawClient deaf(server.Port());
  std::string pipeline;
  for (int i = 0; i < 64; ++i) pipeline += Get("/big");
  deaf.Send(pipeline);
  // Once the server has given it up, its place is free and what it reads breaks off.
  RawClient witness(server.Port());
  EXPECT_TRUE(witness.Closed());  // 250 ms of silence
  EXPECT_LT(deaf.ReadAll().size(), 64U << 20);
}

TEST(Deadlines, DoNotEndWhatTheServerOwes) {
  RunningServer server(ShortDeadlines());
  RawClient client(server.Port());
  client.Send(Get("/defer"));
  RawClient witness(server.Port());
  EXPECT_TRUE(witness.Closed());
  server.handler.Release(1);
  EXPECT_EQ(client.Read().body, "GET /defer|");
}

TEST(Stop, AnswersWhatHasBegun) {
  RunningServer server;
  RawClient late(server.Port());
  RawClient partial(server.Port());
  RawClient idle(server.Port());
  late.Send(Get("/defer"));
  http::Deferred deferred = server.handler.Take();
  partial.Send("GET /a HTTP/1.1\r\nHo");
  std::thread stop([&] { server->Stop(milliseconds(10000)); });
  EXPECT_TRUE(idle.Closed());
  partial.Send("st: a\r\n\r\n");
  const RawResponse response = partial.Read();
  EXPECT_EQ(response.body, "GET /a|");
  EXPECT_EQ(response.Header("connection"), "close");
  deferred.Answer({200, {}, {}, "late"});
  EXPECT_EQ(late.Read().body, "late");
  EXPECT_TRUE(late.Closed());
  partial.Finish();
  stop.join();
}

TEST(Stop, PatienceEnds) {
  RunningServer server;
  RawClient client(server.Port());
  client.Send(Get("/defer"));
  const http::Deferred deferred = server.handler.Take();
  server->Stop(milliseconds(50));
  EXPECT_TRUE(client.Closed());
}

// Every client sends until it is told to close; none may see a request unanswered.
void SendUntilClosed(RawClient& client, std::atomic<int>& answered, std::atomic<int>& lost) {
  while (true) {
    client.Send(Get("/a"));
    const RawResponse response = client.Read();
    if (response.status != 200) {
      ++lost;
      return;
    }
    ++answered;
    if (response.Header("connection") == "close") return;
  }
}

TEST(Stop, LosesNoAnswerUnderLoad) {
  for (int round = 0; round < 5; ++round) {
    RunningServer server;
    std::atomic<int> lost = 0;
    std::atomic<int> answered = 0;
    // Connected, though perhaps not yet accepted, before the stop; later ones are refused.
    std::vector<std::unique_ptr<RawClient>> clients;
    std::vector<std::thread> threads;
    for (int i = 0; i < 16; ++i) clients.push_back(std::make_unique<RawClient>(server.Port()));
    for (const auto& client : clients) {
      threads.emplace_back([&] { SendUntilClosed(*client, answered, lost); });
    }
    while (answered < 200) std::this_thread::yield();
    server->Stop(milliseconds(10000));
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(lost, 0);
  }
}

TEST(Listening, RefusesATakenPort) {
  RunningServer server;
  EchoHandler handler;
  http::ServerOptions options;
  options.port = server.Port();
  const auto second = http::Server::Open(options, handler);
  ASSERT_FALSE(second);
  EXPECT_NE(second.error().message.find("127.0.0.1:" + std::to_string(server.Port())),
            std::string::npos);
  options.address = "localhost";
  options.port = 0;
  EXPECT_FALSE(http::Server::Open(options, handler));
}

TEST(Listening, OnIpv6) {
  http::ServerOptions options;
  options.address = "::1";
  options.threads = 2;
  EchoHandler handler;
  const auto server = http::Server::Open(options, handler);
  if (!server) GTEST_SKIP() << server.error().message;
  EXPECT_GT((*server)->Port(), 0);
}

TEST(Listening, OnAUnixSocket) {
  char folder[] = "/tmp/writ-http-XXXXXX";
  ASSERT_NE(mkdtemp(folder), nullptr);
  const std::string path = std::string(folder) + "/s";
  http::ServerOptions options;
  options.unix_path = path;
  {
    RunningServer server(options);
    struct stat info {};
    ASSERT_EQ(lstat(path.c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 07777, 0600U);
    RawClient client(path);
    client.Send(Get("/a"));
    EXPECT_EQ(client.Read().body, "GET /a|");
    EchoHandler handler;
    EXPECT_FALSE(http::Server::Open(options, handler));
  }
  EXPECT_NE(access(path.c_str(), F_OK), 0);
  options.unix_path = std::string(folder) + "/" + std::string(200, 'x');
  EchoHandler handler;
  EXPECT_FALSE(http::Server::Open(options, handler));
  rmdir(folder);
}

TEST(Listening, ServesManyConnections) {
  RunningServer server;
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 400; ++i) {
    clients.push_back(std::make_unique<RawClient>(server.Port()));
    clients.back()->Send(Get("/a"));
  }
  for (const auto& client : clients) EXPECT_EQ(client->Read().status, 200);
  for (const auto& client : clients) client->Send(Get("/b"));
  for (const auto& client : clients) EXPECT_EQ(client->Read().body, "GET /b|");
}

TEST(Log, HasOneLineARequestWithoutTheQuery) {
  std::mutex mutex;
  std::vector<std::string> lines;
  std::vector<std::chrono::system_clock::time_point> times;
  http::ServerOptions options;
  options.threads = 1;
  const auto log = [&](const http::AccessRecord& record) {
    const std::lock_guard lock(mutex);
    lines.push_back(std::string(NameOf(record.method)) + " " + std::string(record.path) + " " +
                    std::to_string(record.status) + " " + std::string(record.peer) + " " +
                    (record.response_bytes > 50 && !record.request_id.empty() ? "ok" : "?"));
    times.push_back(record.time);
  };
  options.access_log = [&log] { return http::AccessLog(log); };
  const auto before = std::chrono::system_clock::now();
  RunningServer server(options);
  RawClient client(server.Port());
  client.Send(Get("/a?token=secret") + Get("/drop") + "BAD\r\n\r\n");
  EXPECT_NE(client.ReadAll(), "");
  const std::lock_guard lock(mutex);
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0], "GET /a 200 127.0.0.1 ok");
  EXPECT_EQ(lines[1], "GET /drop 500 127.0.0.1 ok");
  EXPECT_EQ(lines[2], "OTHER  400 127.0.0.1 ok");
  // The loop reads the civil clock seldom and adds what has passed since.
  constexpr std::chrono::milliseconds kSlack{500};
  for (const auto time : times) {
    EXPECT_GE(time, before - kSlack);
    EXPECT_LE(time, std::chrono::system_clock::now() + kSlack);
  }
}

}  // namespace
}  // namespace writ::test
