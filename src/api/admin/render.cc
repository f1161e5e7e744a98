#include "api/admin/render.h"

#include <array>
#include <boost/json/array.hpp>
#include <cstdio>
#include <ctime>

#include "oauth/records/policy.h"

namespace writ::api::admin {

namespace {

boost::json::array RenderList(const std::vector<std::string>& texts) {
  boost::json::array array;
  for (const std::string& text : texts) array.emplace_back(text);
  return array;
}

void PutTime(boost::json::object& object, std::string_view name, Instant instant) {
  if (instant == Instant{}) {
    object[name] = nullptr;
  } else {
    object[name] = FormatTime(instant);
  }
}

}  // namespace

std::string FormatTime(Instant instant) {
  const std::time_t seconds = ToUnix(instant);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  std::array<char, 32> text{};
  const std::size_t size = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  return {text.data(), size};
}

boost::json::object RenderClient(const oauth::Services& services, const oauth::Client& client,
                                 const oauth::ClientProfile& profile) {
  boost::json::object object;
  object["id"] = services.ids.Show(client.id);
  object["name"] = profile.name;
  object["preset"] = NameOf(client.preset);
  object["enabled"] = client.enabled;
  object["resource_server"] = client.resource_server;
  object["any_loopback_redirect"] = client.any_loopback_redirect;
  object["redirect_uris"] = RenderList(profile.redirect_uris);
  if (client.rotation_grace == oauth::kUntilUsed) {
    object["rotation_grace"] = oauth::kUntilUsedName;
  } else {
    object["rotation_grace"] = client.rotation_grace.count();
  }
  const oauth::Catalogue::Pointer catalogue = services.ledger.FindCatalogue();
  object["scope"] =
      catalogue->Format(client.scopes.every ? catalogue->Offered() : client.scopes.set);
  object["all_scopes"] = client.scopes.every;
  object["live_secrets"] = client.secret_count;
  return object;
}

boost::json::object RenderMerchant(const oauth::Services& services, const oauth::Subject& subject,
                                   const oauth::SubjectProfile& profile) {
  boost::json::object object;
  object["id"] = services.ids.Show(subject.id);
  object["name"] = profile.name;
  object["enabled"] = subject.enabled;
  object["email"] = profile.email;
  object["locale"] = profile.locale;
  object["street_and_number"] = profile.street_and_number;
  object["postal_code"] = profile.postal_code;
  object["city"] = profile.city;
  object["country"] = profile.country;
  object["registration_number"] = profile.registration_number;
  object["vat_number"] = profile.vat_number;
  return object;
}

boost::json::object RenderGrant(const oauth::Services& services, const oauth::Standing& standing) {
  const oauth::Grant& grant = standing.grant;
  boost::json::object object;
  object["id"] = services.ids.Show(grant.id);
  object["kind"] = NameOf(grant.kind);
  object["client"] = nullptr;
  if (grant.client != oauth::ClientId::kNone) object["client"] = services.ids.Show(grant.client);
  object["merchant"] = nullptr;
  if (grant.subject != oauth::SubjectId::kNone) {
    object["merchant"] = services.ids.Show(grant.subject);
  }
  object["live"] = IsLive(standing, services.clock.Now());
  object["scope"] = !grant.scopes ? "" : services.ledger.FindCatalogue()->Format(*grant.scopes);
  PutTime(object, "created_at", grant.made_time);
  PutTime(object, "expires_at", grant.expires);
  object["generation"] = grant.generation;
  object["end_cause"] = nullptr;
  if (grant.end_cause != oauth::Cause::kNone) object["end_cause"] = NameOf(grant.end_cause);
  return object;
}

std::string NameOf(oauth::GrantKind kind) {
  switch (kind) {
    case oauth::GrantKind::kAuthorization:
      return "authorization";
    case oauth::GrantKind::kClientCredentials:
      return "client_credentials";
    case oauth::GrantKind::kLiveKey:
      return "live";
    case oauth::GrantKind::kTestKey:
      return "test";
    case oauth::GrantKind::kOrganization:
      return "organization";
  }
  return "unknown";
}

}  // namespace writ::api::admin
