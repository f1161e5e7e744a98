#include <array>
#include <utility>

#include "player.h"

namespace writ::simulation {

namespace {

constexpr std::array kSomeScopes{"payments.read", "payments.write", "organizations.read",
                                 "refunds.read", "profiles.read"};
// RFC 7636 §4.1: 43 characters at least.
constexpr std::array kVerifiers{"dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
                                "another-verifier-that-is-long-enough-0123456"};

bool OneIn(std::uint32_t die, std::uint32_t n) { return die % n == 0; }

}  // namespace

Scopes Player::SomeScopes(std::uint32_t die) {
  Scopes scopes;
  for (std::size_t i = 0; i < kSomeScopes.size(); ++i) {
    if ((die >> i & 1U) != 0) scopes.insert(kSomeScopes[i]);
  }
  if (scopes.empty()) scopes.insert(kSomeScopes[0]);
  return scopes;
}

// Mostly one of the newest: what is old is mostly dead.
std::string Player::SomeToken(std::uint32_t die, bool refresh) const {
  std::vector<const ModelToken*> some;
  for (const ModelToken& token : model_.tokens) {
    // Half of the time, one that is good for something.
    if (token.refresh == refresh && ((die & 4U) != 0 || model_.IsActive(token))) {
      some.push_back(&token);
    }
  }
  if (some.empty()) return "access_garbage";
  std::size_t range = some.size();
  if (!OneIn(die, 4) && range > 8) range = 8;
  return some[some.size() - 1 - (die >> 3U) % range]->text;
}

int Player::SomeApp(std::uint32_t die) const {
  const int app = 1 + static_cast<int>((die >> 3U) % (apps_.size() - 1));
  if (OneIn(die, 6) || model_.MayAct(app)) return app;
  return 1 + static_cast<int>((die >> 7U) % (apps_.size() - 1));
}

int Player::SomeMerchant(std::uint32_t die) const {
  const int merchant = static_cast<int>((die >> 3U) % merchants_.size());
  const ModelMerchant& model = model_.merchants[Model::At(merchant)];
  if (OneIn(die, 6) || (model.enabled && !model.deleted)) return merchant;
  return static_cast<int>(merchants_.size()) - 1;
}

// Any token, code or nonsense.
std::string Player::SomeText(std::uint32_t die) const {
  if (OneIn(die, 16) && !model_.codes.empty()) return model_.codes.back().text;
  if (die % 16 == 1) return "refresh_4vJq0ZLT8cWJ3m7vDkXyPq1sAbCdEfGhIjKl";
  if (die % 16 == 2 && !model_.tokens.empty()) {
    std::string mangled = model_.tokens[(die >> 4U) % model_.tokens.size()].text;
    mangled.back() = mangled.back() == 'A' ? 'B' : 'A';
    return mangled;
  }
  return SomeToken(die >> 4U, die % 16 < 9);
}

Operation Player::Approve(const Step& step) {
  Operation operation;
  operation.kind = StepKind::kAuthorize;
  // The resource server is an app as well, and calls on its own behalf only.
  operation.app = SomeApp(step.dice[0]);
  operation.code.app = operation.app;
  operation.code.merchant = SomeMerchant(step.dice[1]);
  operation.code.scopes = SomeScopes(step.dice[2]);
  operation.code.second_redirect = OneIn(step.dice[3], 4);
  operation.code.forced = OneIn(step.dice[4], 5);
  if (model_.apps[Model::At(operation.app)].rotates || OneIn(step.dice[5], 3)) {
    operation.code.verifier = kVerifiers[0];
  }
  return operation;
}

Operation Player::Redemption(const Step& step) {
  Operation operation;
  operation.kind = StepKind::kRedeem;
  RedeemRequest& redeem = operation.redeem;
  if (model_.codes.empty() || OneIn(step.dice[0], 20)) {
    redeem.code = SomeText(step.dice[1]);
    operation.app = redeem.app = static_cast<int>(step.dice[2] % model_.apps.size());
    return operation;
  }
  const std::size_t range =
      OneIn(step.dice[0], 5) ? model_.codes.size() : std::min<std::size_t>(4, model_.codes.size());
  const ModelCode& code = model_.codes[model_.codes.size() - 1 - step.dice[1] % range];
  redeem.code = code.text;
  redeem.app =
      OneIn(step.dice[2], 16) ? static_cast<int>(step.dice[3] % model_.apps.size()) : code.app;
  redeem.redirect = !OneIn(step.dice[4], 24);
  redeem.second_redirect = OneIn(step.dice[5], 16) ? !code.second_redirect : code.second_redirect;
  if (!code.verifier.empty()) redeem.verifier = code.verifier;
  if (OneIn(step.dice[6], 16)) redeem.verifier = kVerifiers[1];
  if (step.dice[6] % 16 == 1) redeem.verifier.reset();
  operation.app = redeem.app;
  return operation;
}

Operation Player::Refreshing(const Step& step) {
  Operation operation;
  operation.kind = StepKind::kRefresh;
  operation.refresh.token =
      OneIn(step.dice[0], 16) ? SomeText(step.dice[1]) : SomeToken(step.dice[1], true);
  const ModelToken* token = model_.FindToken(operation.refresh.token);
  operation.app = token != nullptr ? model_.families[Model::At(token->family)].app : 1;
  if (OneIn(step.dice[2], 16)) operation.app = static_cast<int>(step.dice[3] % apps_.size());
  operation.refresh.app = operation.app;
  if (OneIn(step.dice[4], 3)) operation.refresh.scopes = SomeScopes(step.dice[5]);
  if (step.dice[4] % 3 == 1 && token != nullptr) {
    operation.refresh.scopes = {*token->scopes.begin()};
  }
  return operation;
}

Operation Player::Revocation(const Step& step) {
  Operation operation;
  operation.kind = StepKind::kRevoke;
  operation.revoke.token = SomeText(step.dice[0]);
  const ModelToken* token = model_.FindToken(operation.revoke.token);
  operation.app = token != nullptr ? model_.families[Model::At(token->family)].app : 1;
  if (OneIn(step.dice[1], 8)) operation.app = static_cast<int>(step.dice[2] % apps_.size());
  operation.revoke.app = operation.app;
  operation.face = static_cast<int>(step.dice[3] % 3);
  operation.hint = static_cast<int>(step.dice[4] % 4);
  return operation;
}

Operation Player::Cutting(const Step& step) {
  Operation operation;
  operation.kind = StepKind::kCut;
  // The wider, the rarer.
  const std::uint32_t die = step.dice[0] % 24;
  operation.level = die == 0   ? Level::kServer
                    : die < 4  ? Level::kApp
                    : die < 7  ? Level::kMerchant
                    : die < 11 ? Level::kConsent
                               : Level::kFamily;
  operation.app = SomeApp(step.dice[1]);
  operation.merchant = SomeMerchant(step.dice[2]);
  operation.access_only = OneIn(step.dice[3], 2);
  if (!model_.families.empty()) {
    const std::size_t range = std::min<std::size_t>(6, model_.families.size());
    const std::size_t family = model_.families.size() - 1 - step.dice[4] % range;
    if (model_.families[family].grant != oauth::GrantId::kNone &&
        model_.IsLive(model_.families[family])) {
      operation.family = static_cast<int>(family);
    }
  }
  // A cut-off of what is not there is no command.
  if (operation.level == Level::kFamily && operation.family < 0) operation.level = Level::kConsent;
  return operation;
}

void Player::SetApp(int app, bool enabled) {
  const oauth::ClientId id = apps_[Model::At(app)].id;
  oauth::ChangeClient change{machine_.Ledger().FindClient(id).value(),
                             *machine_.Ledger().FindClientProfile(id)};
  change.client.enabled = enabled;
  static_cast<void>(machine_.CommitNow(std::move(change)));
  model_.apps[Model::At(app)].enabled = enabled;
}

// Suspensions of apps come alone: whether an app that was suspended in the middle of its request is
// told so is not said anywhere.
void Player::Suspend(const Step& step) {
  if (OneIn(step.dice[0], 2)) {
    Operation operation;
    operation.kind = StepKind::kSuspend;
    operation.merchant = static_cast<int>(step.dice[1] % merchants_.size());
    const ModelMerchant& merchant = model_.merchants[Model::At(operation.merchant)];
    if (merchant.deleted) return;
    operation.enable = !merchant.enabled || OneIn(step.dice[2], 3);
    return Start(operation, step);
  }
  RunBatch(true);
  const int app = 1 + static_cast<int>(step.dice[1] % (apps_.size() - 1));
  if (machine_.weather != Weather::kFine || model_.apps[Model::At(app)].deleted) return;
  // Whoever is suspended comes back first, so that most can act.
  for (int other = 1; other < static_cast<int>(apps_.size()); ++other) {
    const ModelApp& model = model_.apps[Model::At(other)];
    if (!model.enabled && !model.deleted) return SetApp(other, true);
  }
  SetApp(app, false);
}

void Player::Delete(const Step& step) {
  RunBatch(true);
  if (machine_.weather != Weather::kFine) return;
  if (OneIn(step.dice[0], 2)) {
    const int merchant = static_cast<int>(step.dice[1] % merchants_.size());
    if (model_.merchants[Model::At(merchant)].deleted) return;
    static_cast<void>(machine_.CommitNow(oauth::DeleteSubject{merchants_[Model::At(merchant)]}));
    model_.DeleteMerchant(merchant);
    return AddMerchant();
  }
  const int app = 1 + static_cast<int>(step.dice[1] % (apps_.size() - 1));
  if (model_.apps[Model::At(app)].deleted) return;
  static_cast<void>(machine_.CommitNow(oauth::DeleteClient{apps_[Model::At(app)].id}));
  model_.DeleteApp(app);
  AddApp(model_.apps[Model::At(app)].rotates, false);
}

void Player::MoveClock(const Step& step) {
  RunBatch(true);
  const std::uint32_t die = step.dice[0] % 40;
  std::int64_t by = 1 + step.dice[1] % 12;
  if (die < 8) by = 5 + step.dice[1] % 60;
  if (die == 8) by = 3000 + step.dice[1] % 1200;
  if (die == 9) by = 26L * 3600;
  // A clock that is set back: what was revoked or spent must stay so.
  if (die == 10) by = -static_cast<std::int64_t>(step.dice[1] % 4000);
  PassTime(by);
}

void Player::PassTime(std::int64_t seconds) {
  machine_.clock.Advance(Seconds{seconds});
  model_.now += seconds;
}

void Player::CrashNow(const Step& step) {
  if (machine_.weather == Weather::kFull) return;
  if (machine_.committer.Waiting() == 0) {
    ++facts_.crashes;
    machine_.Restart();
    return CheckTokens(model_.tokens.size());
  }
  const bool before = OneIn(step.dice[0], 2);
  if (before) machine_.weather = Weather::kDiesBeforeWrite;
  machine_.committer.Shuffle(step.dice[1]);
  RunBatch(before);
  machine_.weather = Weather::kFine;
}

// The request that a step stands for; nothing for the steps of another sort.
std::optional<Operation> Player::RequestOf(const Step& step) {
  if (step.kind == StepKind::kAuthorize) return Approve(step);
  if (step.kind == StepKind::kRedeem) return Redemption(step);
  if (step.kind == StepKind::kRefresh) return Refreshing(step);
  if (step.kind == StepKind::kRevoke) return Revocation(step);
  if (step.kind == StepKind::kCut) return Cutting(step);
  Operation operation;
  operation.kind = step.kind;
  operation.app = static_cast<int>(step.dice[0] % apps_.size());
  if (step.kind == StepKind::kClientCredentials) {
    if (OneIn(step.dice[1], 2)) operation.scopes = SomeScopes(step.dice[2]);
    return operation;
  }
  if (step.kind != StepKind::kIntrospect) return std::nullopt;
  operation.token = SomeText(step.dice[1]);
  return operation;
}

void Player::Take(const Step& step) {
  if (std::optional<Operation> operation = RequestOf(step)) {
    operation->wrong_secret = OneIn(step.dice[7], 32);
    operation->in_body = OneIn(step.dice[7] >> 8U, 2);
    return Start(*std::move(operation), step);
  }
  switch (step.kind) {
    case StepKind::kAgain:
      if (!recent_.empty()) Start(recent_[step.dice[0] % recent_.size()], step);
      return;
    case StepKind::kSuspend:
      return Suspend(step);
    case StepKind::kDelete:
      return Delete(step);
    case StepKind::kRun:
      machine_.committer.Shuffle(step.dice[0]);
      return RunBatch(true);
    case StepKind::kClock:
      return MoveClock(step);
    case StepKind::kSlow:
      return PassTime(1 + step.dice[0] % 20);
    case StepKind::kRestart:
      RunBatch(true);
      machine_.Restart();
      return CheckTokens(model_.tokens.size());
    case StepKind::kCrash:
      return CrashNow(step);
    case StepKind::kDisk:
      RunBatch(true);
      machine_.weather = machine_.weather == Weather::kFull || OneIn(step.dice[0], 4)
                             ? Weather::kFine
                             : Weather::kFull;
      return;
    case StepKind::kTidy:
      return machine_.Tidy();
    case StepKind::kKey:
      RunBatch(true);
      if (machine_.weather != Weather::kFine) return;
      machine_.RotateKey();
      ++model_.key;
      return;
    case StepKind::kAuthorize:
    case StepKind::kRedeem:
    case StepKind::kRefresh:
    case StepKind::kClientCredentials:
    case StepKind::kIntrospect:
    case StepKind::kRevoke:
    case StepKind::kCut:
      return;
  }
}

}  // namespace writ::simulation
