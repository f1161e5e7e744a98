#include "cli/sandbox_client.h"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/system/error_code.hpp>

#include "base/base64.h"
#include "base/percent.h"
#include "cli/output.h"

namespace writ::cli {

namespace {

std::string WithoutSlash(std::string url) {
  while (!url.empty() && url.back() == '/') url.pop_back();
  return url;
}

boost::json::object ParseObject(std::string_view text) {
  boost::system::error_code failure;
  boost::json::value value = boost::json::parse({text.data(), text.size()}, failure);
  if (failure || !value.is_object()) return {};
  return std::move(value.as_object());
}

std::vector<boost::json::object> Objects(const boost::json::object& parent, std::string_view name) {
  std::vector<boost::json::object> objects;
  const boost::json::value* value = parent.if_contains(name);
  const boost::json::array* array = value == nullptr ? nullptr : value->if_array();
  if (array == nullptr) return objects;
  for (const boost::json::value& item : *array) {
    if (const boost::json::object* object = item.if_object()) objects.push_back(*object);
  }
  return objects;
}

}  // namespace

SandboxClient::SandboxClient(std::string url) : url_(WithoutSlash(std::move(url))) {}

Result<SandboxInfo> SandboxClient::Info() {
  const Conversation conversation = TRY(PostJson("/_sandbox/info", {}));
  SandboxInfo info;
  info.issuer = TextOf(conversation.json, "issuer");
  info.tls_issuer = TextOf(conversation.json, "tls_issuer");
  for (const boost::json::object& app : Objects(conversation.json, "clients")) {
    const boost::json::value* uris = app.if_contains("redirect_uris");
    const boost::json::array* list = uris == nullptr ? nullptr : uris->if_array();
    info.apps.push_back({TextOf(app, "client_id"), TextOf(app, "client_secret"),
                         list == nullptr || list->empty() ? std::string() : Shown(list->front()),
                         TextOf(app, "name")});
  }
  for (const boost::json::object& merchant : Objects(conversation.json, "merchants")) {
    info.merchants.push_back(
        {TextOf(merchant, "id"), TextOf(merchant, "name"), TextOf(merchant, "locale")});
  }
  if (info.apps.empty() || info.merchants.empty()) {
    return Fail("What answers at " + url_ + " is not a writ sandbox");
  }
  return info;
}

Result<Conversation> SandboxClient::PostJson(std::string_view path, const FormFields& members) {
  boost::json::object body;
  for (const auto& [name, value] : members) body[name] = value;
  http::HttpCall call;
  call.method = "POST";
  call.url = url_ + std::string(path);
  call.headers.emplace_back("Content-Type: application/json");
  call.body = boost::json::serialize(body);
  return Send(std::move(call));
}

Result<Conversation> SandboxClient::SendForm(std::string_view method, std::string_view path,
                                             const DemoApp& app, const FormFields& parameters) {
  http::HttpCall call;
  call.method = method;
  call.url = url_ + std::string(path);
  call.headers.emplace_back("Authorization: Basic " +
                            EncodeBase64(app.client_id + ":" + app.client_secret));
  call.headers.emplace_back("Content-Type: application/x-www-form-urlencoded");
  for (const auto& [name, value] : parameters) {
    call.body += (call.body.empty() ? "" : "&") + std::string(name) + "=" + Escape(value);
  }
  return Send(std::move(call));
}

Result<Conversation> SandboxClient::GetAs(std::string_view path, std::string_view access_token) {
  http::HttpCall call;
  call.url = url_ + std::string(path);
  call.headers.emplace_back("Authorization: Bearer " + std::string(access_token));
  return Send(std::move(call));
}

Result<Conversation> SandboxClient::Send(http::HttpCall call) {
  http::HttpAnswer answer = TRY(client_.Send(call));
  boost::json::object json = ParseObject(answer.body);
  return Conversation{std::move(call), std::move(answer), std::move(json)};
}

std::string QueryValue(std::string_view uri, std::string_view name) {
  const std::size_t question = uri.find('?');
  if (question == std::string_view::npos) return {};
  std::string_view query = uri.substr(question + 1);
  query = query.substr(0, query.find('#'));
  while (!query.empty()) {
    const std::string_view pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(query.size(), pair.size() + 1));
    if (pair.size() > name.size() && pair.substr(0, name.size()) == name &&
        pair[name.size()] == '=') {
      return std::string(pair.substr(name.size() + 1));
    }
  }
  return {};
}

std::string Escape(std::string_view text) {
  std::string escaped;
  AppendPercentEncoded(text, escaped);
  return escaped;
}

}  // namespace writ::cli
