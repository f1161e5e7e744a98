// Accept, Cookie, Date, hosts and sources.
#include <gtest/gtest.h>

#include "http/accept.h"
#include "http/cookie.h"
#include "http/date.h"
#include "http/uri.h"

namespace writ::test {
namespace {

TEST(Accept, PrefersJsonOnlyWhenItIsAskedFor) {
  using http::PrefersJson;
  for (const char* accept :
       {"application/json", "APPLICATION/JSON", "application/json, text/plain, */*",
        "text/html;q=0.8, application/json", "text/html;q=0,*/*", "application/*",
        "application/json;q=0.5,text/html;q=0.4", "application/json,text/html",
        "text/html ; q=0.1 , application/json ; q=0.2", "application/json;charset=utf-8",
        "text/plain,application/json;q=0.001"}) {
    EXPECT_TRUE(PrefersJson(accept)) << accept;
  }
  for (const char* accept :
       {"", "*/*", "text/html", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "text/html,application/json", "application/json;q=0", "application/json;q=0.4,text/*",
        "text/*", "application/json;q=2", "application/json;q=x",
        "application/json;q=", "application/jsonx", ",,;,", "*/*,application/json;q=0.9"}) {
    EXPECT_FALSE(PrefersJson(accept)) << accept;
  }
}

TEST(Cookie, FindsTheFirstOfItsName) {
  using http::FindCookie;
  EXPECT_EQ(FindCookie("a=1; b=2; a=3", "a"), "1");
  EXPECT_EQ(FindCookie("a=1; b=2=x;c", "b"), "2=x");
  EXPECT_EQ(FindCookie("ab=1;b=", "b"), "");
  EXPECT_EQ(FindCookie("", "a"), std::nullopt);
  EXPECT_EQ(FindCookie("a=1", "A"), std::nullopt);
  EXPECT_EQ(FindCookie("a", "a"), std::nullopt);
  EXPECT_EQ(FindCookie("; ;=;a = 7 ", "a"), "7");
}

TEST(Date, IsInImfFixdate) {
  http::DateLine line;
  line.Set(std::chrono::sys_seconds(std::chrono::seconds(784111777)));
  EXPECT_EQ(line.View(), "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n");
  line.Set(std::chrono::sys_seconds(std::chrono::seconds(1709251199)));
  EXPECT_EQ(line.View(), "Date: Thu, 29 Feb 2024 23:59:59 GMT\r\n");
}

TEST(Uri, NamesItsSource) {
  using http::SourceOf;
  EXPECT_EQ(SourceOf("https://Example.com/cb?x=y"), "https://example.com");
  EXPECT_EQ(SourceOf("HTTPS://example.com:443/"), "https://example.com");
  EXPECT_EQ(SourceOf("https://example.com:8443"), "https://example.com:8443");
  EXPECT_EQ(SourceOf("http://[::1]:80/cb"), "http://[::1]");
  EXPECT_EQ(SourceOf("http://user@127.0.0.1:3000/"), "http://127.0.0.1:3000");
  EXPECT_EQ(SourceOf("com.example.App:/cb"), "com.example.app:");
  EXPECT_EQ(SourceOf("/cb"), std::nullopt);
  EXPECT_EQ(SourceOf("https:///cb"), std::nullopt);
  EXPECT_EQ(SourceOf("https://a b/"), std::nullopt);
  EXPECT_EQ(SourceOf(""), std::nullopt);
}

TEST(Host, KnowsThisMachine) {
  using http::IsLoopbackHost;
  for (const char* host : {"localhost", "LocalHost:8090", "127.0.0.1", "127.0.0.1:1", "127.9.8.7",
                           "[::1]", "[::1]:8090", "a.localhost"}) {
    EXPECT_TRUE(IsLoopbackHost(host)) << host;
  }
  for (const char* host :
       {"", "example.com", "localhost.example.com", "127.0.0.1.example.com", "128.0.0.1", "[::2]",
        "notlocalhost", "localhost:x", "evil@localhost", "127.0.0.1 "}) {
    EXPECT_FALSE(IsLoopbackHost(host)) << host;
  }
}

}  // namespace
}  // namespace writ::test
