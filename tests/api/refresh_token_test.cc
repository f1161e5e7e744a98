// grant_type=refresh_token at POST /oauth2/tokens, with fixed and with rotating tokens.
#include <gtest/gtest.h>

#include <set>
#include <thread>
#include <vector>

#include "world.h"

namespace writ::api {
namespace {

using testing::Reply;
using testing::Tokens;
using testing::World;

TEST(RefreshToken, AFixedTokenIsAnsweredAgainAndWritesNothing) {
  World world;
  const Tokens tokens = world.Grant(world.mollie);
  const oauth::Sequence before = world.ledger->Known();
  std::set<std::string> access{tokens.access};
  for (int i = 0; i < 3; ++i) {
    const Reply reply = world.Refresh(world.mollie, tokens.refresh);
    ASSERT_EQ(reply.status, 200) << reply.body;
    EXPECT_EQ(reply.Member("refresh_token"), tokens.refresh);
    EXPECT_EQ(reply.Member("scope"), "payments.read organizations.read");
    access.insert(*reply.Member("access_token"));
  }
  EXPECT_EQ(access.size(), 4U);
  for (const std::string& token : access) EXPECT_TRUE(world.IsActive(world.mollie, token));
  EXPECT_EQ(world.ledger->Known(), before);
}

TEST(RefreshToken, AnAskedSubsetNarrowsTheAccessTokenOnly) {
  World world;
  const Tokens tokens = world.Grant(world.mollie);
  const Reply reply = world.Refresh(world.mollie, tokens.refresh, "&scope=organizations.read");
  ASSERT_EQ(reply.status, 200);
  EXPECT_EQ(reply.Member("scope"), "organizations.read");
  EXPECT_EQ(reply.Member("refresh_token"), tokens.refresh);
  EXPECT_EQ(world.Introspect(world.mollie, *reply.Member("access_token")).Member("scope"),
            "organizations.read");
  for (const char* more : {"&scope=orders.read", "&scope=no.such"}) {
    const Reply refused = world.Refresh(world.mollie, tokens.refresh, more);
    EXPECT_EQ(refused.status, 400);
    EXPECT_EQ(refused.Error(), "invalid_scope");
  }
}

TEST(RefreshToken, ARedirectUriMayBeRepeatedButNotInvented) {
  World world;
  const Tokens tokens = world.Grant(world.mollie);
  EXPECT_EQ(world
                .Refresh(world.mollie, tokens.refresh,
                         "&redirect_uri=https%3A%2F%2Fapp.example%2Fcallback")
                .status,
            200);
  const Reply foreign = world.Refresh(world.mollie, tokens.refresh,
                                      "&redirect_uri=https%3A%2F%2Fevil.example%2Fcallback");
  EXPECT_EQ(foreign.status, 400);
  EXPECT_EQ(foreign.Error(), "invalid_grant");
}

TEST(RefreshToken, RefusesWhatIsNoRefreshTokenOfTheClient) {
  World world;
  const Tokens tokens = world.Grant(world.mollie);
  std::string mangled = tokens.refresh;
  mangled[20] = mangled[20] == 'x' ? 'y' : 'x';
  for (const Reply& reply :
       {world.Refresh(world.other, tokens.refresh), world.Refresh(world.mollie, mangled),
        world.Refresh(world.mollie, tokens.access), world.Refresh(world.mollie, "refresh_made_up"),
        world.Refresh(world.mollie, world.Code(world.mollie))}) {
    EXPECT_EQ(reply.status, 400);
    EXPECT_EQ(reply.Error(), "invalid_grant");
    EXPECT_EQ(reply.Member("error_description"), "Invalid refresh token");
  }
  EXPECT_EQ(world.Refresh(world.mollie, tokens.refresh).status, 200);
  const Reply none = world.Post("/oauth2/tokens", "grant_type=refresh_token",
                                {.authorization = world.mollie.Basic()});
  EXPECT_EQ(none.Error(), "invalid_request");
}

TEST(RefreshToken, ARepeatInsideTheWindowGetsTheSameSuccessor) {
  World world;
  const Tokens tokens = world.Grant(world.rotating);
  const Reply first = world.Refresh(world.rotating, tokens.refresh);
  ASSERT_EQ(first.status, 200) << first.body;
  const std::string successor = *first.Member("refresh_token");
  EXPECT_NE(successor, tokens.refresh);
  EXPECT_TRUE(world.IsActive(world.rotating, successor));
  world.base_clock.Advance(Seconds{10});
  const Reply again = world.Refresh(world.rotating, tokens.refresh);
  ASSERT_EQ(again.status, 200) << again.body;
  EXPECT_EQ(again.Member("refresh_token"), successor);
  EXPECT_NE(again.Member("access_token"), first.Member("access_token"));
  EXPECT_TRUE(world.IsActive(world.rotating, *again.Member("access_token")));
}

TEST(RefreshToken, ReuseAfterTheWindowEndsTheGrant) {
  World world;
  const Tokens tokens = world.Grant(world.rotating);
  const Reply first = world.Refresh(world.rotating, tokens.refresh);
  world.base_clock.Advance(Seconds{11});
  const Reply reuse = world.Refresh(world.rotating, tokens.refresh);
  EXPECT_EQ(reuse.status, 400);
  EXPECT_EQ(reuse.Error(), "invalid_grant");
  EXPECT_FALSE(world.IsActive(world.rotating, *first.Member("access_token")));
  EXPECT_EQ(world.Refresh(world.rotating, *first.Member("refresh_token")).Error(), "invalid_grant");
}

TEST(RefreshToken, TheSuccessorsUseClosesTheWindow) {
  World world;
  const Tokens tokens = world.Grant(world.rotating);
  const std::string successor =
      *world.Refresh(world.rotating, tokens.refresh).Member("refresh_token");
  EXPECT_EQ(world.Refresh(world.rotating, successor).status, 200);
  EXPECT_EQ(world.Refresh(world.rotating, tokens.refresh).Error(), "invalid_grant");
}

// Whoever cuts access tokens off does not stop the refresh token, whose next ones know the cut-off.
TEST(RefreshToken, MakesTokensThatKnowEveryCutOffBeforeThem) {
  World world;
  for (const testing::App* app : {&world.mollie, &world.rotating}) {
    const Tokens tokens = world.Grant(*app);
    world.Commit(oauth::CutClient{app->id, oauth::Reach::kAccess, oauth::Cause::kOperator});
    EXPECT_FALSE(world.IsActive(*app, tokens.access));
    const Reply reply = world.Refresh(*app, tokens.refresh);
    EXPECT_TRUE(world.IsActive(*app, *reply.Member("access_token")));
    EXPECT_TRUE(world.IsActive(*app, world.Grant(*app).access));
    const Reply own = world.Post("/oauth2/tokens", "grant_type=client_credentials",
                                 {.authorization = app->Basic()});
    EXPECT_TRUE(world.IsActive(*app, *own.Member("access_token")));
  }
}

// 64 at once on a committer of its own: one generation is made, and everybody gets its token.
TEST(RefreshToken, ParallelRotationsHaveOneWinner) {
  World world(true);
  const Tokens tokens = world.Grant(world.rotating);
  const oauth::Sequence before = world.ledger->Known();
  std::vector<Reply> replies(64);
  std::vector<std::thread> threads;
  for (Reply& reply : replies) {
    threads.emplace_back(
        [&world, &tokens, &reply] { reply = world.Refresh(world.rotating, tokens.refresh); });
  }
  for (std::thread& thread : threads) thread.join();
  std::set<std::string> refresh;
  std::set<std::string> access;
  for (const Reply& reply : replies) {
    ASSERT_EQ(reply.status, 200) << reply.body;
    refresh.insert(*reply.Member("refresh_token"));
    access.insert(*reply.Member("access_token"));
    EXPECT_TRUE(world.IsActive(world.rotating, *reply.Member("access_token")));
  }
  EXPECT_EQ(refresh.size(), 1U);
  EXPECT_EQ(access.size(), replies.size());
  EXPECT_EQ(Number(world.ledger->Known()), Number(before) + 1);
}

}  // namespace
}  // namespace writ::api
