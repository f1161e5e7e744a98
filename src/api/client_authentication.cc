#include "api/client_authentication.h"

#include <array>
#include <memory>
#include <optional>
#include <string_view>

#include "api/basic_credentials.h"
#include "api/respond.h"
#include "base/constant_time.h"

namespace writ::api {

namespace {

using oauth::ErrorCode;

bool BeginsWith(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}

// Why the credential of another kind does not do.
ErrorCode ReasonAgainst(std::string_view credential) {
  return BeginsWith(credential, "live_") || BeginsWith(credential, "test_")
             ? ErrorCode::kApiKeyInsteadOfClient
             : ErrorCode::kBearerInsteadOfClient;
}

// The client, if it may act and `shown` is the hash of one of its live secrets.
std::optional<oauth::Client> Verify(const oauth::Services& services,
                                    const KnownCredentials& shown) {
  const std::optional<oauth::Client> found = shown.client != oauth::ClientId::kNone
                                                 ? services.ledger.FindClient(shown.client)
                                                 : std::optional<oauth::Client>();
  // For an unknown client one without live secrets is judged, in the same time.
  const oauth::Client client = found.value_or(oauth::Client{});
  bool matches = false;
  for (std::size_t i = 0; i < client.secrets.size(); ++i) {
    const bool equal = EqualInConstantTime(shown.hash, client.secrets[i]);
    matches |= equal && i < client.secret_count;
  }
  if (!matches || !client.enabled || client.deleted) return std::nullopt;
  return client;
}

KnownCredentials Read(const oauth::Services& services, const Credentials& shown) {
  return {services.ids.ReadClient(shown.id).value_or(oauth::ClientId::kNone),
          services.ids.HashSecret(shown.secret)};
}

CredentialMemo& MemoOfThisThread(const oauth::Services& services) {
  thread_local const auto memo = std::make_unique<CredentialMemo>(services.random);
  return *memo;
}

Result<oauth::Client, ErrorCode> AuthenticateBasic(const oauth::Services& services,
                                                   std::string_view base64,
                                                   std::optional<std::string_view> body_id,
                                                   std::optional<std::string_view> body_secret) {
  if (!body_id && !body_secret) {
    const KnownCredentials* known = MemoOfThisThread(services).Find(base64);
    const auto client = known != nullptr ? Verify(services, *known) : std::nullopt;
    if (client) return *client;
  }
  std::array<char, kCredentialsMax> room;
  std::array<char, kCredentialsMax> id_room;
  std::array<char, kCredentialsMax> secret_room;
  const std::optional<Credentials> raw = DecodeBasic(base64, room);
  if (!raw) return Fail(ErrorCode::kClientCredentialsInvalid);
  const Credentials decoded{DecodePercent(raw->id, id_room).value_or(raw->id),
                            DecodePercent(raw->secret, secret_room).value_or(raw->secret)};
  if ((body_id && *body_id != raw->id && *body_id != decoded.id) ||
      (body_secret && *body_secret != raw->secret && *body_secret != decoded.secret)) {
    return Fail(ErrorCode::kClientCredentialsDiffer);
  }
  KnownCredentials known = Read(services, *raw);
  std::optional<oauth::Client> client = Verify(services, known);
  if (!client && (decoded.id != raw->id || decoded.secret != raw->secret)) {
    known = Read(services, decoded);
    client = Verify(services, known);
  }
  if (client) {
    MemoOfThisThread(services).Remember(base64, known);
    return *client;
  }
  if (BeginsWith(raw->id, "live_") || BeginsWith(raw->id, "test_") ||
      BeginsWith(raw->id, "access_")) {
    return Fail(ReasonAgainst(raw->id));
  }
  return Fail(ErrorCode::kClientCredentialsInvalid);
}

}  // namespace

Result<oauth::Client, ErrorCode> AuthenticateClient(const oauth::Services& services,
                                                    const http::Request& request,
                                                    const OAuthParameters& parameters) {
  const auto id = parameters.Get("client_id");
  const auto secret = parameters.Get("client_secret");
  const Authorization header = SplitAuthorization(request.headers[http::Header::kAuthorization]);
  if (IsScheme(header.scheme, "basic")) {
    return AuthenticateBasic(services, header.credentials, id, secret);
  }
  if (id && secret) {
    const std::optional<oauth::Client> client = Verify(services, Read(services, {*id, *secret}));
    if (client) return *client;
    return Fail(ErrorCode::kClientCredentialsInvalid);
  }
  if (IsScheme(header.scheme, "bearer")) return Fail(ReasonAgainst(header.credentials));
  return Fail(ErrorCode::kClientCredentialsMissing);
}

http::Endpoint ForClient(const oauth::Services& services, ClientVerb verb) {
  return [&services, verb](http::Exchange& exchange) {
    const auto refuse = [&exchange](const OAuthRefusal& refusal) {
      AnswerBuffer buffer;
      exchange.Answer(OAuthError(refusal, buffer));
    };
    const auto parameters = OAuthParameters::Read(exchange.GetRequest());
    if (!parameters) return refuse(parameters.error());
    const auto client = AuthenticateClient(services, exchange.GetRequest(), *parameters);
    if (!client) return refuse(client.error());
    verb(services, exchange, *client, *parameters);
  };
}

}  // namespace writ::api
