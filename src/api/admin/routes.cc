#include "api/admin/routes.h"

#include <algorithm>
#include <array>
#include <boost/json/parse.hpp>
#include <boost/system/error_code.hpp>
#include <map>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "api/admin/call.h"
#include "api/admin/verbs.h"
#include "api/commit.h"
#include "api/respond.h"

namespace writ::api {

namespace {

using http::Method;

constexpr std::string_view kRoot = "/admin/v1/";

// {} stands for one id.
struct Row {
  Method method;
  std::string_view pattern;  // below kRoot
  admin::AdminVerb verb;
};

constexpr std::array<Row, 30> kTable = {{
    {Method::kGet, "clients", admin::ListClients},
    {Method::kPost, "clients", admin::CreateClient},
    {Method::kGet, "clients/{}", admin::ShowClient},
    {Method::kPatch, "clients/{}", admin::PatchClient},
    {Method::kDelete, "clients/{}", admin::DeleteClient},
    {Method::kPost, "clients/{}/rotate-secret", admin::RotateClientSecret},
    {Method::kPost, "clients/{}/revoke", admin::RevokeClient},
    {Method::kGet, "merchants", admin::ListMerchants},
    {Method::kPost, "merchants", admin::CreateMerchant},
    {Method::kGet, "merchants/{}", admin::ShowMerchant},
    {Method::kPatch, "merchants/{}", admin::PatchMerchant},
    {Method::kDelete, "merchants/{}", admin::DeleteMerchant},
    {Method::kPost, "merchants/{}/revoke", admin::RevokeMerchant},
    {Method::kPost, "merchants/{}/login-link", admin::MakeLoginLink},
    {Method::kPost, "merchants/{}/sign-out", admin::SignMerchantOut},
    {Method::kGet, "grants", admin::ListGrants},
    {Method::kGet, "grants/{}", admin::ShowGrant},
    {Method::kPost, "grants/{}/revoke", admin::RevokeGrant},
    {Method::kPost, "tokens", admin::MintToken},
    {Method::kPost, "tokens/inspect", admin::InspectToken},
    {Method::kPost, "tokens/revoke", admin::RevokeAnyToken},
    {Method::kGet, "scopes", admin::ListScopes},
    {Method::kPost, "scopes", admin::ApplyScopes},
    {Method::kGet, "scopes/{}", admin::ShowScope},
    {Method::kPost, "scopes/{}/retire", admin::RetireScope},
    {Method::kGet, "keys", admin::ListKeys},
    {Method::kPost, "keys", admin::RotateKey},
    {Method::kPost, "keys/{}/retire", admin::RetireKey},
    {Method::kGet, "server", admin::ShowServer},
    {Method::kPost, "server/revoke", admin::RevokeEverything},
}};

// What stood for each {}, or nothing if the path does not fit.
std::optional<std::vector<std::string>> Match(std::string_view pattern, std::string_view path) {
  std::vector<std::string> ids;
  while (true) {
    const std::size_t pattern_end = pattern.find('/');
    const std::size_t path_end = path.find('/');
    const std::string_view expected = pattern.substr(0, pattern_end);
    const std::string_view segment = path.substr(0, path_end);
    if (segment.empty()) return std::nullopt;
    if (expected == "{}") {
      ids.emplace_back(segment);
    } else if (expected != segment) {
      return std::nullopt;
    }
    if ((pattern_end == std::string_view::npos) != (path_end == std::string_view::npos)) {
      return std::nullopt;
    }
    if (pattern_end == std::string_view::npos) return ids;
    pattern.remove_prefix(pattern_end + 1);
    path.remove_prefix(path_end + 1);
  }
}

// Ids, cursors and numbers never need escaping, so an escaped value names nothing.
std::map<std::string, std::string> ReadQuery(std::string_view query) {
  std::map<std::string, std::string> values;
  while (!query.empty()) {
    const std::string_view pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(query.size(), pair.size() + 1));
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos) continue;
    values.emplace(pair.substr(0, equals), pair.substr(equals + 1));
  }
  return values;
}

// Nothing when the body is not a JSON object.
std::optional<boost::json::object> ReadBody(std::string_view body) {
  if (body.empty()) return boost::json::object{};
  boost::system::error_code failure;
  boost::json::value value = boost::json::parse({body.data(), body.size()}, failure);
  if (failure || !value.is_object()) return std::nullopt;
  return std::move(value.as_object());
}

class AdminAttempt final : public Attempt {
 public:
  AdminAttempt(admin::AdminCall call, admin::AdminVerb verb)
      : call_(std::move(call)), verb_(verb) {}

  [[nodiscard]] oauth::Proposal Decide() override {
    outcome_ = verb_(call_);
    const auto* commit = std::get_if<admin::AdminCommit>(&outcome_);
    return commit == nullptr ? oauth::Proposal{} : commit->proposal;
  }

  [[nodiscard]] http::Response Answer(const oauth::Committed* committed,
                                      AnswerBuffer& /*buffer*/) override {
    if (const auto* commit = std::get_if<admin::AdminCommit>(&outcome_);
        commit != nullptr && committed != nullptr) {
      answer_ = commit->answer(*committed);
    } else {
      answer_ = std::get<http::OwnedResponse>(outcome_);
    }
    return answer_.View();
  }

  [[nodiscard]] http::Response Refuse(oauth::ErrorCode code, AnswerBuffer& /*buffer*/) override {
    answer_ = Problem(503, oauth::Describe(code).description);
    return answer_.View();
  }

 private:
  admin::AdminCall call_;
  admin::AdminVerb verb_;
  admin::AdminOutcome outcome_;
  http::OwnedResponse answer_;
};

void Dispatch(const oauth::Services& services, const AdminOptions& options,
              http::Exchange& exchange) {
  const http::Request& request = exchange.GetRequest();
  const Method method = request.method == Method::kHead ? Method::kGet : request.method;
  const std::string_view path = request.path.substr(kRoot.size());
  std::string allowed;
  for (const Row& row : kTable) {
    std::optional<std::vector<std::string>> ids = Match(row.pattern, path);
    if (!ids) continue;
    if (row.method != method) {
      allowed += (allowed.empty() ? "" : ", ") + std::string(NameOf(row.method));
      continue;
    }
    std::optional<boost::json::object> body = ReadBody(request.body);
    if (!body) {
      exchange.Answer(Problem(400, "The body must be a JSON object").View());
      return;
    }
    Perform(services.ledger, exchange,
            AdminAttempt(
                {services, options, std::move(*ids), ReadQuery(request.query), std::move(*body)},
                row.verb));
    return;
  }
  http::OwnedResponse refusal =
      allowed.empty() ? Problem(404, "There is nothing at this path")
                      : Problem(405, "This path does not offer that method; it has " + allowed);
  if (!allowed.empty()) refusal.headers += "Allow: " + allowed + "\r\n";
  exchange.Answer(refusal.View());
}

}  // namespace

std::vector<http::Route> AdminRoutes(const oauth::Services& services, AdminOptions options) {
  const auto shared = std::make_shared<const AdminOptions>(std::move(options));
  std::vector<http::Route> routes;
  for (const Method method :
       {Method::kGet, Method::kPost, Method::kPut, Method::kPatch, Method::kDelete}) {
    routes.push_back({method, kRoot, [&services, shared](http::Exchange& exchange) {
                        Dispatch(services, *shared, exchange);
                      }});
  }
  return routes;
}

std::vector<AdminPath> AdminPaths() {
  std::vector<AdminPath> paths;
  paths.reserve(std::size(kTable));
  for (const Row& row : kTable) paths.push_back({row.method, row.pattern});
  return paths;
}

http::OwnedResponse AdminFace(const http::ProtocolError& error) {
  return Problem(error.status, error.description);
}

}  // namespace writ::api
