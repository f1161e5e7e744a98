#include "main/demo.h"

#include <unistd.h>

#include <array>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <utility>

#include "base/constant_time.h"
#include "oauth/register_client.h"

namespace writ {

namespace {

struct DemoApp {
  const char* label;  // of the derived secret: never change one
  const char* name;
  const char* redirect_uri;
};
constexpr std::array<DemoApp, 2> kApps = {{
    {"sandbox app 1", "Demo Bookkeeping", "http://127.0.0.1:3000/callback"},
    {"sandbox app 2", "Demo Webshop", "http://localhost:3001/callback"},
}};

constexpr std::uint32_t kMerchants = 3;

std::array<oauth::SubjectProfile, kMerchants> Merchants() {
  return {{
      {"Tulp & Tegel", "info@tulp-en-tegel.example", "nl_NL", "Voorbeeldgracht 12", "1017 AA",
       "Amsterdam", "NL", "00000001", "NL000000001B01"},
      {"Moules et Merveilles", "contact@moules-et-merveilles.example", "fr_BE",
       "Rue de l'Exemple 7", "1000", "Bruxelles", "BE", "0000000002", "BE0000000002"},
      {"Bücherstube Lindenhof", "post@buecherstube-lindenhof.example", "de_DE", "Beispielallee 3",
       "10115", "Berlin", "DE", "HRB 000003", "DE000000003"},
  }};
}

// One commit, so that a store has all of them or none.
Result<void> Make(Engine& engine) {
  oauth::Services& services = engine.GetServices();
  oauth::Proposal proposal;
  for (const DemoApp& app : kApps) {
    oauth::NewClient request;
    request.name = app.name;
    request.redirect_uris = {app.redirect_uri};
    request.settings.any_loopback_redirect = true;
    request.scopes.every = true;
    const std::string secret = services.ids.DeriveSecret(app.label);
    const auto made = oauth::RegisterClient(request, services.ids.HashSecret(secret),
                                            services.random.Bytes<16>());
    if (!made) return Fail("A demo app cannot be registered");
    proposal.changes.emplace_back(*made);
  }
  for (const oauth::SubjectProfile& profile : Merchants()) {
    oauth::MakeSubject made;
    made.subject.seal_secret = services.random.Bytes<16>();
    made.profile = profile;
    proposal.changes.emplace_back(std::move(made));
  }
  if (!engine.CommitAndWait(std::move(proposal))) {
    return Fail("The demo apps cannot be stored: the store cannot be written");
  }
  return {};
}

bool Accepts(const oauth::Client& client, const oauth::SecretHash& hash) {
  for (std::size_t i = 0; i < client.secret_count; ++i) {
    if (EqualInConstantTime(client.secrets[i], hash)) return true;
  }
  return false;
}

}  // namespace

std::optional<bool> IsSandboxStore(const oauth::Ledger& ledger) {
  const std::optional<oauth::Client> first = ledger.FindClient(oauth::ClientId{1});
  if (!first) return std::nullopt;
  return first->any_loopback_redirect;
}

bool IsSandboxRecord(std::string_view first_client) {
  boost::system::error_code failure;
  const boost::json::value record =
      boost::json::parse({first_client.data(), first_client.size()}, failure);
  const boost::json::object* object = record.if_object();
  if (failure || object == nullptr) return false;
  const boost::json::value* demo = object->if_contains("any_loopback_redirect");
  return demo != nullptr && demo->is_bool() && demo->get_bool();
}

std::string RefusalOfSandboxStore(const std::string& data) {
  return "The store in " + data +
         " is a sandbox's, with secrets that anybody could know; serve another one";
}

Result<api::SandboxDemo> PrepareDemo(Engine& engine) {
  const oauth::Services& services = engine.GetServices();
  const std::optional<bool> ours = IsSandboxStore(services.ledger);
  if (ours == std::optional<bool>(false)) {
    return Fail("This data folder is a server's, not a sandbox's; give --data another one");
  }
  if (!ours) TRY_VOID(Make(engine));
  api::SandboxDemo demo;
  demo.pid = ::getpid();
  for (std::uint32_t i = 0; i < kApps.size(); ++i) {
    const oauth::ClientId id{i + 1};
    const std::optional<oauth::Client> client = services.ledger.FindClient(id);
    const std::string secret = services.ids.DeriveSecret(kApps[i].label);
    if (!client || client->deleted || !Accepts(*client, services.ids.HashSecret(secret))) continue;
    demo.apps.push_back({id, secret});
  }
  for (std::uint32_t i = 1; i <= kMerchants; ++i) {
    const std::optional<oauth::Subject> subject = services.ledger.FindSubject(oauth::SubjectId{i});
    if (subject && !subject->deleted) demo.merchants.push_back(subject->id);
  }
  return demo;
}

}  // namespace writ
