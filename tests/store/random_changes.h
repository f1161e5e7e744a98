// Random proposals over what a ledger holds, and all that it shows, as text to compare.
#pragma once

#include <random>
#include <sstream>
#include <string>

#include "store/bench.h"
#include "support/scopes.h"

namespace writ::store {

// Mostly sensible, sometimes not: some proposals conflict.
class RandomChanges {
 public:
  explicit RandomChanges(std::uint64_t seed) : engine_(seed) {}

  oauth::Proposal Next() {
    oauth::Proposal proposal;
    const unsigned count = 1 + Below(3);
    for (unsigned i = 0; i < count; ++i) proposal.changes.push_back(Change());
    return proposal;
  }

  unsigned Below(unsigned bound) { return static_cast<unsigned>(engine_() % bound); }

 private:
  oauth::ClientId Client() { return oauth::ClientId{1 + Below(4)}; }
  oauth::SubjectId Subject() { return oauth::SubjectId{1 + Below(8)}; }
  oauth::GrantId Grant() { return oauth::GrantId{1 + Below(30)}; }
  oauth::Reach Reach() { return Below(2) == 0 ? oauth::Reach::kAll : oauth::Reach::kAccess; }
  Instant Time() { return FromUnix(1'700'000'000 + Below(100'000)); }
  std::string_view SomeScopes() {
    constexpr std::array<std::string_view, 4> kScopes{"payments.read", "refunds.read payments.read",
                                                      "payments.read refunds.write", ""};
    return kScopes.at(Below(kScopes.size()));
  }

  oauth::Change Change() {
    const auto cause = static_cast<oauth::Cause>(1 + Below(6));
    switch (Below(24)) {
      case 0:
        return AClient("client " + std::to_string(Below(100)));
      case 1:
        return ASubject("subject " + std::to_string(Below(100)));
      case 2: {
        oauth::ChangeClient change{AClient().client, AClient("changed").profile};
        change.client.id = Client();
        change.client.enabled = Below(4) != 0;
        change.client.rotation_grace = Below(2) != 0 ? Seconds{Below(100)} : oauth::kUntilUsed;
        change.client.secret_count = static_cast<std::uint8_t>(Below(3));
        change.client.secrets[1].fill(static_cast<std::uint8_t>(Below(256)));
        return change;
      }
      case 3:
        return ADisabledSubject(Subject(), "changed");
      case 4:
        return Below(8) == 0 ? oauth::Change(oauth::DeleteClient{Client()})
                             : oauth::Change(oauth::CutClient{Client(), Reach(), cause});
      case 5:
        if (Below(8) == 0) return oauth::DeleteSubject{Subject()};
        if (Below(3) == 0) {
          oauth::SealSecret fresh{};
          fresh.fill(static_cast<std::uint8_t>(1 + Below(255)));
          return oauth::EndSessions{Subject(), fresh, cause};
        }
        return oauth::CutSubject{Subject(), Reach(), cause};
      case 6:
      case 7:
      case 8:
        return oauth::GiveConsent{Client(), Subject(), Scopes(SomeScopes()), Time()};
      case 9:
      case 10:
      case 11: {
        oauth::MakeGrant make = AGrant(Client(), Subject(), SomeScopes());
        make.grant.expires = Below(2) == 0 ? Instant{} : Time();
        return make;
      }
      case 12: {
        oauth::MakeGrant make = AGrant(Client(), oauth::SubjectId::kNone, SomeScopes());
        make.grant.kind = oauth::GrantKind::kClientCredentials;
        return make;
      }
      case 13:
        return oauth::WidenGrant{Grant(), Scopes("payments.read balances.read")};
      case 14:
        return oauth::EndGrant{Grant(), cause};
      case 15:
      case 16:
        return oauth::RotateGrant{Grant(), Below(1000), Time()};
      case 17:
        return oauth::SpendCode{{oauth::CodeSerial{1 + engine_() % (1U << 20U)}, Client(), Grant(),
                                 Below(2) == 0, Time(), Time()}};
      case 18:
      case 19:
        return oauth::RevokeAccessToken{{Grant(), oauth::TokenSerial{1 + Below(50)}, Time()}};
      case 20:
        return oauth::CutConsent{oauth::ConsentId{1 + Below(20)}, Reach(), cause};
      case 21:
        return oauth::CutGrantAccess{Grant(), cause};
      case 22:
        return Below(4) == 0 ? oauth::Change(oauth::MakeKey{})
                             : oauth::Change(oauth::CutServer{Reach(), cause});
      default:
        return oauth::AdvanceClock{Seconds{Below(1000)}};
    }
  }

  std::mt19937_64 engine_;
};

// A text that differs whenever anything that a reader can see differs.
class Picture {
 public:
  explicit Picture(const Store& ledger) : ledger_(ledger) {
    Server();
    for (const auto id : ledger.ListClients(oauth::ClientId::kNone, 1'000'000)) Add(id);
    for (const auto id : ledger.ListSubjects(oauth::SubjectId::kNone, 1'000'000)) Add(id);
    for (std::uint32_t id = 1; id < 1'000; ++id) Add(oauth::ConsentId{id});
    for (const auto id : ledger.ListGrants(oauth::GrantId::kNone, 1'000'000)) Add(id);
  }
  [[nodiscard]] std::string Text() const { return out_.str(); }

 private:
  template <typename... Values>
  void Line(const char* kind, Values... values) {
    out_ << kind;
    ((out_ << ' ' << values), ...);
    out_ << '\n';
  }
  static std::string Hex(std::span<const std::uint8_t> bytes) {
    std::string text;
    for (const std::uint8_t byte : bytes) text += std::to_string(byte) + ",";
    return text;
  }
  static std::string Cut(const oauth::CutOffs& cut) {
    return std::to_string(oauth::Number(cut.all)) + "/" + std::to_string(oauth::Number(cut.access));
  }
  static std::string List(const std::optional<oauth::ScopeList>& list) {
    return "[" + oauth::FormatScope(list->Set(), *list) + "]";
  }

  void Server() {
    const auto server = ledger_.FindServer();
    Line("server", Cut(server.cut), server.incarnation, server.clock_offset.count(),
         oauth::Number(ledger_.Known()));
    for (const auto& key : ledger_.Keys()) {
      Line("key", int{key.id}, oauth::NameOf(key.state), ToUnix(key.made_time));
    }
  }
  void Add(oauth::ClientId id) {
    const auto client = ledger_.FindClient(id).value();
    const auto profile = ledger_.FindClientProfile(id);
    Line("client", oauth::Number(client.id), oauth::NameOf(client.preset), client.enabled,
         client.deleted, client.resource_server, client.any_loopback_redirect, Cut(client.cut),
         oauth::Number(client.made_at), oauth::Number(client.changed_at),
         oauth::Number(client.self_grant), int{client.secret_count}, client.rotation_grace.count(),
         Hex(client.secrets[0]), Hex(client.secrets[1]), Hex(client.seal_secret),
         oauth::FormatScope(client.scopes.Of(oauth::AllScopes())), profile->name);
    for (const auto& uri : profile->redirect_uris) Line("uri", uri);
  }
  void Add(oauth::SubjectId id) {
    const auto subject = ledger_.FindSubject(id).value();
    const auto profile = ledger_.FindSubjectProfile(id);
    Line("subject", oauth::Number(subject.id), subject.enabled, subject.deleted, Cut(subject.cut),
         oauth::Number(subject.made_at), oauth::Number(subject.changed_at),
         Hex(subject.seal_secret), profile->name, profile->email, profile->locale);
    for (const auto consent : ledger_.ListConsentsOf(id)) Line("of", oauth::Number(consent));
  }
  void Add(oauth::ConsentId id) {
    const auto consent = ledger_.FindConsent(id);
    if (!consent) return;
    const auto by_pair = ledger_.FindConsent(consent->client, consent->subject);
    Line("consent", oauth::Number(id), oauth::Number(consent->client),
         oauth::Number(consent->subject), Cut(consent->cut), oauth::Number(consent->made_at),
         oauth::Number(consent->changed_at), ToUnix(consent->made_time),
         oauth::Number(consent->latest_grant), List(consent->scopes),
         by_pair && by_pair->id == id ? "indexed" : "LOST");
  }
  void Add(oauth::GrantId id) {
    const auto grant = ledger_.FindGrant(id).value();
    Line("grant", oauth::Number(grant.id), static_cast<int>(grant.kind),
         oauth::Number(grant.client), oauth::Number(grant.subject), oauth::Number(grant.consent),
         Hex(grant.secret), oauth::Number(grant.made_at), oauth::Number(grant.changed_at),
         ToUnix(grant.made_time), ToUnix(grant.expires), oauth::Number(grant.ended_at),
         oauth::NameOf(grant.end_cause), oauth::Number(grant.access_cut), grant.generation,
         oauth::Number(grant.generation_at), ToUnix(grant.generation_time),
         oauth::Number(grant.older_in_consent), List(grant.scopes));
    for (std::uint64_t serial = 1; serial <= 50; ++serial) {
      if (ledger_.IsRevoked(id, oauth::TokenSerial{serial})) Line("revoked", serial);
    }
  }

  const Store& ledger_;
  std::ostringstream out_;
};

}  // namespace writ::store
