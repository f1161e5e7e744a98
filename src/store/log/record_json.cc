#include "store/log/record_json.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <optional>

#include "base/hex.h"

namespace writ::store {

namespace {

namespace json = boost::json;

std::string Hex(const oauth::SecretHash& hash) { return EncodeHex(hash); }

std::optional<oauth::SecretHash> ParseHex(std::string_view text) {
  oauth::SecretHash hash{};
  const auto bytes = DecodeHex(text);
  if (!bytes || bytes->size() != hash.size()) return std::nullopt;
  std::copy(bytes->begin(), bytes->end(), hash.begin());
  return hash;
}

std::string_view View(const json::string& text) { return {text.data(), text.size()}; }
json::string_view View(std::string_view text) { return {text.data(), text.size()}; }

bool Read(const json::object& object, const char* name, bool& value) {
  const json::value* found = object.if_contains(name);
  if (found == nullptr || !found->is_bool()) return false;
  value = found->get_bool();
  return true;
}

bool Read(const json::object& object, const char* name, std::string& value) {
  const json::value* found = object.if_contains(name);
  if (found == nullptr || !found->is_string()) return false;
  value = View(found->get_string());
  return true;
}

const json::array* Array(const json::object& object, const char* name) {
  const json::value* found = object.if_contains(name);
  return found == nullptr ? nullptr : found->if_array();
}

std::optional<json::object> Parse(std::string_view text) {
  boost::system::error_code error;
  const json::value value = json::parse(View(text), error);
  if (error || !value.is_object()) return std::nullopt;
  return value.get_object();
}

constexpr std::array<std::pair<const char*, std::string oauth::SubjectProfile::*>, 9> kTexts{{
    {"name", &oauth::SubjectProfile::name},
    {"email", &oauth::SubjectProfile::email},
    {"locale", &oauth::SubjectProfile::locale},
    {"street_and_number", &oauth::SubjectProfile::street_and_number},
    {"postal_code", &oauth::SubjectProfile::postal_code},
    {"city", &oauth::SubjectProfile::city},
    {"country", &oauth::SubjectProfile::country},
    {"registration_number", &oauth::SubjectProfile::registration_number},
    {"vat_number", &oauth::SubjectProfile::vat_number},
}};

bool ReadSecrets(const json::object& object, oauth::Client& client) {
  const json::array* secrets = Array(object, "secret_hashes");
  if (secrets == nullptr || secrets->size() > client.secrets.size()) return false;
  client.secret_count = 0;
  for (const json::value& value : *secrets) {
    if (!value.is_string()) return false;
    const auto hash = ParseHex(View(value.get_string()));
    if (!hash) return false;
    client.secrets.at(client.secret_count++) = *hash;
  }
  return true;
}

bool ReadUris(const json::object& object, oauth::ClientProfile& profile) {
  const json::array* uris = Array(object, "redirect_uris");
  if (uris == nullptr) return false;
  for (const json::value& uri : *uris) {
    if (!uri.is_string()) return false;
    profile.redirect_uris.emplace_back(View(uri.get_string()));
  }
  return true;
}

// Records that are older than the setting lack it.
bool ReadRotationGrace(const json::object& object, oauth::Client& client) {
  const json::value* found = object.if_contains("rotation_grace");
  if (found == nullptr) return true;
  if (found->is_string()) {
    client.rotation_grace = oauth::kUntilUsed;
    return View(found->get_string()) == oauth::kUntilUsedName;
  }
  const std::int64_t* seconds = found->if_int64();
  if (seconds == nullptr) return false;
  client.rotation_grace = Seconds{*seconds};
  return oauth::IsRotationGrace(client.rotation_grace);
}

// Absent where there are none, as in what was written before there could be.
bool ReadExternalIds(const json::object& object, oauth::SubjectProfile& profile) {
  if (!object.contains("external_ids")) return true;
  const json::array* ids = Array(object, "external_ids");
  if (ids == nullptr) return false;
  for (const json::value& value : *ids) {
    oauth::ExternalId& id = profile.external_ids.emplace_back();
    const json::object* pair = value.if_object();
    if (pair == nullptr || !Read(*pair, "provider", id.provider) || !Read(*pair, "sub", id.sub)) {
      return false;
    }
  }
  return true;
}

json::array FormatExternalIds(const oauth::SubjectProfile& profile) {
  json::array ids;
  for (const oauth::ExternalId& id : profile.external_ids) {
    ids.push_back(json::object{{"provider", View(id.provider)}, {"sub", View(id.sub)}});
  }
  return ids;
}

// Those that there were when a client's record did not say `every_scope`.
oauth::ScopeSet AllOfBefore() {
  oauth::ScopeSet all;
  for (oauth::ScopeIndex index = 0; index < 61; ++index) all.Add(index);
  return all;
}

bool ReadPolicy(const json::object& object, const oauth::Catalogue& catalogue,
                oauth::Client& client) {
  std::string preset;
  std::string scopes;
  if (!Read(object, "preset", preset) || !Read(object, "scopes", scopes)) return false;
  const auto parsed_preset = oauth::ParsePreset(preset);
  const auto set = catalogue.ParseKnownSet(scopes);
  if (!parsed_preset || !set) return false;
  client.preset = *parsed_preset;
  client.scopes.set = *set;
  if (!object.contains("every_scope")) {
    client.scopes.every = *set == AllOfBefore();
    return true;
  }
  return Read(object, "every_scope", client.scopes.every);
}

json::object FormatTexts(const oauth::LocalTexts& texts) {
  json::object object;
  for (const auto& [locale, text] : texts.Entries()) object[View(locale)] = View(text);
  return object;
}

bool ReadTexts(const json::object& object, const char* name, oauth::LocalTexts& texts) {
  const json::value* found = object.if_contains(name);
  if (found == nullptr || !found->is_object()) return false;
  for (const auto& member : found->get_object()) {
    if (!member.value().is_string()) return false;
    texts.Set({member.key().data(), member.key().size()}, View(member.value().get_string()));
  }
  return true;
}

}  // namespace

std::string FormatClient(const oauth::Client& client, const oauth::ClientProfile& profile,
                         const oauth::Catalogue& catalogue) {
  json::array uris;
  for (const std::string& uri : profile.redirect_uris) uris.emplace_back(View(uri));
  json::array secrets;
  for (std::size_t i = 0; i < client.secret_count; ++i) {
    secrets.emplace_back(View(Hex(client.secrets.at(i))));
  }
  json::object object;
  object["name"] = View(profile.name);
  object["redirect_uris"] = std::move(uris);
  object["preset"] = View(oauth::NameOf(client.preset));
  object["enabled"] = client.enabled;
  object["resource_server"] = client.resource_server;
  object["any_loopback_redirect"] = client.any_loopback_redirect;
  if (client.rotation_grace == oauth::kUntilUsed) {
    object["rotation_grace"] = View(oauth::kUntilUsedName);
  } else {
    object["rotation_grace"] = client.rotation_grace.count();
  }
  object["scopes"] = View(catalogue.Format(client.scopes.set));
  object["every_scope"] = client.scopes.every;
  object["secret_hashes"] = std::move(secrets);
  if (!profile.client_id.empty()) object["client_id"] = View(profile.client_id);
  return json::serialize(object);
}

Result<void> ParseClient(std::string_view text, const oauth::Catalogue& catalogue,
                         oauth::Client& client, oauth::ClientProfile& profile) {
  const auto object = Parse(text);
  if (!object || !Read(*object, "name", profile.name) || !ReadUris(*object, profile) ||
      !ReadPolicy(*object, catalogue, client) || !Read(*object, "enabled", client.enabled) ||
      !Read(*object, "resource_server", client.resource_server) ||
      !Read(*object, "any_loopback_redirect", client.any_loopback_redirect) ||
      !ReadRotationGrace(*object, client) || !ReadSecrets(*object, client) ||
      (object->contains("client_id") && !Read(*object, "client_id", profile.client_id))) {
    return Fail("the store is damaged: a client's record cannot be read; restore a backup");
  }
  return {};
}

std::string FormatScope(const oauth::Scope& scope) {
  json::object object;
  object["name"] = View(scope.name);
  object["group"] = View(scope.group);
  object["group_title"] = FormatTexts(scope.group_title);
  object["title"] = FormatTexts(scope.title);
  object["description"] = FormatTexts(scope.description);
  object["access"] = View(NameOf(scope.access));
  object["sensitive"] = scope.sensitive;
  object["order"] = scope.order;
  object["retired"] = scope.retired;
  return json::serialize(object);
}

Result<void> ParseScope(std::string_view text, oauth::Scope& scope) {
  const auto object = Parse(text);
  std::string access;
  const json::value* order = object ? object->if_contains("order") : nullptr;
  if (!object || order == nullptr || !order->is_int64() || order->get_int64() < 0 ||
      order->get_int64() > oauth::kScopeOrderMax || !Read(*object, "name", scope.name) ||
      !Read(*object, "group", scope.group) || !Read(*object, "access", access) ||
      !ReadTexts(*object, "group_title", scope.group_title) ||
      !ReadTexts(*object, "title", scope.title) ||
      !ReadTexts(*object, "description", scope.description) ||
      !Read(*object, "sensitive", scope.sensitive) || !Read(*object, "retired", scope.retired)) {
    return Fail("the store is damaged: the record of a scope makes no sense; restore a backup");
  }
  scope.order = static_cast<std::uint32_t>(order->get_int64());
  const auto parsed = oauth::ParseScopeAccess(access);
  if (!parsed || !oauth::CheckScope(scope)) {
    return Fail("the store is damaged: the record of a scope makes no sense; restore a backup");
  }
  scope.access = *parsed;
  return {};
}

std::string FormatSubject(const oauth::Subject& subject, const oauth::SubjectProfile& profile) {
  json::object object;
  for (const auto& [name, member] : kTexts) object[name] = View(profile.*member);
  object["enabled"] = subject.enabled;
  if (!profile.external_ids.empty()) object["external_ids"] = FormatExternalIds(profile);
  return json::serialize(object);
}

Result<void> ParseSubject(std::string_view text, oauth::Subject& subject,
                          oauth::SubjectProfile& profile) {
  const auto object = Parse(text);
  bool ok = object && Read(*object, "enabled", subject.enabled);
  for (const auto& [name, member] : kTexts) ok = ok && Read(*object, name, profile.*member);
  ok = ok && ReadExternalIds(*object, profile);
  if (!ok) return Fail("the store is damaged: a subject's record cannot be read; restore a backup");
  return {};
}

}  // namespace writ::store
