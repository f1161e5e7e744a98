#include "http/server.h"

#include <gtest/gtest.h>

#include <string>

#include "http/echo_handler.h"
#include "http/raw_client.h"

namespace writ::test {
namespace {

std::string Get(const std::string& target) {
  return "GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n";
}

TEST(Server, AnswersAndKeepsTheConnection) {
  RunningServer server;
  RawClient client(server.Port());
  for (int i = 0; i < 3; ++i) {
    client.Send(Get("/a?b=c"));
    const RawResponse response = client.Read();
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.body, "GET /a?b=c|");
    EXPECT_EQ(response.Header("content-length"), "11");
    EXPECT_EQ(response.Header("connection"), "");
    EXPECT_EQ(response.Header("date").size(), 29U);
  }
}

}  // namespace
}  // namespace writ::test
