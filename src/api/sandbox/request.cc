#include "api/sandbox/request.h"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <utility>

#include "api/respond.h"
#include "http/form.h"
#include "http/uri.h"

namespace writ::api {

namespace {

// Whether `host`, with or without a port, is a name by which the sandbox may be called.
bool IsNameOfOurs(const oauth::Services& services, std::string_view host) {
  return http::IsLoopbackHost(host) || http::NamesOneOf(host, services.hosts);
}

bool IsOriginOfOurs(const oauth::Services& services, std::string_view origin) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (origin.substr(0, scheme.size()) == scheme) {
      return IsNameOfOurs(services, origin.substr(scheme.size()));
    }
  }
  return false;
}

}  // namespace

Result<void, http::OwnedResponse> AdmitSandboxCaller(const oauth::Services& services,
                                                     const http::Request& request) {
  if ((!request.peer_is_loopback && !services.beyond_loopback) ||
      !IsNameOfOurs(services, request.headers[http::Header::kHost])) {
    return Fail(Problem(403,
                        "The sandbox's routes are open to this machine only; call them at "
                        "127.0.0.1 or localhost, or by a name given with --allow-host"));
  }
  const std::string_view origin = request.headers[http::Header::kOrigin];
  if (http::Has(origin) ? !IsOriginOfOurs(services, origin)
                        : request.headers[http::Header::kSecFetchSite] == "cross-site") {
    return Fail(Problem(403, "The sandbox's routes are closed to web pages of other origins"));
  }
  return {};
}

http::Endpoint ForLoopback(const oauth::Services& services, http::Endpoint endpoint) {
  return [&services, endpoint = std::move(endpoint)](http::Exchange& exchange) {
    const auto admitted = AdmitSandboxCaller(services, exchange.GetRequest());
    if (!admitted) return exchange.Answer(admitted.error().View());
    endpoint(exchange);
  };
}

Result<boost::json::object, http::OwnedResponse> ReadSandboxRequest(
    const http::Request& request, std::initializer_list<std::string_view> known) {
  if (!http::IsMediaType(request.headers[http::Header::kContentType], "application/json")) {
    return Fail(Problem(415, "Send a JSON object with Content-Type: application/json"));
  }
  const auto flat = http::ReadJsonObject(request.body);
  if (!flat) return Fail(Problem(400, flat.error().description));
  if (flat->Duplicate()) return Fail(Problem(400, "A member of the JSON object is there twice"));
  boost::json::error_code error;
  boost::json::value value =
      boost::json::parse(boost::json::string_view(request.body.data(), request.body.size()), error);
  if (error || !value.is_object()) {
    return Fail(Problem(400, "The body is not a JSON object in valid UTF-8"));
  }
  for (const auto& member : value.as_object()) {
    const std::string_view name(member.key().data(), member.key().size());
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      return Fail(Problem(400, "This call has no member " + Quoted(name)));
    }
  }
  return std::move(value.as_object());
}

Result<std::optional<std::string>, http::OwnedResponse> TextOf(const boost::json::object& object,
                                                               std::string_view name) {
  const boost::json::value* value = object.if_contains(name);
  if (value == nullptr || value->is_null()) return std::optional<std::string>();
  if (!value->is_string()) {
    return Fail(Problem(400, "The member '" + std::string(name) + "' must be a text"));
  }
  const boost::json::string& text = value->as_string();
  if (text.empty()) return std::optional<std::string>();
  return std::optional(std::string(text.data(), text.size()));
}

Result<std::string, http::OwnedResponse> NeededTextOf(const boost::json::object& object,
                                                      std::string_view name) {
  const std::optional<std::string> text = TRY(TextOf(object, name));
  if (!text) {
    return Fail(Problem(400, "The member '" + std::string(name) + "' is missing"));
  }
  return *text;
}

http::OwnedResponse JsonAnswer(int status, const boost::json::object& body) {
  return {status, std::string(kJson), std::string(kNoStore), boost::json::serialize(body)};
}

}  // namespace writ::api
