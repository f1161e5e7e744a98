// Records for tests of the rules: one app, one merchant, one live authorization between them, at
// sequence 100.
#pragma once

#include <cstdint>
#include <deque>
#include <string_view>

#include "oauth/records/records.h"
#include "oauth/standing.h"
#include "oauth/token/token.h"
#include "support/scopes.h"

namespace writ::oauth::testing {

inline constexpr Instant kNow = FromUnix(1'700'000'000);
inline constexpr ClientId kApp{1};
inline constexpr ClientId kOtherApp{2};
inline constexpr SubjectId kMerchant{1};
inline constexpr GrantId kGrant{7};

constexpr Sequence At(std::uint64_t number) { return static_cast<Sequence>(number); }

// A list that outlives the test, as the store's interned lists do.
inline const ScopeList* Scopes(std::string_view text) {
  static std::deque<ScopeList> interned;
  return &interned.emplace_back(*ParseScope(text));
}

inline Client App(Preset preset = Preset::kMollie) {
  Client client;
  client.id = kApp;
  client.preset = preset;
  client.made_at = client.changed_at = At(1);
  client.scopes.every = true;
  return client;
}

inline Subject Merchant() {
  Subject subject;
  subject.id = kMerchant;
  subject.made_at = subject.changed_at = At(2);
  return subject;
}

inline Consent Yes(const ScopeList* scopes) {
  Consent consent;
  consent.id = ConsentId{3};
  consent.client = kApp;
  consent.subject = kMerchant;
  consent.made_at = consent.changed_at = At(10);
  consent.latest_grant = kGrant;
  consent.scopes = *scopes;
  return consent;
}

inline Grant Authorization(const ScopeList* scopes) {
  Grant grant;
  grant.id = kGrant;
  grant.client = kApp;
  grant.subject = kMerchant;
  grant.consent = ConsentId{3};
  grant.made_at = grant.changed_at = grant.generation_at = At(11);
  grant.made_time = grant.generation_time = kNow - Seconds{1000};
  grant.scopes = *scopes;
  return grant;
}

inline Standing LiveStanding(Preset preset = Preset::kMollie,
                             std::string_view scopes = "payments.read organizations.read") {
  const ScopeList* list = Scopes(scopes);
  return {Server{}, App(preset), Merchant(), Yes(list), Authorization(list)};
}

}  // namespace writ::oauth::testing
