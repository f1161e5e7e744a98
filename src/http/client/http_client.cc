#include "http/client/http_client.h"

#include <curl/curl.h>

#include <memory>

namespace writ::http {

namespace {

constexpr long kPatienceSeconds = 60;

// Taking less than what came is how libcurl is told to stop.
size_t Append(char* bytes, size_t size, size_t count, void* into) {
  auto& body = *static_cast<std::string*>(into);
  if (size * count > kBodyBytesMax - body.size()) return 0;
  body.append(bytes, size * count);
  return size * count;
}

struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using HeaderList = std::unique_ptr<curl_slist, FreeList>;

HeaderList MakeHeaders(const HttpCall& call) {
  // libcurl would otherwise wait for a 100 Continue, and call every body a form.
  curl_slist* list = curl_slist_append(nullptr, "Expect:");
  bool typed = false;
  for (const std::string& header : call.headers) {
    list = curl_slist_append(list, header.c_str());
    typed = typed || header.rfind("Content-Type:", 0) == 0;
  }
  if (!typed) list = curl_slist_append(list, "Content-Type:");
  return HeaderList(list);
}

}  // namespace

HttpClient::HttpClient() : handle_(curl_easy_init()) {}
HttpClient::~HttpClient() { curl_easy_cleanup(handle_); }

Result<HttpAnswer> HttpClient::Send(const HttpCall& call) {
  if (handle_ == nullptr) return Fail("There is no memory for a request");
  CURL* curl = handle_;
  curl_easy_reset(curl);
  HttpAnswer answer;
  const HeaderList headers = MakeHeaders(call);
  curl_easy_setopt(curl, CURLOPT_URL, call.url.c_str());
  curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, call.method.c_str());
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, kPatienceSeconds);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, Append);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer.body);
  if (!call.unix_path.empty()) {
    curl_easy_setopt(curl, CURLOPT_UNIX_SOCKET_PATH, call.unix_path.c_str());
  }
  if (!call.ca_file.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, call.ca_file.c_str());
  if (!call.body.empty() || call.method == "POST") {
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, static_cast<long>(call.body.size()));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, call.body.c_str());
  }
  const CURLcode code = curl_easy_perform(curl);
  if (code != CURLE_OK) {
    const std::string& where = call.unix_path.empty() ? call.url : call.unix_path;
    if (code == CURLE_WRITE_ERROR) return Fail("The answer of " + where + " is too long");
    return Fail("Nobody answers at " + where + ": " + curl_easy_strerror(code));
  }
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  answer.status = static_cast<int>(status);
  return answer;
}

}  // namespace writ::http
