#include "api/sandbox/info.h"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "api/respond.h"
#include "api/sandbox/request.h"

namespace writ::api {

namespace {

boost::json::array Apps(const oauth::Services& services, const SandboxDemo& demo) {
  boost::json::array apps;
  for (const SandboxDemo::App& app : demo.apps) {
    const auto profile = services.ledger.FindClientProfile(app.id);
    if (profile == nullptr) continue;
    apps.push_back(boost::json::object{
        {"client_id", services.ids.Show(app.id)},
        {"client_secret", app.secret},
        {"name", profile->name},
        {"redirect_uris",
         boost::json::array(profile->redirect_uris.begin(), profile->redirect_uris.end())}});
  }
  return apps;
}

boost::json::array Merchants(const oauth::Services& services, const SandboxDemo& demo) {
  boost::json::array merchants;
  for (const oauth::SubjectId id : demo.merchants) {
    const auto profile = services.ledger.FindSubjectProfile(id);
    if (profile == nullptr) continue;
    merchants.push_back(boost::json::object{
        {"id", services.ids.Show(id)}, {"name", profile->name}, {"locale", profile->locale}});
  }
  return merchants;
}

}  // namespace

std::string SandboxInfo(const oauth::Services& services, const SandboxDemo& demo) {
  boost::json::object info{{"issuer", services.issuer}, {"pid", demo.pid}};
  if (!services.tls_issuer.empty()) {
    info["tls_issuer"] = services.tls_issuer;
    info["ca_file"] = demo.ca_file;
  }
  if (!demo.url.empty() && demo.url != services.issuer) info["url"] = demo.url;
  info["clients"] = Apps(services, demo);
  info["merchants"] = Merchants(services, demo);
  return boost::json::serialize(info);
}

void ShowSandboxInfo(const oauth::Services& services, const SandboxDemo& demo,
                     http::Exchange& exchange) {
  const auto body = ReadSandboxRequest(exchange.GetRequest(), {});
  if (!body) return exchange.Answer(body.error().View());
  exchange.Answer({200, kJson, kNoStore, SandboxInfo(services, demo)});
}

}  // namespace writ::api
