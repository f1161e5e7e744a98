// HTTP requests of our own, by libcurl: to a control socket, or to another server.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/result.h"

namespace writ::http {

struct HttpCall {
  std::string method = "GET";
  std::string url;
  std::string unix_path;             // if set, connect here instead of to the URL's host
  std::string ca_file;               // for https: trust this certificate only
  std::vector<std::string> headers;  // complete, without CRLF
  std::string body;
};

struct HttpAnswer {
  int status = 0;
  std::string body;
};

inline constexpr std::size_t kBodyBytesMax = std::size_t{16} << 20U;

// One libcurl handle that keeps its connection between calls. Not thread-safe.
class HttpClient {
 public:
  HttpClient();
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  // By http or https only; redirects are not followed. Fails, with a sentence that names the
  // address, when no answer comes within a minute, or one whose body is longer than kBodyBytesMax.
  [[nodiscard]] Result<HttpAnswer> Send(const HttpCall& call);

 private:
  void* handle_;  // null where there was no memory
};

}  // namespace writ::http
