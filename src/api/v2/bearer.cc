#include "api/v2/bearer.h"

#include <string>

#include "api/basic_credentials.h"
#include "api/respond.h"
#include "base/result.h"

namespace writ::api {

namespace {

// No Bearer header; unknown, dead, or no access token; a live API key.
enum class BearerFailure { kMissing, kInvalid, kApiKey };

Result<oauth::ProvenToken, BearerFailure> ReadBearer(const oauth::Services& services,
                                                     const http::Request& request) {
  const Authorization header = SplitAuthorization(request.headers[http::Header::kAuthorization]);
  if (!IsScheme(header.scheme, "bearer")) return Fail(BearerFailure::kMissing);
  const auto token =
      oauth::ReadToken(services.ledger, services.seals.ForThisThread(), header.credentials);
  if (!token || !oauth::IsActive(token->claims, token->standing, token->revoked,
                                 services.clock.Now(), services.lifetimes.clock_skew)) {
    return Fail(BearerFailure::kInvalid);
  }
  if (token->claims.kind == oauth::TokenKind::kLiveKey ||
      token->claims.kind == oauth::TokenKind::kTestKey) {
    return Fail(BearerFailure::kApiKey);
  }
  return *token;
}

http::OwnedResponse RefuseBearer(BearerFailure failure) {
  switch (failure) {
    case BearerFailure::kMissing:
      return HalError(401, "Unauthorized Request",
                      "Missing authentication, or failed to authenticate",
                      "WWW-Authenticate: Bearer realm=\"writ\"\r\n");
    case BearerFailure::kInvalid:
      break;
    case BearerFailure::kApiKey:
      return HalError(403, "Forbidden",
                      "API keys are not accepted here; send an OAuth access token or an "
                      "organization access token");
  }
  return HalError(401, "Unauthorized Request", "Missing authentication, or failed to authenticate",
                  "WWW-Authenticate: Bearer realm=\"writ\", error=\"invalid_token\", "
                  "error_description=\"The token is unknown, expired or revoked\"\r\n");
}

}  // namespace

http::Endpoint ForBearer(const oauth::Services& services, BearerVerb verb) {
  return [&services, verb](http::Exchange& exchange) {
    const auto token = ReadBearer(services, exchange.GetRequest());
    if (!token) return exchange.Answer(RefuseBearer(token.error()).View());
    verb(services, exchange, *token);
  };
}

http::OwnedResponse RefuseScope(std::string_view scope) {
  const std::string name(scope);
  return HalError(
      403, "Forbidden", "The token lacks the scope " + name,
      "WWW-Authenticate: Bearer realm=\"writ\", error=\"insufficient_scope\", scope=\"" + name +
          "\"\r\n");
}

}  // namespace writ::api
