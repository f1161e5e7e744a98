// The endpoints on many threads at once: what each thread was answered holds for all of them.
#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "world.h"

namespace writ::api {
namespace {

using testing::App;
using testing::Reply;
using testing::World;

// One app's tokens of one merchant.
struct Authorization {
  const App* app = nullptr;
  std::string access;
  std::string refresh;
  std::atomic<bool> ending{false};  // a revocation was sent
  std::atomic<bool> ended{false};   // one was answered
};

// Thread-safe.
class Authorizations {
 public:
  void Add(std::unique_ptr<Authorization> authorization) {
    const std::lock_guard lock(mutex_);
    all_.push_back(std::move(authorization));
  }
  [[nodiscard]] Authorization* Any(std::mt19937_64& dice) {
    const std::lock_guard lock(mutex_);
    return all_.empty() ? nullptr : all_[dice() % all_.size()].get();
  }
  [[nodiscard]] const std::vector<std::unique_ptr<Authorization>>& All() const { return all_; }

 private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<Authorization>> all_;
};

// What one thread does, and what it must be answered.
class Caller {
 public:
  Caller(World& world, Authorizations& known, std::uint64_t seed)
      : world_(world), known_(known), dice_(seed) {}

  void Step() {
    const std::uint64_t throw_of_dice = dice_() % 20;
    if (throw_of_dice == 0) return RotateKey();
    if (throw_of_dice < 5) return Mint();
    Authorization* const authorization = known_.Any(dice_);
    if (authorization == nullptr) return Mint();
    if (throw_of_dice < 12) return Check(*authorization);
    if (throw_of_dice < 16) return Refresh(*authorization);
    if (throw_of_dice < 18) return Revoke(*authorization);
    static_cast<void>(world_.ledger->ListGrants(oauth::GrantId::kNone, 100));
  }

 private:
  void Mint() {
    auto made = std::make_unique<Authorization>();
    made->app = dice_() % 2 == 0 ? &world_.mollie : &world_.rotating;
    const Reply reply =
        world_.PostJson("/_sandbox/tokens",
                        R"({"scope":"payments.read","client_id":")" + made->app->client_id + "\"}");
    ASSERT_EQ(reply.status, 200) << reply.body;
    made->access = reply.Member("access_token").value_or("");
    made->refresh = reply.Member("refresh_token").value_or("");
    known_.Add(std::move(made));
  }

  void Check(Authorization& authorization) {
    const bool ended = authorization.ended;
    const bool active = world_.IsActive(*authorization.app, authorization.access);
    if (ended) {
      EXPECT_FALSE(active) << "its revocation was answered before";
    } else if (!active && authorization.app == &world_.mollie) {
      EXPECT_TRUE(authorization.ending) << "nobody has revoked it";
    }
  }

  // Under oauth21 who comes late with a refresh token ends the authorization.
  void Refresh(Authorization& authorization) {
    const bool ended = authorization.ended;
    const Reply reply = world_.Refresh(*authorization.app, authorization.refresh);
    if (ended) {
      EXPECT_EQ(reply.Error(), "invalid_grant");
    } else if (reply.status != 200 && authorization.app == &world_.mollie) {
      EXPECT_TRUE(authorization.ending) << reply.body;
    }
  }

  void Revoke(Authorization& authorization) {
    authorization.ending = true;
    const Reply reply = world_.Revoke(*authorization.app, authorization.refresh, "refresh_token");
    EXPECT_EQ(reply.status, 204) << reply.body;
    authorization.ended = true;
    EXPECT_FALSE(world_.IsActive(*authorization.app, authorization.access));
  }

  void RotateKey() {
    world_.Commit(oauth::MakeKey{{0, oauth::KeyState::kIssue, world_.clock.Now()}});
    world_.seals.Reload();
  }

  World& world_;
  Authorizations& known_;
  std::mt19937_64 dice_;
};

class Threads : public ::testing::TestWithParam<std::uint64_t> {};

TEST_P(Threads, WhatOneWasAnsweredHoldsForAll) {
  constexpr int kThreads = 4;
  constexpr int kSteps = 120;
  World world(true);
  Authorizations known;
  std::vector<std::thread> threads;
  for (std::uint64_t i = 0; i < kThreads; ++i) {
    threads.emplace_back([&, i] {
      Caller caller(world, known, GetParam() * kThreads + i);
      for (int step = 0; step < kSteps; ++step) caller.Step();
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const auto& authorization : known.All()) {
    if (authorization->app != &world.mollie && !authorization->ended) continue;
    EXPECT_EQ(world.IsActive(*authorization->app, authorization->access), !authorization->ended);
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, Threads, ::testing::Range<std::uint64_t>(1, 6));

}  // namespace
}  // namespace writ::api
