// Talking to a running sandbox as an app would.
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "http/client/http_client.h"

namespace writ::cli {

// Where a sandbox listens unless told otherwise.
inline constexpr const char* kSandboxUrl = "http://127.0.0.1:8090";

struct DemoApp {
  std::string client_id;
  std::string client_secret;
  std::string redirect_uri;  // the first one registered
  std::string name;
};
struct DemoMerchant {
  std::string id;
  std::string name;
  std::string locale;
};
struct SandboxInfo {
  std::string issuer;
  std::string tls_issuer;               // empty without https
  std::vector<DemoApp> apps;            // at least one
  std::vector<DemoMerchant> merchants;  // at least one
};

using FormFields = std::vector<std::pair<std::string_view, std::string>>;

// What was sent and what came back.
struct Conversation {
  http::HttpCall call;
  http::HttpAnswer answer;
  boost::json::object json;  // the answer, if it is an object
};

// Not thread-safe. Every failure to get an answer is an Error; a refusal is an answer.
class SandboxClient {
 public:
  // `url` may end in a slash.
  explicit SandboxClient(std::string url);

  [[nodiscard]] Result<SandboxInfo> Info();
  // POST with a JSON object of these members.
  [[nodiscard]] Result<Conversation> PostJson(std::string_view path, const FormFields& members);
  // A form with the app's credentials as Basic.
  [[nodiscard]] Result<Conversation> SendForm(std::string_view method, std::string_view path,
                                              const DemoApp& app, const FormFields& parameters);
  [[nodiscard]] Result<Conversation> GetAs(std::string_view path, std::string_view access_token);

 private:
  [[nodiscard]] Result<Conversation> Send(http::HttpCall call);

  const std::string url_;
  http::HttpClient client_;
};

// The value of `name` in the query of `uri`, still escaped; empty if it is not there.
[[nodiscard]] std::string QueryValue(std::string_view uri, std::string_view name);
// Percent-encoded for a form.
[[nodiscard]] std::string Escape(std::string_view text);

}  // namespace writ::cli
