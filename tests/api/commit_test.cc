// Decide, commit, answer: over a committer that refuses.
#include "api/commit.h"

#include <gtest/gtest.h>

#include "support/recording_exchange.h"
#include "world.h"

namespace writ::api {
namespace {

using oauth::CommitFailure;
using testing::World;

class RefusingCommitter final : public oauth::Committer {
 public:
  explicit RefusingCommitter(CommitFailure failure) : failure_(failure) {}

  void Commit(oauth::Proposal /*proposal*/, oauth::DecideAgain /*again*/,
              oauth::CommitCompletion completion) override {
    completion(Fail(failure_));
  }
  bool Writable() const override { return failure_ != CommitFailure::kUnavailable; }

 private:
  CommitFailure failure_;
};

// What became of a client credentials request.
http::OwnedResponse Ask(World& world, CommitFailure failure) {
  RefusingCommitter committer(failure);
  const oauth::Services services{*world.ledger, *world.ledger, committer, world.clock, world.random,
                                 world.seals,   world.ids,     {},        "i",         {},
                                 false};
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
