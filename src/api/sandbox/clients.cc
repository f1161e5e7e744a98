#include "api/sandbox/clients.h"

#include <boost/json/array.hpp>
#include <utility>

#include "api/commit.h"
#include "api/respond.h"
#include "api/sandbox/request.h"
#include "base/hex.h"
#include "oauth/register_client.h"

namespace writ::api {

namespace {

using Refusal = http::OwnedResponse;

Result<std::vector<std::string>, Refusal> UrisOf(const boost::json::object& body) {
  std::vector<std::string> uris;
  const boost::json::value* value = body.if_contains("redirect_uris");
  if (value == nullptr || value->is_null()) return uris;
  if (!value->is_array()) {
    return Fail(Problem(400, "The member 'redirect_uris' must be an array of texts"));
  }
  for (const boost::json::value& uri : value->as_array()) {
    if (!uri.is_string()) {
      return Fail(Problem(400, "The member 'redirect_uris' must be an array of texts"));
    }
    uris.emplace_back(uri.as_string().data(), uri.as_string().size());
  }
  return uris;
}

Result<oauth::NewClient, Refusal> ReadNewClient(const http::Request& request) {
  const boost::json::object body =
      TRY(ReadSandboxRequest(request, {"name", "redirect_uris", "preset", "resource_server"}));
  oauth::NewClient client;
  client.scopes.every = true;
  client.name = TRY(NeededTextOf(body, "name"));
  client.redirect_uris = TRY(UrisOf(body));
  const std::string preset_name = TRY(NeededTextOf(body, "preset"));
  const auto preset = oauth::ParsePreset(preset_name);
  if (!preset) return Fail(Problem(400, "The preset must be mollie or oauth21"));
  client.preset = *preset;
  const boost::json::value* resource_server = body.if_contains("resource_server");
  if (resource_server != nullptr && !resource_server->is_null()) {
    if (!resource_server->is_bool()) {
      return Fail(Problem(400, "The member 'resource_server' must be true or false"));
    }
    client.settings.resource_server = resource_server->as_bool();
  }
  return client;
}

http::OwnedResponse Show(const oauth::Services& services, oauth::ClientId id,
                         const oauth::NewClient& client, const std::string& secret) {
  return JsonAnswer(201, {{"client_id", services.ids.Show(id)},
                          {"client_secret", secret},
                          {"name", client.name},
                          {"redirect_uris", boost::json::array(client.redirect_uris.begin(),
                                                               client.redirect_uris.end())},
                          {"preset", oauth::NameOf(client.preset)},
                          {"resource_server", client.settings.resource_server}});
}

Outcome Register(const oauth::Services& services, const http::Request& request) {
  auto wish = ReadNewClient(request);
  if (!wish) return std::move(wish.error());
  const std::string secret = services.ids.DeriveSecret(EncodeHex(services.random.Bytes<32>()));
  const auto made =
      oauth::RegisterClient(*wish, services.ids.HashSecret(secret), services.random.Bytes<16>());
  if (!made) return Problem(400, oauth::Describe(made.error()).description);
  return Commitment{
      {{}, {*made}},
      [&services, client = *std::move(wish), secret](const oauth::Committed& committed) {
        return Show(services, committed.client, client, secret);
      }};
}

}  // namespace

void SandboxClients(const oauth::Services& services, http::Exchange& exchange) {
  const http::Request& request = exchange.GetRequest();
  Perform(services.committer, exchange, [&] {
    return DoneBy({oauth::Actor::Operator(), {}, "sandbox"}, Register(services, request));
  });
}

}  // namespace writ::api
