// Requests that must be refused, and odd ones that must not.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "http/echo_handler.h"
#include "http/raw_client.h"

namespace writ::test {
namespace {

using std::string_literals::operator""s;

struct Case {
  const char* name;
  std::string request;
  int status;
};

std::string Post(const std::string& headers, const std::string& body) {
  return "POST /p HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n" + body;
}

std::string Get(const std::string& headers) { return "GET /p HTTP/1.1\r\n" + headers + "\r\n"; }

const std::vector<Case>& Refused() {
  static const std::vector<Case> cases = {
      {"bare LF", "GET /p HTTP/1.1\nHost: a\n\n", 400},
      {"bare LF after a header", "GET /p HTTP/1.1\r\nHost: a\nX: y\r\n\r\n", 400},
      {"bare LF at the end", "GET /p HTTP/1.1\r\nHost: a\r\n\n", 400},
      {"bare CR in a header", "GET /p HTTP/1.1\r\nHost: a\r\nX: y\rz\r\n\r\n", 400},
      {"bare CR in the request line", "GET /p\r HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"obs-fold", Get("Host: a\r\nX: y\r\n z\r\n"), 400},
      {"obs-fold with a tab", Get("Host: a\r\nX: y\r\n\tz\r\n"), 400},
      {"blank before the first header", "GET /p HTTP/1.1\r\n Host: a\r\n\r\n", 400},
      {"two Content-Length", Post("Content-Length: 9\r\nContent-Length: 8\r\n", "123456789"), 400},
      {"two equal Content-Length", Post("Content-Length: 9\r\nContent-Length: 9\r\n", "123456789"),
       400},
      {"Content-Length list", Post("Content-Length: 9, 9\r\n", "123456789"), 400},
      {"Content-Length signed", Post("Content-Length: +9\r\n", "123456789"), 400},
      {"Content-Length negative", Post("Content-Length: -9\r\n", "123456789"), 400},
      {"Content-Length hexadecimal", Post("Content-Length: 0x9\r\n", "123456789"), 400},
      {"Content-Length empty", Post("Content-Length:\r\n", ""), 400},
      {"Content-Length huge", Post("Content-Length: 99999999999999999999\r\n", ""), 400},
      {"Content-Length wraps", Post("Content-Length: 18446744073709551625\r\n", ""), 400},
      {"both framings", Post("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
       400},
      {"both framings, other order",
       Post("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n", "0\r\n\r\n"), 400},
      {"unknown Transfer-Encoding", Post("Transfer-Encoding: gzip\r\n", ""), 400},
      {"unknown before Content-Length",
       Post("Transfer-Encoding: xchunked\r\nContent-Length: 1\r\n", "1"), 400},
      {"gzip, chunked", Post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), 400},
      {"chunked, chunked", Post("Transfer-Encoding: chunked, chunked\r\n", "0\r\n\r\n"), 400},
      {"chunked twice",
       Post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400},
      {"chunked, identity", Post("Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n"), 400},
      {"identity", Post("Transfer-Encoding: identity\r\n", ""), 400},
      {"empty Transfer-Encoding", Post("Transfer-Encoding:\r\n", ""), 400},
      {"chunked with a control",
       Post("Transfer-Encoding: \x0b"
            "chunked\r\n",
            "0\r\n\r\n"),
       400},
      {"chunked in HTTP/1.0",
       "POST /p HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
      {"two Authorization", Get("Host: a\r\nAuthorization: Basic x\r\nAuthorization: Basic x\r\n"),
       400},
      {"two Host", Get("Host: a\r\nHost: a\r\n"), 400},
      {"two Content-Type", Post("Content-Type: a/b\r\nContent-Type: a/b\r\n", ""), 400},
      {"no Host", Get("X: y\r\n"), 400},
      {"Host 127.0.0.1:x", Get("Host: 127.0.0.1:x\r\n"), 400},
      {"Host a:-1", Get("Host: a:-1\r\n"), 400},
      {"Host a:+1", Get("Host: a:+1\r\n"), 400},
      {"Host a:1x", Get("Host: a:1x\r\n"), 400},
      {"Host a:65536", Get("Host: a:65536\r\n"), 400},
      {"Host a:99999999999", Get("Host: a:99999999999\r\n"), 400},
      {"Host a:1:2", Get("Host: a:1:2\r\n"), 400},
      {"Host ::1", Get("Host: ::1\r\n"), 400},
      {"Host [::1", Get("Host: [::1\r\n"), 400},
      {"Host ::1]", Get("Host: ::1]\r\n"), 400},
      {"Host []", Get("Host: []\r\n"), 400},
      {"Host []:80", Get("Host: []:80\r\n"), 400},
      {"Host [::1]x", Get("Host: [::1]x\r\n"), 400},
      {"Host [::1]:x", Get("Host: [::1]:x\r\n"), 400},
      {"Host [::1]80", Get("Host: [::1]80\r\n"), 400},
      {"Host [1.2.3.4]", Get("Host: [1.2.3.4]\r\n"), 400},
      {"Host [a]", Get("Host: [a]\r\n"), 400},
      {"Host [::1%25eth0", Get("Host: [::1%25eth0\r\n"), 400},
      {"Host [::g]", Get("Host: [::g]\r\n"), 400},
      {"Host [1::2::3]", Get("Host: [1::2::3]\r\n"), 400},
      {"Host :80", Get("Host: :80\r\n"), 400},
      {"Host :", Get("Host: :\r\n"), 400},
      {"Host u@a", Get("Host: u@a\r\n"), 400},
      {"Host u:p@a", Get("Host: u:p@a\r\n"), 400},
      {"Host @a", Get("Host: @a\r\n"), 400},
      {"Host a@", Get("Host: a@\r\n"), 400},
      {"Host a/b", Get("Host: a/b\r\n"), 400},
      {"Host a?b", Get("Host: a?b\r\n"), 400},
      {"Host a#b", Get("Host: a#b\r\n"), 400},
      {"Host a\\b", Get("Host: a\\b\r\n"), 400},
      {"Host a b", Get("Host: a b\r\n"), 400},
      {"Host a\tb", Get("Host: a\tb\r\n"), 400},
      {"Host a\"b", Get("Host: a\"b\r\n"), 400},
      {"Host <a>", Get("Host: <a>\r\n"), 400},
      {"Host a%", Get("Host: a%\r\n"), 400},
      {"Host a%2", Get("Host: a%2\r\n"), 400},
      {"Host a%zz", Get("Host: a%zz\r\n"), 400},
      {"Host a^b", Get("Host: a^b\r\n"), 400},
      {"Host a{b}", Get("Host: a{b}\r\n"), 400},
      {"Host a|b", Get("Host: a|b\r\n"), 400},
      {"Host a`b", Get("Host: a`b\r\n"), 400},
      {"Host http://a", Get("Host: http://a\r\n"), 400},
      {"Host x80", Get("Host: \x80\r\n"), 400},
      {"Host xc3xa9.example", Get("Host: \xc3\xa9.example\r\n"), 400},
      {"absolute target with the host 127.0.0.1:x",
       "GET http://127.0.0.1:x/p HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"absolute target with the host [::1", "GET http://[::1/p HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"absolute target with the host []", "GET http://[]/p HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"absolute target with the host a:65536", "GET http://a:65536/p HTTP/1.1\r\nHost: a\r\n\r\n",
       400},
      {"absolute target with the host :80", "GET http://:80/p HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"absolute target with the host u@a", "GET http://u@a/p HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"absolute target with the host u:p@a", "GET http://u:p@a/p HTTP/1.1\r\nHost: a\r\n\r\n",
       400},
      {"absolute target with the host a%zz", "GET http://a%zz/p HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"absolute target with the host a:1:2", "GET http://a:1:2/p HTTP/1.1\r\nHost: a\r\n\r\n",
       400},
      {"a Host that is none beside an absolute target",
       "GET http://a/p HTTP/1.1\r\nHost: [::1\r\n\r\n", 400},
      {"a Host that is none in HTTP/1.0", "GET /p HTTP/1.0\r\nHost: a:x\r\n\r\n", 400},
      {"Host with a path", Get("Host: a/b\r\n"), 400},
      {"Host with a user", Get("Host: a@b\r\n"), 400},
      {"Host list", Get("Host: a b\r\n"), 400},
      {"space before colon", Get("Host : a\r\n"), 400},
      {"header without colon", Get("Host: a\r\nX\r\n"), 400},
      {"header without name", Get("Host: a\r\n: y\r\n"), 400},
      {"NUL in a value", "GET /p HTTP/1.1\r\nHost: a\r\nX: y\0z\r\n\r\n"s, 400},
      {"NUL in a name", "GET /p HTTP/1.1\r\nHost: a\r\nX\0: y\r\n\r\n"s, 400},
      {"NUL in the target", "GET /p\0 HTTP/1.1\r\nHost: a\r\n\r\n"s, 400},
      {"DEL in a value", Get("Host: a\r\nX: \x7f\r\n"), 400},
      {"not HTTP", "hello\r\n\r\n", 400},
      {"TLS on a plain port", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"s, 400},
      {"SSH", "\x00\x00\x00\x14SSH-2.0-x"s, 400},
      {"HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400},
      {"HTTP/2 in the request line", "GET /p HTTP/2.0\r\nHost: a\r\n\r\n", 505},
      {"HTTP/1.2", "GET /p HTTP/1.2\r\nHost: a\r\n\r\n", 505},
      {"HTTP/0.9", "GET /p\r\n\r\n", 400},
      {"lower-case version", "GET /p http/1.1\r\nHost: a\r\n\r\n", 400},
      {"two blanks", "GET  /p HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"blank in the target", "GET /p q HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"blank at the end of the line", "GET /p HTTP/1.1 \r\nHost: a\r\n\r\n", 400},
      {"no method", " /p HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"method no token", "G@T /p HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"fragment in the target", "GET /p#f HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"relative target", "GET p HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"* for GET", "GET * HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"absolute target of another scheme", "GET ftp://a/p HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"absolute target without host", "GET http:///p HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"absolute target with a user", "GET http://u@a/p HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"CONNECT", "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"unknown expectation", Post("Expect: 200-ok\r\n", ""), 417},
      {"chunk size no number", Post("Transfer-Encoding: chunked\r\n", "x\r\n"), 400},
      {"chunk size signed", Post("Transfer-Encoding: chunked\r\n", "+3\r\nabc\r\n0\r\n\r\n"), 400},
      {"chunk size prefixed", Post("Transfer-Encoding: chunked\r\n", "0x3\r\nabc\r\n0\r\n\r\n"),
       400},
      {"chunk size wraps",
       Post("Transfer-Encoding: chunked\r\n", "10000000000000003\r\nabc\r\n0\r\n\r\n"), 400},
      {"chunk longer than said", Post("Transfer-Encoding: chunked\r\n", "3\r\nabcd\r\n0\r\n\r\n"),
       400},
      {"chunk with bare LF", Post("Transfer-Encoding: chunked\r\n", "3\nabc\r\n0\r\n\r\n"), 400},
      {"bare LF after an empty extension",
       Post("Transfer-Encoding: chunked\r\n", "3;\nabc\r\n0\r\n\r\n"), 400},
      {"chunk ended by LF", Post("Transfer-Encoding: chunked\r\n", "3\r\nabc\n0\r\n\r\n"), 400},
      {"last chunk ended by LF", Post("Transfer-Encoding: chunked\r\n", "3\r\nabc\r\n0\n\n"), 400},
      {"bare LF in a chunk extension",
       Post("Transfer-Encoding: chunked\r\n", "3;a\nb\r\nabc\r\n0\r\n\r\n"), 400},
      {"malformed trailer", Post("Transfer-Encoding: chunked\r\n", "0\r\nX\r\n\r\n"), 400},
  };
  return cases;
}

TEST(Hostile, IsRefusedWhateverTheSegments) {
  RunningServer server;
  for (const Case& test : Refused()) {
    for (const bool slowly : {false, true}) {
      RawClient client(server.Port());
      slowly ? client.SendSlowly(test.request) : client.Send(test.request);
      // A request whose end never comes is refused when it cannot come any more.
      const RawResponse response = client.Read();
      EXPECT_EQ(response.status, test.status) << test.name << (slowly ? ", slowly" : "");
      EXPECT_EQ(response.Header("connection"), "close") << test.name;
      EXPECT_TRUE(client.Closed()) << test.name;
    }
  }
}

TEST(Hostile, NothingAfterARefusedRequestIsServed) {
  RunningServer server;
  for (const Case& test : Refused()) {
    RawClient client(server.Port());
    client.Send(Join({test.request, Get("Host: a\r\n")}));
    EXPECT_EQ(client.Read().status, test.status) << test.name;
    EXPECT_TRUE(client.Closed()) << test.name;
  }
}

const std::vector<Case>& Accepted() {
  static const std::vector<Case> cases = {
      {"GET /p|", "\r\n\r\nGET /p HTTP/1.1\r\nHost: a\r\n\r\n", 200},
      {"GET /p|", "GET /p HTTP/1.0\r\n\r\n", 200},
      {"GET /p|", "GET /p HTTP/1.1\r\nHost:\r\n\r\n", 200},
      {"GET /p|", "GET /p HTTP/1.1\r\nhOsT:a:80\r\n\r\n", 200},
      {"GET /p|", Get("Host: 127.0.0.1\r\n"), 200},
      {"GET /p|", Get("Host: 127.0.0.1:8080\r\n"), 200},
      {"GET /p|", Get("Host: [::1]\r\n"), 200},
      {"GET /p|", Get("Host: [::1]:443\r\n"), 200},
      {"GET /p|", Get("Host: [2001:db8::ffff:1.2.3.4]:1\r\n"), 200},
      {"GET /p|", Get("Host: a_b.example-1.com\r\n"), 200},
      {"GET /p|", Get("Host: a:\r\n"), 200},
      {"GET /p|", Get("Host: a:65535\r\n"), 200},
      {"GET /p|", Get("Host: a%2Db\r\n"), 200},
      {"GET /p|", Get("Host: A.Example.\r\n"), 200},
      {"GET /p|", Get("Host: xn--caf-dma.example\r\n"), 200},
      {"GET /p|", "GET http://[::1]:80/p HTTP/1.1\r\nHost: a\r\n\r\n", 200},
      {"GET /p?x=/?|", "GET /p?x=/? HTTP/1.1\r\nHost: a\r\n\r\n", 200},
      {"GET /p?q|", "GET http://b/p?q HTTP/1.1\r\nHost: a\r\n\r\n", 200},
      {"GET /?q|", "GET HTTPS://b?q HTTP/1.1\r\nHost: a\r\n\r\n", 200},
      {"GET /|", "GET http://b HTTP/1.1\r\nHost: a\r\n\r\n", 200},
      {"OPTIONS *|", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 200},
      {"OTHER /p|", "BREW /p HTTP/1.1\r\nHost: a\r\n\r\n", 200},
      {"GET /p|", Get("Host: a\r\nUpgrade: h2c, websocket\r\nConnection: Upgrade\r\n"), 200},
      {"GET /p|", Get("Host: a\r\nCookie: a\r\nCookie: b\r\nAccept: a\r\nAccept: b\r\n"), 200},
      {"GET /p|", Get("Host: a\r\nX:\r\nY: \x80\xff\t \r\n"), 200},
      {"POST /p|", Post("", ""), 200},
      {"POST /p|", Post("Content-Length: 0\r\n", ""), 200},
      {"POST /p|123456789", Post("Content-Length: 009\r\n", "123456789"), 200},
      {"DELETE /p|abc", "DELETE /p HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc", 200},
      {"GET /p|abc", Join({Get("Host: a\r\nContent-Length: 3\r\n"), "abc"}), 200},
      {"POST /p|abcde", Post("Transfer-Encoding: Chunked\r\n", "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"),
       200},
      {"POST /p|0123456789abcdef",
       Post("Transfer-Encoding: chunked\r\n",
            "10;a=b;c=\"d\"\r\n0123456789abcdef\r\n0\r\nX: y\r\nContent-Length: 7\r\n\r\n"),
       200},
      {"POST /p|", Post("Transfer-Encoding: chunked\r\n", "000\r\n\r\n"), 200},
      {"POST /p|abc", "POST /p HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\nabc",
       200},
  };
  return cases;
}

TEST(Odd, IsServedWhateverTheSegments) {
  RunningServer server;
  for (const Case& test : Accepted()) {
    for (const bool slowly : {false, true}) {
      RawClient client(server.Port());
      slowly ? client.SendSlowly(test.request) : client.Send(test.request);
      const RawResponse response = client.Read();
      EXPECT_EQ(response.status, test.status) << test.request << response.body;
      EXPECT_EQ(response.body, test.name) << test.request;
    }
  }
}

TEST(Odd, IsServedInOneStream) {
  RunningServer server;
  RawClient client(server.Port());
  std::string stream;
  for (const Case& test : Accepted()) {
    if (test.request.find("HTTP/1.0") == std::string::npos) stream += test.request;
  }
  client.Send(stream);
  for (const Case& test : Accepted()) {
    if (test.request.find("HTTP/1.0") == std::string::npos) {
      EXPECT_EQ(client.Read().body, test.name) << test.request;
    }
  }
  client.Finish();
  EXPECT_TRUE(client.Closed());
}

TEST(Hostile, ErrorsNameThePathIfItWasRead) {
  RunningServer server;
  RawClient client(server.Port());
  client.Send("POST /oauth2/tokens?code=secret HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n");
  EXPECT_EQ(client.Read().body, "POST /oauth2/tokens: Host must be sent only once.");
  RawClient other(server.Port());
  other.Send("hello\r\n\r\n");
  EXPECT_EQ(other.Read().body, "OTHER : The method is not a token.");
}

}  // namespace
}  // namespace writ::test
