// The request log: what a line says, that none is lost below a ring's room, and that a reader who
// stalls costs lines and nothing else.
#include "main/request_log.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "http/raw_client.h"
#include "main/request_lines.h"
#include "main/request_ring.h"

namespace writ::test {
namespace {

using std::chrono::milliseconds;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;

class Pipe {
 public:
  Pipe() { EXPECT_EQ(::pipe2(ends_.data(), O_CLOEXEC), 0); }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe() {
    CloseWriting();
    ::close(ends_[0]);
  }

  [[nodiscard]] int Writing() const { return ends_[1]; }
  void CloseWriting() {
    if (ends_[1] >= 0) ::close(ends_[1]);
    ends_[1] = -1;
  }

  // Leaves no room in it; returns the number of bytes that this took.
  std::size_t Fill() {
    const int flags = ::fcntl(Writing(), F_GETFL);
    ::fcntl(Writing(), F_SETFL, flags | O_NONBLOCK);
    std::size_t filled = 0;
    const std::string bytes(4096, '.');
    ssize_t size = 0;
    while ((size = ::write(Writing(), bytes.data(), bytes.size())) > 0) {
      filled += static_cast<std::size_t>(size);
    }
    EXPECT_EQ(errno, EAGAIN);
    ::fcntl(Writing(), F_SETFL, flags);
    return filled;
  }

  std::string Read(std::size_t size) {
    std::string bytes(size, '\0');
    std::size_t have = 0;
    while (have < size) {
      pollfd readable{ends_[0], POLLIN, 0};
      if (::poll(&readable, 1, 10000) <= 0) break;  // rather than for ever
      const ssize_t more = ::read(ends_[0], bytes.data() + have, size - have);
      if (more <= 0) break;
      have += static_cast<std::size_t>(more);
    }
    bytes.resize(have);
    return bytes;
  }

  // Waits for a whole line; without its end.
  std::string ReadLine() {
    std::string line;
    for (std::string next = Read(1); !next.empty() && next != "\n"; next = Read(1)) line += next;
    return line;
  }

  std::vector<std::string> ReadLinesToEnd() {
    CloseWriting();
    std::string all;
    for (std::string next = Read(4096); !next.empty(); next = Read(4096)) all += next;
    std::istringstream text(all);
    std::vector<std::string> lines;
    for (std::string line; std::getline(text, line);) lines.push_back(line);
    return lines;
  }

 private:
  std::array<int, 2> ends_{-1, -1};
};

http::AccessRecord Record(std::string_view id = "x-1") {
  return {std::chrono::sys_days(std::chrono::year(2026) / 1 / 31) + std::chrono::hours(23) +
              std::chrono::minutes(5) + std::chrono::seconds(9) + milliseconds(7),
          http::Method::kPost,
          "/oauth2/introspect",
          200,
          312,
          std::chrono::microseconds(41),
          "127.0.0.1",
          id};
}

std::string LineOf(const http::AccessRecord& record) {
  std::string line;
  RequestLines().Append(record, line);
  return line;
}

TEST(RequestLines, ALineIsWhatTheDocumentationSays) {
  EXPECT_EQ(LineOf(Record()),
            "2026-01-31T23:05:09.007Z method=POST path=\"/oauth2/introspect\" status=200 bytes=312 "
            "us=41 peer=127.0.0.1 id=x-1\n");
}

TEST(RequestLines, ASecondThatWasShownBeforeIsNotKeptForTheNext) {
  RequestLines lines;
  std::string out;
  http::AccessRecord record = Record();
  for (const auto step : {milliseconds(992), milliseconds(1), milliseconds(60000)}) {
    record.time += step;
    out.clear();
    lines.Append(record, out);
    out.resize(24);
    if (step == milliseconds(992)) EXPECT_EQ(out, "2026-01-31T23:05:09.999Z");
    if (step == milliseconds(1)) EXPECT_EQ(out, "2026-01-31T23:05:10.000Z");
  }
  EXPECT_EQ(out, "2026-01-31T23:06:10.000Z");
}

TEST(RequestLines, NothingInAPathCanForgeALine) {
  http::AccessRecord record = Record();
  record.path = "/a\n2026 method=\"GET\" \x1b[31m\x7f\xff";
  EXPECT_THAT(LineOf(record), HasSubstr(" path=\"/a?2026?method=?GET???[31m??\" status="));
}

TEST(RequestRing, GivesBackWhatWasPushedInOrder) {
  RequestRing ring(1000);
  // Often enough to go round several times.
  for (int i = 0; i < 50; ++i) {
    const std::string first = "first-" + std::to_string(i);
    ring.Push(Record(first));
    ring.Push(Record("second"));
    std::size_t taken = 0;
    EXPECT_EQ(LineOf(ring.Pop(taken)), LineOf(Record(first)));
    EXPECT_EQ(LineOf(ring.Pop(taken)), LineOf(Record("second")));
    EXPECT_EQ(ring.Bytes(), 0U);
  }
  EXPECT_EQ(ring.Dropped(), 0U);
}

TEST(RequestRing, KeepsTheBeginningOfALongPath) {
  RequestRing ring(4096);
  const std::string path = "/" + std::string(1000, 'a');
  http::AccessRecord record = Record();
  record.path = path;
  record.peer = "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255%eth";
  ring.Push(record);
  std::size_t taken = 0;
  const http::AccessRecord popped = ring.Pop(taken);
  EXPECT_EQ(popped.path, std::string_view(path).substr(0, 200));
  EXPECT_EQ(popped.peer.size(), 48U);
  EXPECT_EQ(popped.request_id, "x-1");
  EXPECT_LE(LineOf(popped).size(), RequestLines::kLineBytesMax);
}

TEST(RequestRing, DropsAndCountsWhatFindsNoRoom) {
  RequestRing ring(1000);
  constexpr std::size_t kBytes = 32 + 18 + 9 + 1;  // with the texts
  std::size_t pushed = 0;
  for (; pushed < 1000 / kBytes; ++pushed) {
    EXPECT_EQ(ring.IsHalfFull(), pushed * kBytes >= 500);
    ring.Push(Record(std::string(1, static_cast<char>('a' + pushed))));
    EXPECT_EQ(ring.Dropped(), 0U);
  }
  ring.Push(Record("z"));
  ring.Push(Record("too-many"));
  EXPECT_EQ(ring.Dropped(), 2U);
  for (std::size_t i = 0; i < pushed; ++i) {
    std::size_t taken = 0;
    EXPECT_EQ(ring.Pop(taken).request_id, std::string(1, static_cast<char>('a' + i)));
    EXPECT_EQ(taken, kBytes);
  }
  EXPECT_EQ(ring.Bytes(), 0U);
}

TEST(RequestLog, LosesNothingThatThereIsRoomFor) {
  Pipe pipe;
  ::fcntl(pipe.Writing(), F_SETPIPE_SZ, 1 << 20);
  constexpr int kLines = 3000;
  {
    const auto log = RequestLog::Open({pipe.Writing()}).value();
    const http::AccessLogSource source = log->Source();
    const http::AccessLog one = source();
    const http::AccessLog other = source();
    for (int i = 0; i < kLines; ++i) {
      one(Record("one-" + std::to_string(i)));
      other(Record("other-" + std::to_string(i)));
    }
  }  // which writes all of it
  std::vector<std::string> ones;
  std::vector<std::string> others;
  for (std::string& line : pipe.ReadLinesToEnd()) {
    (line.find("id=one-") != std::string::npos ? ones : others).push_back(std::move(line));
  }
  ASSERT_EQ(ones.size(), std::size_t{kLines});
  ASSERT_EQ(others.size(), std::size_t{kLines});
  for (std::size_t i = 0; i < ones.size(); ++i) {
    EXPECT_EQ(ones[i] + "\n", LineOf(Record("one-" + std::to_string(i))));
    EXPECT_EQ(others[i] + "\n", LineOf(Record("other-" + std::to_string(i))));
  }
}

TEST(RequestLog, ALineComesWithoutAnotherRequest) {
  Pipe pipe;
  const auto log = RequestLog::Open({pipe.Writing()}).value();
  const http::AccessLog sink = log->Source()();
  sink(Record("alone"));
  EXPECT_THAT(pipe.ReadLine(), EndsWith(" id=alone"));
}

TEST(RequestLog, ARingThatFillsIsNotLeftToTheClock) {
  Pipe pipe;
  const auto log = RequestLog::Open({pipe.Writing(), 4096, std::chrono::hours(1)}).value();
  const http::AccessLog sink = log->Source()();
  for (int i = 0; i < 3; ++i) {
    for (int j = 0; j < 40; ++j) sink(Record("x"));  // more than half of the room
    EXPECT_THAT(pipe.ReadLine(), EndsWith(" id=x"));
  }
}

TEST(RequestLog, MutedLeavesNoLine) {
  Pipe pipe;
  {
    const auto log = RequestLog::Open({pipe.Writing()}).value();
    const http::AccessLog sink = log->Source()();
    sink(Record("before"));
    log->Mute(true);
    sink(Record("muted"));
    log->Mute(false);
    sink(Record("after"));
  }
  const std::vector<std::string> lines = pipe.ReadLinesToEnd();
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_THAT(lines[0], EndsWith(" id=before"));
  EXPECT_THAT(lines[1], EndsWith(" id=after"));
}

TEST(RequestLog, ABurstBeyondTheRingLosesLinesAndSaysHowMany) {
  Pipe pipe;
  const std::size_t filled = pipe.Fill();
  auto log = RequestLog::Open({pipe.Writing(), 65536}).value();
  const http::AccessLog sink = log->Source()();
  constexpr std::size_t kLines = 5000;
  for (std::size_t i = 0; i < kLines; ++i) sink(Record(std::to_string(i)));
  EXPECT_EQ(pipe.Read(filled).size(), filled);
  // As soon as there is room: what was kept, in order, and how many were not.
  std::size_t kept = 0;
  std::size_t dropped = 0;
  int last = -1;
  while (kept + dropped < kLines) {
    const std::string line = pipe.ReadLine();
    const std::size_t told = line.find(" dropped=");
    if (told != std::string::npos) {
      EXPECT_THAT(line, MatchesRegex("20[0-9-]+T[0-9:]+\\.[0-9][0-9][0-9]Z dropped=[0-9]+"));
      dropped += std::stoul(line.substr(told + 9));
      continue;
    }
    const std::size_t id = line.find(" id=");
    ASSERT_NE(id, std::string::npos) << line;
    const int number = std::stoi(line.substr(id + 4));
    EXPECT_EQ(line + "\n", LineOf(Record(std::to_string(number))));
    EXPECT_GT(number, last);
    last = number;
    ++kept;
  }
  EXPECT_EQ(kept + dropped, kLines);
  EXPECT_GT(kept, 500U);
  EXPECT_GT(dropped, 500U);
  // Told once.
  sink(Record("later"));
  log.reset();
  EXPECT_THAT(pipe.ReadLinesToEnd(), ::testing::ElementsAre(EndsWith(" id=later")));
}

TEST(RequestLog, AReaderThatWentAwayEndsNothing) {
  Pipe pipe;
  std::array<int, 2> ends{};
  ASSERT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
  ::close(ends[0]);
  {
    const auto log = RequestLog::Open({ends[1]}).value();
    log->Source()()(Record());
  }
  ::close(ends[1]);
}

// What a server says of itself comes by the same thread, and is dropped and counted like the rest.
TEST(RequestLog, WritesDiagnosticsToo) {
  Pipe pipe;
  Diagnostics diagnostics;
  RequestLogOptions options{pipe.Writing()};
  options.diagnostics = &diagnostics;
  {
    const auto log = RequestLog::Open(options).value();
    diagnostics.Say("the disk is full");
    EXPECT_EQ(pipe.ReadLine(), "writ: the disk is full");
  }
}

TEST(RequestLog, AReaderThatStallsDelaysNoDiagnostics) {
  Pipe pipe;
  const std::size_t filled = pipe.Fill();
  Diagnostics diagnostics;
  RequestLogOptions options{pipe.Writing()};
  options.diagnostics = &diagnostics;
  const auto log = RequestLog::Open(options).value();
  // More than may wait, and more than the writer can have taken before it stalled.
  const std::string text(1000, 'x');
  for (int i = 0; i < 100; ++i) diagnostics.Say(text);
  EXPECT_GT(diagnostics.Dropped(), 0U);
  EXPECT_EQ(pipe.Read(filled).size(), filled);
  std::string line;
  while (line.find("dropped=") == std::string::npos) line = pipe.ReadLine();
  EXPECT_THAT(line, EndsWith(" dropped=" + std::to_string(diagnostics.Dropped())));
}

class Hello final : public http::Handler {
 public:
  void Handle(http::Exchange& exchange) override { exchange.Answer({200, "text/plain", {}, "hi"}); }
  http::OwnedResponse Explain(const http::ProtocolError& error) override {
    return {error.status, {}, {}, {}};
  }
};

TEST(RequestLog, AReaderThatStallsDelaysNoAnswer) {
  Pipe pipe;
  const std::size_t filled = pipe.Fill();
  constexpr std::size_t kRequests = 400;
  {
    const auto log = RequestLog::Open({pipe.Writing(), 4096}).value();
    Hello handler;
    http::ServerOptions options;
    options.threads = 1;
    options.access_log = log->Source();
    const auto server = std::move(http::Server::Open(options, handler)).value();
    ASSERT_TRUE(server->Start());
    RawClient client(server->Port());
    for (std::size_t i = 0; i < kRequests; ++i) {
      client.Send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      ASSERT_EQ(client.Read().body, "hi");
    }
    server->Stop(milliseconds(1000));
  }  // though nobody has read, this ends
  EXPECT_EQ(pipe.Read(filled).size(), filled);
  EXPECT_LT(pipe.ReadLinesToEnd().size(), kRequests);
}

}  // namespace
}  // namespace writ::test
