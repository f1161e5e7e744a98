// The people's pages over a ledger in memory, and a browser that visits them.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/random.h"
#include "http/router.h"
#include "oauth/register_client.h"
#include "oauth/services.h"
#include "store/open.h"
#include "support/fixed_clock.h"

namespace writ::pages::testing {

// One thread's seal over the ledger's keys.
class OneSeal final : public oauth::SealSource {
 public:
  OneSeal(const oauth::MasterKey& master, oauth::Ledger& ledger)
      : master_(master), ledger_(ledger) {}
  [[nodiscard]] oauth::Seal& ForThisThread() override { return *seal_; }
  void Reload() override;

 private:
  oauth::MasterKey master_;
  oauth::Ledger& ledger_;
  std::unique_ptr<oauth::Seal> seal_;
};

// One server with one app and one merchant.
class World {
 public:
  static constexpr std::string_view kRedirect = "https://app.example/callback?from=writ";

  explicit World(bool sandbox, std::string issuer = "http://127.0.0.1:8090");

  // Commits `change` and whatever it needs; fails the test if it is refused.
  oauth::Committed Commit(oauth::Change change);
  oauth::Committed Commit(oauth::Proposal proposal);
  oauth::ClientId AddClient(const oauth::NewClient& client);
  oauth::SubjectId AddMerchant(std::string name, std::string locale);
  // A live consent of the app and `subject`, with a grant that has `scopes`.
  oauth::Committed AddGrant(oauth::SubjectId subject, std::string_view scopes);
  // The address of a fresh one-time link.
  [[nodiscard]] std::string LoginLink(oauth::SubjectId subject);
  // What a code says, proven; fails the test if it is none of ours.
  [[nodiscard]] oauth::CodeClaims ReadCode(std::string_view code);
  // /oauth2/authorize with the parameters of a sound request; `more` is appended.
  [[nodiscard]] std::string Target(std::string_view more = "") const;

  writ::testing::FixedClock clock;
  SystemRandom random;
  std::unique_ptr<store::Store> ledger;
  oauth::MasterKey master{};
  oauth::PublicIds ids{master};
  OneSeal seals;
  oauth::Services services;
  http::Router router;
  oauth::ClientId app = oauth::ClientId::kNone;
  oauth::SubjectId merchant = oauth::SubjectId::kNone;
};

// The names of our cookies where the issuer is the world's.
[[nodiscard]] std::string BrowserCookie(const World& world);
[[nodiscard]] std::string SessionCookie(const World& world);

// Keeps cookies and sends them again, as browsers do.
class Visitor {
 public:
  explicit Visitor(World& world) : world_(world) {}

  http::OwnedResponse Get(std::string_view target, http::Method method = http::Method::kGet);
  http::OwnedResponse Post(std::string_view path, std::string_view form);
  // Answers the consent page `html` with `decision`; `merchant` as shown outside, or the first one.
  http::OwnedResponse Decide(const std::string& html, std::string_view decision,
                             std::optional<std::string> merchant = std::nullopt);

  std::map<std::string, std::string, std::less<>> cookies;
  std::string accept = "text/html";
  std::string accept_language;
  std::string sec_fetch_site;
  std::optional<std::string> origin;  // of POSTs
  std::string host;
  bool tls = false;

 private:
  http::OwnedResponse Send(http::Request request);

  World& world_;
};

// The value of the hidden or first field `name` of a page, decoded; fails the test without one.
[[nodiscard]] std::string Field(const std::string& html, std::string_view name);
// The value of a header, or nothing.
[[nodiscard]] std::optional<std::string> Header(const http::OwnedResponse& response,
                                                std::string_view name);
// The decoded parameter `name` of a response's Location, or nothing.
[[nodiscard]] std::optional<std::string> LocationParameter(const http::OwnedResponse& response,
                                                           std::string_view name);
// `text` as a form's value.
[[nodiscard]] std::string Escape(std::string_view text);
[[nodiscard]] bool Contains(std::string_view text, std::string_view part);

}  // namespace writ::pages::testing
