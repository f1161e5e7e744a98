// One HTTP request by libcurl: to the control socket, or to a sandbox.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace writ::cli {

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

// One libcurl handle that keeps its connection between calls. Not thread-safe.
class HttpClient {
 public:
  HttpClient();
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  // Redirects are not followed. Fails, with a sentence that names the address, when no answer
  // comes within a minute.
  [[nodiscard]] Result<HttpAnswer> Send(const HttpCall& call);

 private:
  void* handle_;
};

}  // namespace writ::cli
