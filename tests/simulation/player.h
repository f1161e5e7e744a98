// Plays steps against the machine and the model at once, and compares.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "machine.h"
#include "model.h"
#include "step.h"

namespace writ::simulation {

// One request or operator's command, from its start to its answer.
struct Operation {
  StepKind kind = StepKind::kRun;
  int app = 0;
  bool wrong_secret = false;
  bool in_body = false;  // the credentials
  RedeemRequest redeem;
  RefreshRequest refresh;
  RevokeRequest revoke;
  int face = 0;  // of a revocation: DELETE, /oauth2/revoke, /oauth2/tokens
  int hint = 0;
  Scopes scopes;
  std::string token;  // to introspect
  ModelCode code;     // to approve
  bool with_challenge = false;
  // An operator's.
  Level level = Level::kServer;
  int merchant = 0;
  int family = -1;
  bool access_only = false;
  bool enable = false;
  // As judged when it was last decided.
  std::int64_t judged_at = 0;
  bool authenticated = false;
  bool ended_before = false;
  int ends_family = -1;
  std::shared_ptr<Call> call;
};

struct PlayerFacts {
  std::size_t requests = 0;
  std::size_t checks = 0;  // introspections of a known token
  std::size_t crashes = 0;
  std::size_t batches = 0;
  std::map<std::string, std::size_t> answers;  // by request and status
};

class Player {
 public:
  // `trace`: every answer is printed as it comes.
  Player(std::uint64_t seed, const std::string& folder, bool trace);

  // Why the run is wrong and at which step, or nothing.
  [[nodiscard]] std::optional<std::string> Play(std::span<const Step> steps);
  [[nodiscard]] const PlayerFacts& Facts() const { return facts_; }

 private:
  struct App {
    oauth::ClientId id = oauth::ClientId::kNone;
    std::string client_id;
    std::string secret;
  };

  void AddApp(bool rotates, bool resource_server);
  void AddMerchant();

  // player_steps.cc: what a step means in the present state.
  void Take(const Step& step);
  [[nodiscard]] std::optional<Operation> RequestOf(const Step& step);
  void Start(Operation operation, const Step& step);
  [[nodiscard]] Operation Approve(const Step& step);
  [[nodiscard]] Operation Redemption(const Step& step);
  [[nodiscard]] Operation Refreshing(const Step& step);
  [[nodiscard]] Operation Revocation(const Step& step);
  [[nodiscard]] Operation Cutting(const Step& step);
  void Suspend(const Step& step);
  void Delete(const Step& step);
  void MoveClock(const Step& step);
  void PassTime(std::int64_t seconds);
  void CrashNow(const Step& step);
  void SetApp(int app, bool enabled);
  [[nodiscard]] int SomeApp(std::uint32_t die) const;
  [[nodiscard]] int SomeMerchant(std::uint32_t die) const;
  [[nodiscard]] std::string SomeToken(std::uint32_t die, bool refresh) const;
  [[nodiscard]] std::string SomeText(std::uint32_t die) const;
  [[nodiscard]] static Scopes SomeScopes(std::uint32_t die);

  // player_wire.cc: requests and answers as bytes.
  [[nodiscard]] std::shared_ptr<Call> Render(const Operation& operation) const;
  [[nodiscard]] std::string Credentials(const Operation& operation, Call& call) const;
  void Compare(const Operation& operation, const ModelAnswer& expected);
  void CompareTokens(const Operation& operation, const ModelAnswer& expected);
  void CompareIntrospection(const std::string& token, const ModelAnswer& expected,
                            const http::OwnedResponse& answer);

  // player.cc
  void Judge(Operation& operation) const;
  void Propose(const Operation& operation, int tag);
  void RunBatch(bool answers_arrive);
  void SettleBatch(const std::vector<Fate>& fates, bool answers_arrive);
  void Settle(Operation& operation, const Fate* fate, bool answer_arrives);
  [[nodiscard]] ModelAnswer Happen(Operation& operation);
  void CheckTokens(std::size_t newest);
  void Violate(const std::string& what);
  void Trace(const Operation& operation, const Fate* fate) const;

  const bool trace_;
  Machine machine_;
  Model model_;
  std::vector<App> apps_;
  std::vector<oauth::SubjectId> merchants_;
  std::map<int, Operation> waiting_;
  std::vector<Operation> recent_;
  int next_tag_ = 0;
  std::optional<std::string> violation_;
  std::string at_;  // the step
  PlayerFacts facts_;
};

}  // namespace writ::simulation
