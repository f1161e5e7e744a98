// Decide, commit, answer: over a ledger that refuses.
#include "api/commit.h"

#include <gtest/gtest.h>

#include "support/recording_exchange.h"
#include "world.h"

namespace writ::api {
namespace {

using oauth::CommitFailure;
using testing::World;

// Refuses every commit.
class RefusingLedger final : public oauth::Ledger {
 public:
  RefusingLedger(oauth::Ledger& ledger, CommitFailure failure)
      : ledger_(ledger), failure_(failure) {}

  oauth::Sequence Known() const override { return ledger_.Known(); }
  oauth::Server FindServer() const override { return ledger_.FindServer(); }
  oauth::Catalogue::Pointer FindCatalogue() const override { return ledger_.FindCatalogue(); }
  const oauth::ScopeNames& NamesOfScopes() const override { return ledger_.NamesOfScopes(); }
  std::optional<oauth::Client> FindClient(oauth::ClientId id) const override {
    return ledger_.FindClient(id);
  }
  std::shared_ptr<const oauth::ClientProfile> FindClientProfile(oauth::ClientId id) const override {
    return ledger_.FindClientProfile(id);
  }
  std::optional<oauth::Subject> FindSubject(oauth::SubjectId id) const override {
    return ledger_.FindSubject(id);
  }
  std::shared_ptr<const oauth::SubjectProfile> FindSubjectProfile(
      oauth::SubjectId id) const override {
    return ledger_.FindSubjectProfile(id);
  }
  std::optional<oauth::Consent> FindConsent(oauth::ClientId client,
                                            oauth::SubjectId subject) const override {
    return ledger_.FindConsent(client, subject);
  }
  std::optional<oauth::Consent> FindConsent(oauth::ConsentId id) const override {
    return ledger_.FindConsent(id);
  }
  std::optional<oauth::Grant> FindGrant(oauth::GrantId id) const override {
    return ledger_.FindGrant(id);
  }
  std::optional<oauth::SpentCode> FindSpentCode(oauth::CodeSerial serial) const override {
    return ledger_.FindSpentCode(serial);
  }
  bool IsRevoked(oauth::GrantId grant, oauth::TokenSerial serial) const override {
    return ledger_.IsRevoked(grant, serial);
  }
  std::vector<oauth::Key> Keys() const override { return ledger_.Keys(); }
  std::vector<oauth::ClientId> ListClients(oauth::ClientId after,
                                           std::size_t limit) const override {
    return ledger_.ListClients(after, limit);
  }
  std::vector<oauth::SubjectId> ListSubjects(oauth::SubjectId after,
                                             std::size_t limit) const override {
    return ledger_.ListSubjects(after, limit);
  }
  std::vector<oauth::GrantId> ListGrants(oauth::GrantId after, std::size_t limit) const override {
    return ledger_.ListGrants(after, limit);
  }
  std::vector<oauth::ConsentId> ListConsentsOf(oauth::SubjectId subject) const override {
    return ledger_.ListConsentsOf(subject);
  }
  bool Writable() const override { return ledger_.Writable(); }
  using oauth::Ledger::Commit;
  void Commit(oauth::Proposal /*proposal*/, oauth::DecideAgain /*again*/,
              oauth::CommitCompletion completion) override {
    completion(Fail(failure_));
  }

 private:
  oauth::Ledger& ledger_;
  CommitFailure failure_;
};

// What became of a client credentials request.
http::OwnedResponse Ask(World& world, CommitFailure failure) {
  RefusingLedger ledger(*world.ledger, failure);
  const oauth::Services services{ledger, world.clock, world.random, world.seals, world.ids,
                                 {},     "i",         {},           false};
  http::Router router(OAuthRoutes(services), Face);
  const std::string basic = world.mollie.Basic();
  http::Request request;
  request.method = http::Method::kPost;
  request.path = "/oauth2/tokens";
  request.headers[http::Header::kContentType] = testing::kForm;
  request.body = "grant_type=client_credentials";
  request.headers[http::Header::kAuthorization] = basic;
  writ::testing::RecordingExchange exchange(request);
  router.Handle(exchange);
  return exchange.Take();
}

TEST(Commit, AStoreThatCannotWriteIs503) {
  World world;
  const http::OwnedResponse response = Ask(world, CommitFailure::kUnavailable);
  EXPECT_EQ(response.status, 503);
  EXPECT_NE(response.headers.find("Retry-After: 1\r\n"), std::string::npos);
  EXPECT_NE(response.body.find("The store cannot write now"), std::string::npos);
}

// Nothing is wrong with the store then, and nobody is told so.
TEST(Commit, LosingToOthersIs503WithASentenceOfItsOwn) {
  World world;
  const http::OwnedResponse response = Ask(world, CommitFailure::kContended);
  EXPECT_EQ(response.status, 503);
  EXPECT_NE(response.headers.find("Retry-After: 1\r\n"), std::string::npos);
  EXPECT_NE(response.body.find("Too many others"), std::string::npos);
}

}  // namespace
}  // namespace writ::api
