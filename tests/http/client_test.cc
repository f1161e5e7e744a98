// The client of our own, against the server of our own.
#include <gtest/gtest.h>

#include <future>
#include <string>

#include "http/client/http_client.h"
#include "http/echo_handler.h"

namespace writ::test {
namespace {

http::HttpCall CallTo(const RunningServer& server, const std::string& path) {
  http::HttpCall call;
  call.url = "http://127.0.0.1:" + std::to_string(server.Port()) + path;
  return call;
}

TEST(HttpClient, SendsAndReads) {
  const RunningServer server;
  http::HttpClient client;
  http::HttpCall call = CallTo(server, "/a?b=c");
  call.method = "POST";
  call.body = "body";
  const auto answer = client.Send(call);
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(answer->body, "POST /a?b=c|body");
  EXPECT_EQ(client.Send(CallTo(server, "/none"))->status, 204) << "nothing of the last call stays";
}

TEST(HttpClient, ReadsNoAnswerWithoutAnEnd) {
  RunningServer server;
  http::HttpClient client;
  for (const bool long_one : {false, true}) {
    auto answer =
        std::async(std::launch::async, [&] { return client.Send(CallTo(server, "/defer")); });
    const std::size_t size = http::kBodyBytesMax + (long_one ? 1 : 0);
    server.handler.Take().Answer({200, "text/plain", {}, std::string(size, 'x')});
    const auto read = answer.get();
    EXPECT_EQ(read.has_value(), !long_one);
    if (long_one)
      EXPECT_EQ(read.error().message.find("Nobody"), std::string::npos) << read.error().message;
  }
}

TEST(HttpClient, OpensNoFile) {
  http::HttpClient client;
  http::HttpCall call;
  call.url = "file:///proc/self/status";
  EXPECT_FALSE(client.Send(call));
}

TEST(HttpClient, SaysWhoDoesNotAnswer) {
  http::HttpCall call;
  {
    const RunningServer gone;
    call = CallTo(gone, "/");
  }
  http::HttpClient client;
  const auto answer = client.Send(call);
  ASSERT_FALSE(answer);
  EXPECT_NE(answer.error().message.find(call.url), std::string::npos) << answer.error().message;
}

}  // namespace
}  // namespace writ::test
