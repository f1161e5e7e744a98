// The endpoints over a ledger in memory, called as a client would, without a socket.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "api/oauth2/routes.h"
#include "api/respond.h"
#include "api/sandbox/routes.h"
#include "api/v2/routes.h"
#include "http/router.h"
#include "main/seal_source.h"
#include "oauth/register_client.h"
#include "oauth/services.h"
#include "store/open.h"
#include "support/fixed_clock.h"
#include "support/seeded_random.h"

namespace writ::api::testing {

inline constexpr std::string_view kForm = "application/x-www-form-urlencoded";
inline constexpr std::string_view kRedirect = "https://app.example/callback";

// The test's clock, moved by what the ledger says.
class OffsetClock final : public Clock {
 public:
  OffsetClock(const Clock& base, const oauth::Ledger& ledger) : base_(base), ledger_(ledger) {}
  [[nodiscard]] Instant Now() const override {
    return base_.Now() + ledger_.FindServer().clock_offset;
  }

 private:
  const Clock& base_;
  const oauth::Ledger& ledger_;
};

// An app and what it calls with.
struct App {
  oauth::ClientId id = oauth::ClientId::kNone;
  std::string client_id;
  std::string secret;

  [[nodiscard]] std::string Basic() const;  // its Authorization header
  [[nodiscard]] std::string Form() const;   // its credentials in a form, ending in '&'
  [[nodiscard]] std::string Json() const;   // the same in a JSON object, ending in ','
};

struct Reply {
  int status = 0;
  std::string content_type;
  std::string headers;
  std::string body;

  // The member of the JSON object in the body as a text: a string itself, anything else as JSON;
  // nothing if it is not there. Fails the test if the body is no JSON object.
  [[nodiscard]] std::optional<std::string> Member(std::string_view name) const;
  [[nodiscard]] std::string Error() const { return Member("error").value_or("(none)"); }
  [[nodiscard]] bool HasHeader(std::string_view line) const;
};

// What differs from a plain request.
struct With {
  std::string_view authorization = {};
  std::string_view content_type = kForm;
  std::string_view host = "127.0.0.1:8090";
  std::string_view origin = {};
  bool loopback = true;
  bool tls = false;
  std::string_view sec_fetch_site = {};
};

struct Tokens {
  std::string access;
  std::string refresh;
};

class World {
 public:
  // `threaded`: with a committer of its own; otherwise every answer is there at once.
  explicit World(bool threaded = false, bool sandbox = true);

  [[nodiscard]] Reply Send(http::Method method, std::string_view path, std::string_view body,
                           const With& with = {});
  [[nodiscard]] Reply Post(std::string_view path, std::string_view body, const With& with = {}) {
    return Send(http::Method::kPost, path, body, with);
  }
  [[nodiscard]] Reply Delete(std::string_view body, const With& with = {}) {
    return Send(http::Method::kDelete, "/oauth2/tokens", body, with);
  }
  [[nodiscard]] Reply Get(std::string_view path, const With& with = {}) {
    return Send(http::Method::kGet, path, {}, with);
  }
  [[nodiscard]] Reply PostJson(std::string_view path, std::string_view body, With with = {}) {
    with.content_type = "application/json";
    return Post(path, body, with);
  }

  // Commits `change`; fails the test if it is refused.
  oauth::Committed Commit(oauth::Change change);
  [[nodiscard]] App AddApp(oauth::Preset preset, bool resource_server = false);
  [[nodiscard]] oauth::SubjectId AddMerchant();

  // What an authorize request may say besides the plain one.
  struct Authorize {
    std::string scope = "payments.read organizations.read";
    std::string redirect_uri = std::string(kRedirect);
    bool forced = false;
    std::string challenge = {};
  };
  // A code for the merchant's yes, from /_sandbox/authorize.
  [[nodiscard]] std::string Code(const App& app, const Authorize& request);
  [[nodiscard]] std::string Code(const App& app) { return Code(app, Authorize()); }
  [[nodiscard]] Reply Redeem(const App& app, std::string_view code, std::string_view more = {});
  // Tokens of a redeemed code; fails the test if there are none.
  [[nodiscard]] Tokens Grant(const App& app, const Authorize& request);
  [[nodiscard]] Tokens Grant(const App& app) { return Grant(app, Authorize()); }
  [[nodiscard]] Reply Refresh(const App& app, std::string_view token, std::string_view more = {});
  [[nodiscard]] Reply Introspect(const App& app, std::string_view token);
  [[nodiscard]] bool IsActive(const App& app, std::string_view token);
  [[nodiscard]] Reply Revoke(const App& app, std::string_view token, std::string_view hint);
  // A key or organization token of the merchant.
  [[nodiscard]] std::string Key(std::string_view kind, std::string_view scope = {});

  [[nodiscard]] std::string ShownMerchant() const { return ids.Show(merchant); }

  writ::testing::FixedClock base_clock;
  writ::testing::SeededRandom random;
  std::unique_ptr<store::Store> ledger;
  oauth::MasterKey master;
  oauth::PublicIds ids;
  OffsetClock clock;
  ThreadSeals seals;
  oauth::Services services;
  http::Router router;
  oauth::SubjectId merchant = oauth::SubjectId::kNone;
  App mollie;
  App other;
  App rotating;  // preset oauth21
  App resource_server;
};

// A verifier of RFC 7636 and its challenge.
inline constexpr std::string_view kVerifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
inline constexpr std::string_view kChallenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

// The decoded query parameter `name` of a URI, or nothing.
[[nodiscard]] std::optional<std::string> QueryParameter(std::string_view uri,
                                                        std::string_view name);

}  // namespace writ::api::testing
