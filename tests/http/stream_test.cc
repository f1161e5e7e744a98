// Answers that go on: what a client sees of them, and what their owner hears of the client.
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "http/deferred.h"
#include "http/echo_handler.h"
#include "http/raw_client.h"
#include "http/server.h"
#include "support/recording_exchange.h"

namespace writ::test {
namespace {

using http::Sent;
using std::chrono::milliseconds;
using SteadyClock = std::chrono::steady_clock;

std::string Get(const std::string& target) {
  return "GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n";
}

// Begins one and reads its head.
http::Stream Begin(RunningServer& server, RawClient& client,
                   const std::string& request = Get("/stream")) {
  client.Send(request);
  EXPECT_EQ(client.Read().status, 200);
  return server.handler.TakeStream();
}

// More than the system ever holds for a connection, and far more than a stream may.
constexpr std::size_t kTooMuch = std::size_t{32} << 20U;

// Sends pieces of 1,000 bytes until no more are taken; how many bytes were.
std::size_t Fill(http::Stream& stream) {
  const std::string piece(1000, 'x');
  std::size_t taken = 0;
  Sent sent = Sent::kTaken;
  while (taken < kTooMuch && (sent = stream.Send(piece)) == Sent::kTaken) taken += piece.size();
  EXPECT_EQ(sent, Sent::kFull);
  return taken;
}

TEST(Stream, ThatComesTooLateIsNotKeptByTheBoxOfItsLoop) {
  auto stream = std::make_shared<int>(1);
  const std::weak_ptr<int> kept = stream;
  http::Inbox inbox([] {});
  inbox.Put(std::shared_ptr<http::LiveStream>(std::move(stream), nullptr));
  std::vector<http::Inbox::Letter> letters;
  inbox.Close(letters);
  EXPECT_TRUE(kept.expired());
}

TEST(Stream, ArrivesAsItIsSent) {
  RunningServer server;
  RawClient client(server.Port());
  client.Send(Get("/stream?first"));
  const RawResponse head = client.Read();
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.Header("transfer-encoding"), "chunked");
  EXPECT_EQ(head.headers.count("content-length"), 0U);
  EXPECT_EQ(head.headers.count("connection"), 0U);
  EXPECT_EQ(head.Header("content-type"), "text/plain");
  EXPECT_EQ(head.Header("x-id"), "y");
  EXPECT_EQ(head.Header("date").size(), 29U);
  EXPECT_EQ(client.ReadChunked(5), "first");
  http::Stream stream = server.handler.TakeStream();
  for (const std::string text : {"one", "two", "a line\r\n"}) {
    EXPECT_EQ(stream.Send(text), Sent::kTaken);
    EXPECT_EQ(client.ReadChunked(text.size()), text);
  }
  EXPECT_EQ(stream.Send({}), Sent::kTaken);
  EXPECT_EQ(stream.Send("last"), Sent::kTaken);
  stream.End();
  EXPECT_EQ(stream.Send("more"), Sent::kClosed);
  EXPECT_EQ(client.ReadChunked(100), "last");
  EXPECT_FALSE(client.Broken());
  client.Send(Get("/a"));
  EXPECT_EQ(client.Read().body, "GET /a|");
}

TEST(Stream, LetsLaterRequestsWait) {
  RunningServer server;
  RawClient client(server.Port());
  http::Stream first = Begin(server, client, Get("/stream") + Get("/a") + Get("/stream?b"));
  EXPECT_EQ(first.Send("one"), Sent::kTaken);
  EXPECT_EQ(client.ReadChunked(3), "one");
  first.End();
  EXPECT_EQ(client.ReadChunked(1), "");
  EXPECT_EQ(client.Read().body, "GET /a|");
  EXPECT_EQ(client.Read().status, 200);
  server.handler.TakeStream().End();
  EXPECT_EQ(client.ReadChunked(2), "b");
}

TEST(Stream, ClosesWhenAsked) {
  RunningServer server;
  RawClient client(server.Port());
  client.Send("GET /stream HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n" + Get("/a"));
  EXPECT_EQ(client.Read().Header("connection"), "close");
  http::Stream stream = server.handler.TakeStream();
  EXPECT_EQ(stream.Send("one"), Sent::kTaken);
  stream.End();
  EXPECT_EQ(client.ReadAll(), "3\r\none\r\n0\r\n\r\n");
}

TEST(Stream, GoesBareToHttp10) {
  RunningServer server;
  RawClient client(server.Port());
  client.Send("GET /stream?first HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  const RawResponse head = client.Read();
  EXPECT_EQ(head.headers.count("transfer-encoding"), 0U);
  EXPECT_EQ(head.Header("connection"), "close");
  http::Stream stream = server.handler.TakeStream();
  EXPECT_EQ(stream.Send(" second"), Sent::kTaken);
  stream.End();
  EXPECT_EQ(client.ReadAll(), "first second");
}

TEST(Stream, HasNoBodyForHead) {
  RunningServer server;
  RawClient client(server.Port());
  client.Send("HEAD /stream?first HTTP/1.1\r\nHost: a\r\n\r\n" + Get("/b"));
  EXPECT_EQ(client.Read(true).Header("transfer-encoding"), "chunked");
  http::Stream stream = server.handler.TakeStream();
  EXPECT_EQ(stream.Send("one"), Sent::kClosed);
  stream.End();
  EXPECT_EQ(client.Read().body, "GET /b|");
}

TEST(Stream, ThatIsDroppedIsSeenToBreakOff) {
  RunningServer server;
  RawClient client(server.Port());
  {
    http::Stream stream = Begin(server, client);
    EXPECT_EQ(stream.Send("one"), Sent::kTaken);
    EXPECT_EQ(client.ReadChunked(3), "one");
  }
  EXPECT_EQ(client.ReadChunked(1), "");
  EXPECT_TRUE(client.Broken());
}

// Nothing is sent meanwhile.
TEST(Stream, HearsThatTheClientHasGone) {
  RunningServer server;
  const std::vector<void (*)(std::unique_ptr<RawClient>&)> ways = {
      [](auto& client) { client.reset(); }, [](auto& client) { client->Reset(); },
      [](auto& client) { client->Finish(); }};
  for (const auto way : ways) {
    for (const std::string& later : {std::string(), Get("/a"), std::string(5000, 'x')}) {
      auto client = std::make_unique<RawClient>(server.Port());
      http::Stream stream = Begin(server, *client, Get("/stream") + later);
      way(client);
      server.handler.Await(stream, Sent::kClosed);
      EXPECT_EQ(stream.Send("one"), Sent::kClosed);
    }
  }
}

// A Unix socket's place, and a server there.
class Local {
 public:
  explicit Local(http::Limits limits = {}) {
    EXPECT_NE(mkdtemp(folder_), nullptr);
    http::ServerOptions options;
    options.unix_path = Path();
    options.limits = limits;
    server = std::make_unique<RunningServer>(options);
  }
  ~Local() {
    server.reset();
    rmdir(folder_);
  }
  Local(const Local&) = delete;
  Local& operator=(const Local&) = delete;

  [[nodiscard]] std::string Path() const { return std::string(folder_) + "/s"; }

  std::unique_ptr<RunningServer> server;

 private:
  char folder_[24] = "/tmp/writ-http-XXXXXX";
};

// The end came before the stream, and nothing comes after it. (TCP says it once more as the
// stream's options are set.)
TEST(Stream, HearsOfAClientThatWasGoneBefore) {
  const Local local;
  EchoHandler& handler = local.server->handler;
  RawClient client(local.Path());
  client.Send(Get("/defer") + Get("/stream"));
  http::Deferred deferred = handler.Take();
  client.Finish();
  RawClient witness(local.Path());  // of the one loop, so it is answered after the end was seen
  witness.Send(Get("/a"));
  EXPECT_EQ(witness.Read().status, 200);
  deferred.Answer({200, {}, {}, "late"});
  http::Stream stream = handler.TakeStream();
  handler.Await(stream, Sent::kClosed);
}

// The loop is at work in the handler, so all that is sent there waits.
TEST(Stream, HoldsSoMuchAndNoMore) {
  RunningServer server;
  RawClient client(server.Port());
  client.Send(Get("/flood"));
  EXPECT_EQ(client.Read().status, 200);
  http::Stream stream = server.handler.TakeStream();
  EXPECT_EQ(server.handler.flooded, http::kStreamBytesMax / 1000 * 1000);
  EXPECT_EQ(client.ReadChunked(server.handler.flooded).size(), server.handler.flooded);
  EXPECT_EQ(stream.Send(std::string(http::kStreamBytesMax + 1, 'x')), Sent::kFull);
}

TEST(Stream, WaitsForAReaderThatIsSlow) {
  RunningServer server;
  RawClient client(server.Port());
  http::Stream stream = Begin(server, client);
  for (int round = 0; round < 3; ++round) {
    const std::size_t taken = Fill(stream);
    EXPECT_TRUE(client.ReadChunked(taken) == std::string(taken, 'x'));
    server.handler.Await(stream, Sent::kTaken);
  }
  Fill(stream);
  stream.End();  // also while it is full
  while (!client.ReadChunked(1000).empty()) {
  }
  EXPECT_FALSE(client.Broken());
}

http::Limits ShortDeadlines() {
  http::Limits limits;
  limits.header_deadline = milliseconds(60);
  limits.body_deadline = milliseconds(120);
  limits.idle_deadline = milliseconds(250);
  limits.write_deadline = milliseconds(100);
  limits.stop_deadline = milliseconds(100);
  return limits;
}

// Sends whenever there is room, until the stream is closed.
void FillUntilClosed(RunningServer& server, http::Stream& stream) {
  const std::string piece(1000, 'x');
  std::size_t taken = 0;
  Sent sent = Sent::kTaken;
  while (taken < kTooMuch && (sent = stream.Send(piece)) != Sent::kClosed) {
    if (sent == Sent::kTaken) taken += piece.size();
    if (sent == Sent::kFull && !server.handler.AwaitNews()) break;
  }
  EXPECT_EQ(sent, Sent::kClosed);
}

TEST(Stream, LeavesAReaderThatIsDeaf) {
  RunningServer server(ShortDeadlines());
  RawClient client(server.Port());
  http::Stream stream = Begin(server, client);
  FillUntilClosed(server, stream);
}

TEST(Stream, LeavesAReaderThatIsDeafOnAUnixSocket) {
  const Local local(ShortDeadlines());
  RawClient client(local.Path());
  http::Stream stream = Begin(*local.server, client);
  FillUntilClosed(*local.server, stream);
}

// Also one whose bytes are few enough to wait in the system's buffers.
TEST(Stream, LeavesAReaderThatIsDeafToALittle) {
  RunningServer server(ShortDeadlines());
  RawClient client(server.Port(), RawClient::Window::kSmall);
  http::Stream stream = Begin(server, client);
  EXPECT_EQ(stream.Send(std::string(12000, 'x')), Sent::kTaken);
  server.handler.Await(stream, Sent::kClosed);
}

TEST(Stream, OfAFullClientCanBeDropped) {
  RunningServer server;
  RawClient client(server.Port(), RawClient::Window::kSmall);
  {
    http::Stream stream = Begin(server, client);
    Fill(stream);
  }
  while (!client.ReadChunked(1000).empty()) {
  }
  EXPECT_TRUE(client.Broken());
}

TEST(Stream, IsNotIdle) {
  RunningServer server(ShortDeadlines());
  RawClient client(server.Port());
  http::Stream stream = Begin(server, client);
  for (int i = 0; i < 2; ++i) {
    RawClient witness(server.Port());
    EXPECT_TRUE(witness.Closed());  // 250 ms of silence
    EXPECT_EQ(stream.Send("one"), Sent::kTaken);
    EXPECT_EQ(client.ReadChunked(3), "one");
  }
}

TEST(Stream, EndsWithTheServer) {
  http::Limits limits;
  limits.stop_deadline = std::chrono::seconds(20);
  RunningServer server(limits);
  RawClient client(server.Port());
  http::Stream stream = Begin(server, client);
  EXPECT_EQ(stream.Send("one"), Sent::kTaken);
  const auto begin = SteadyClock::now();
  std::thread reader([&] {
    EXPECT_EQ(client.ReadChunked(100), "one");
    EXPECT_TRUE(client.Broken());
    client.Finish();
  });
  server->Stop(std::chrono::seconds(60));
  EXPECT_LT(SteadyClock::now() - begin, std::chrono::seconds(5));
  reader.join();
  EXPECT_EQ(stream.Send("two"), Sent::kClosed);
  server.Destroy();
  EXPECT_EQ(stream.Send("three"), Sent::kClosed);
  stream.End();
}

// One whose client does not read, and one that has ended and cannot leave.
TEST(Stream, HoldsNoStopUp) {
  http::Limits limits;
  limits.stop_deadline = milliseconds(100);
  RunningServer server(limits, 1);
  RawClient deaf(server.Port(), RawClient::Window::kSmall);
  RawClient deaf_to_the_end(server.Port(), RawClient::Window::kSmall);
  http::Stream stream = Begin(server, deaf);
  Fill(stream);
  http::Stream ended = Begin(server, deaf_to_the_end);
  Fill(ended);
  ended.End();
  const auto begin = SteadyClock::now();
  server->Stop(std::chrono::seconds(60));
  EXPECT_LT(SteadyClock::now() - begin, std::chrono::seconds(5));
  EXPECT_EQ(stream.Send("x"), Sent::kClosed);
}

// Senders, clients that leave and owners that end or drop, all at once, and a stop in their midst.
TEST(Stream, MayBeSentByManyThreads) {
  constexpr std::size_t kStreams = 16;
  constexpr int kSenders = 4;
  for (int round = 0; round < 4; ++round) {
    RunningServer server;
    std::vector<std::unique_ptr<RawClient>> clients;
    std::vector<http::Stream> streams;
    for (std::size_t i = 0; i < kStreams; ++i) {
      clients.push_back(std::make_unique<RawClient>(server.Port()));
      streams.push_back(Begin(server, *clients.back()));
    }
    std::vector<std::thread> senders;
    senders.reserve(kSenders);
    for (int i = 0; i < kSenders; ++i) {
      senders.emplace_back([&streams, i] {
        const std::string line = "thread " + std::to_string(i) + "\n";
        for (int j = 0; j < 200; ++j) {
          for (http::Stream& stream : streams) static_cast<void>(stream.Send(line));
        }
      });
    }
    for (std::size_t i = 0; i < kStreams; i += 4) clients[i].reset();
    for (std::size_t i = 1; i < kStreams; i += 4) clients[i]->Reset();
    if (round % 2 == 1) server->Stop(milliseconds(0));
    for (std::thread& sender : senders) sender.join();
    for (std::size_t i = 0; i < kStreams; ++i) {
      if (i % 2 == 0) streams[i].End();
    }
    streams.clear();
    if (round % 2 == 1) continue;
    // Nothing is lost, mixed or reordered within a thread.
    std::string text;
    for (std::string line = " "; !line.empty(); text += line) line = clients[2]->ReadChunked(9);
    EXPECT_FALSE(clients[2]->Broken());
    EXPECT_EQ(text.size(), 9U * 200 * kSenders);
  }
}

TEST(Stream, IsLoggedAtItsEnd) {
  std::mutex mutex;
  std::vector<std::string> lines;
  http::ServerOptions options;
  options.threads = 1;
  const auto log = [&](const http::AccessRecord& record) {
    const std::lock_guard lock(mutex);
    lines.push_back(std::string(record.path) + " " + std::to_string(record.status) +
                    (record.response_bytes > 1000 ? " long" : " short"));
  };
  options.access_log = [&log] { return http::AccessLog(log); };
  RunningServer server(options);
  RawClient client(server.Port());
  http::Stream stream = Begin(server, client, Get("/stream1?token=secret"));
  RawClient other(server.Port());
  { const http::Stream dropped = Begin(server, other, Get("/stream2")); }
  EXPECT_EQ(other.ReadChunked(1), "");
  EXPECT_EQ(stream.Send(std::string(1000, 'x')), Sent::kTaken);
  stream.End();
  EXPECT_EQ(client.ReadChunked(2000).size(), 1012U);
  server->Stop(milliseconds(1000));
  const std::lock_guard lock(mutex);
  EXPECT_EQ(lines, (std::vector<std::string>{"/stream2 200 short", "/stream1 200 long"}));
}

// What has no connection gathers it.
TEST(Stream, BecomesOneAnswerWhereThereIsNoConnection) {
  const http::Request request;
  testing::RecordingExchange whole(request);
  http::Stream stream = whole.BeginStream({200, "text/plain", {}, "one"}, {});
  EXPECT_EQ(stream.Send(" two"), Sent::kTaken);
  EXPECT_EQ(stream.Send(std::string(http::kStreamBytesMax, 'x')), Sent::kFull);
  stream.End();
  EXPECT_EQ(stream.Send(" three"), Sent::kClosed);
  EXPECT_EQ(whole.Take().body, "one two");

  testing::RecordingExchange broken(request);
  stream = broken.BeginStream({200, "text/plain", {}, "one"}, {});
  stream = http::Stream();
  EXPECT_EQ(broken.Take().status, 500);
}

}  // namespace
}  // namespace writ::test
