#include "player.h"

#include <algorithm>
#include <cstdio>
#include <utility>

#include "oauth/register_client.h"
#include "support/scopes.h"

namespace writ::simulation {

namespace {

constexpr std::size_t kChecksEvery = 16;
constexpr std::size_t kCheckedAfterEnding = 24;

}  // namespace

Player::Player(std::uint64_t seed, const std::string& folder, bool trace)
    : trace_(trace), machine_(seed, folder) {
  model_.now = ToUnix(machine_.clock.Now());
  for (const auto& scope : catalogue::Mollie()->All()) model_.all_scopes.insert(scope->name);
  AddApp(false, true);
  AddApp(false, false);
  AddApp(true, false);
  AddApp(false, false);
  AddApp(true, false);
  for (int i = 0; i < 3; ++i) AddMerchant();
}

void Player::AddApp(bool rotates, bool resource_server) {
  App app;
  app.secret = machine_.ids.DeriveSecret("app " + std::to_string(apps_.size()));
  oauth::NewClient client;
  client.scopes.every = true;
  client.name = "Ledger Lines";
  client.redirect_uris = {"https://app.example/callback", "https://app.example/second"};
  client.preset = rotates ? oauth::Preset::kOauth21 : oauth::Preset::kMollie;
  client.settings.resource_server = resource_server;
  auto change = oauth::RegisterClient(client, machine_.ids.HashSecret(app.secret),
                                      machine_.random.Bytes<16>());
  app.id = machine_.CommitNow(*std::move(change)).client;
  app.client_id = machine_.ids.Show(app.id);
  apps_.push_back(app);
  ModelApp model;
  model.rotates = rotates;
  model.resource_server = resource_server;
  model_.apps.push_back(model);
}

void Player::AddMerchant() {
  oauth::MakeSubject change;
  change.subject.seal_secret = machine_.random.Bytes<16>();
  change.profile.name = "Fietsenwinkel De Ketting";
  change.profile.locale = "nl_NL";
  merchants_.push_back(machine_.CommitNow(std::move(change)).subject);
  model_.merchants.emplace_back();
}

void Player::Violate(const std::string& what) {
  if (!violation_) violation_ = at_ + ": " + what;
}

std::optional<std::string> Player::Play(std::span<const Step> steps) {
  std::size_t played = 0;
  for (const Step& step : steps) {
    at_ = "step " + std::to_string(step.number) + " (" + std::string(NameOf(step.kind)) + ")";
    try {
      Take(step);
    } catch (const Crash&) {
      Violate("the process died where it should not write");
    }
    if (!machine_.facts.violation.empty()) Violate(machine_.facts.violation);
    if (++played % kChecksEvery == 0) CheckTokens(model_.tokens.size());
    if (violation_) return violation_;
  }
  at_ = "the end";
  machine_.weather = Weather::kFine;
  RunBatch(true);
  machine_.Restart();
  CheckTokens(model_.tokens.size());
  std::vector<std::string> secrets;
  for (const ModelToken& token : model_.tokens) secrets.push_back(token.text);
  for (const ModelCode& code : model_.codes) secrets.push_back(code.text);
  for (const App& app : apps_) secrets.push_back(app.secret);
  if (machine_.Holds(secrets)) Violate("a token, code or secret stands in the store");
  return violation_;
}

// What the rules look at when they decide, as far as the commit does not look again.
void Player::Judge(Operation& operation) const {
  operation.judged_at = model_.now;
  operation.authenticated = !operation.wrong_secret && model_.MayAct(operation.app);
  operation.ends_family = -1;
  if (operation.kind == StepKind::kRedeem) {
    operation.ends_family = model_.FamilyEndedByReplay(operation.redeem);
  } else if (operation.kind == StepKind::kRefresh) {
    operation.ends_family = model_.FamilyEndedByReuse(operation.refresh);
  } else if (operation.kind == StepKind::kRevoke) {
    operation.ended_before = model_.IsEnded(operation.revoke);
  }
}

void Player::Start(Operation operation, const Step& step) {
  const int tag = next_tag_++;
  Judge(operation);
  waiting_[tag] = operation;
  if (operation.kind == StepKind::kCut || operation.kind == StepKind::kSuspend) {
    Propose(operation, tag);
  } else {
    recent_.push_back(operation);
    if (recent_.size() > 6) recent_.erase(recent_.begin());
    waiting_[tag].call = Render(operation);
    ++facts_.requests;
    machine_.Send(waiting_[tag].call, tag);
  }
  if (waiting_[tag].call && waiting_[tag].call->answer) {
    Settle(waiting_[tag], nullptr, true);
    waiting_.erase(tag);
  }
  // Half of the requests overlap with the next ones; few enough wait that none can conflict eight
  // times.
  if (step.dice[9] % 2 == 0 || waiting_.size() >= 5) {
    machine_.committer.Shuffle(step.dice[8]);
    RunBatch(true);
  }
}

void Player::Propose(const Operation& operation, int tag) {
  const auto reach = operation.access_only ? oauth::Reach::kAccess : oauth::Reach::kAll;
  const auto cause = oauth::Cause::kOperator;
  oauth::Proposal proposal;
  auto& changes = proposal.changes;
  const oauth::ClientId client = apps_[Model::At(operation.app)].id;
  const oauth::SubjectId subject = merchants_[Model::At(operation.merchant)];
  if (operation.kind == StepKind::kSuspend) {
    oauth::ChangeSubject change{machine_.Ledger().FindSubject(subject).value(),
                                *machine_.Ledger().FindSubjectProfile(subject)};
    change.subject.enabled = operation.enable;
    changes.emplace_back(change);
  } else if (operation.level == Level::kServer) {
    changes.emplace_back(oauth::CutServer{reach, cause});
  } else if (operation.level == Level::kApp) {
    changes.emplace_back(oauth::CutClient{client, reach, cause});
  } else if (operation.level == Level::kMerchant) {
    changes.emplace_back(oauth::CutSubject{subject, reach, cause});
  } else if (operation.level == Level::kConsent) {
    const auto consent = machine_.Ledger().FindConsent(client, subject);
    if (consent) changes.emplace_back(oauth::CutConsent{consent->id, reach, cause});
  } else if (operation.family >= 0) {
    const oauth::GrantId grant = model_.families[Model::At(operation.family)].grant;
    if (operation.access_only) {
      changes.emplace_back(oauth::CutGrantAccess{grant, cause});
    } else {
      changes.emplace_back(oauth::EndGrant{grant, cause});
    }
  }
  if (changes.empty()) {
    waiting_.erase(tag);
    return;
  }
  machine_.Propose(std::move(proposal), tag);
}

void Player::RunBatch(bool answers_arrive) {
  // What met a conflict waits again: it ends, since every batch commits something.
  for (int rounds = 0; machine_.committer.Waiting() != 0; ++rounds) {
    if (rounds > 12) return Violate("a request meets conflicts without end");
    ++facts_.batches;
    bool died = false;
    try {
      machine_.committer.RunBatch(answers_arrive);
    } catch (const Crash&) {
      died = true;
    }
    SettleBatch(machine_.committer.TakeFates(), answers_arrive);
    if (!died && answers_arrive) continue;
    ++facts_.crashes;
    waiting_.clear();
    machine_.Restart();
    CheckTokens(model_.tokens.size());
    return;
  }
}

void Player::SettleBatch(const std::vector<Fate>& fates, bool answers_arrive) {
  // What was committed happened in the batch's order; what met a conflict was decided anew, on what
  // the whole batch left.
  bool ended = false;
  for (const bool committed : {true, false}) {
    for (const Fate& fate : fates) {
      const auto found = waiting_.find(fate.tag);
      if (fate.committed != committed || found == waiting_.end()) continue;
      Operation& operation = found->second;
      if (!committed && !fate.refused && operation.call && !operation.call->answer) {
        Judge(operation);
        continue;
      }
      if (!committed) operation.judged_at = model_.now;
      ended = ended || operation.kind == StepKind::kRevoke || operation.kind == StepKind::kCut;
      Settle(operation, &fate, answers_arrive);
      waiting_.erase(found);
    }
  }
  if (ended && answers_arrive) CheckTokens(kCheckedAfterEnding);
}

ModelAnswer Player::Happen(Operation& operation) {
  ModelAnswer refused;
  refused.status = 400;
  refused.error = "invalid_grant";
  // A replay ends what it was judged to end, whatever happened in between.
  if (operation.ends_family >= 0) {
    model_.EndFamily(operation.ends_family);
    return refused;
  }
  switch (operation.kind) {
    case StepKind::kRedeem:
      return model_.Redeem(operation.redeem);
    case StepKind::kRefresh:
      return model_.Refresh(operation.refresh);
    case StepKind::kClientCredentials:
      return model_.ClientCredentials(operation.app, operation.scopes);
    case StepKind::kIntrospect:
      return model_.Introspect(operation.app, operation.token);
    case StepKind::kRevoke:
      return model_.Revoke(operation.revoke, operation.ended_before);
    case StepKind::kCut:
      model_.Cut(operation.level, operation.app, operation.merchant, operation.family,
                 operation.access_only);
      return {};
    case StepKind::kSuspend:
      model_.merchants[Model::At(operation.merchant)].enabled = operation.enable;
      return {};
    case StepKind::kAuthorize:
    case StepKind::kDelete:
    case StepKind::kAgain:
    case StepKind::kRun:
    case StepKind::kClock:
    case StepKind::kSlow:
    case StepKind::kRestart:
    case StepKind::kCrash:
    case StepKind::kDisk:
    case StepKind::kTidy:
    case StepKind::kKey:
      break;
  }
  return {};
}

void Player::Trace(const Operation& operation, const Fate* fate) const {
  if (!trace_) return;
  std::printf("%s: %s of app %d, merchant %d%s%s → %s\n", at_.c_str(),
              std::string(NameOf(operation.kind)).c_str(), operation.app,
              operation.kind == StepKind::kAuthorize ? operation.code.merchant : operation.merchant,
              operation.code.forced ? ", forced" : "",
              fate == nullptr   ? ", no write"
              : fate->committed ? ", committed"
              : fate->refused   ? ", refused"
                                : ", decided again",
              operation.call && operation.call->answer ? operation.call->answer->body.c_str() : "");
  const ModelCode* code = model_.FindCode(operation.redeem.code);
  if (operation.kind != StepKind::kRedeem || code == nullptr) return;
  std::printf("  its code, for merchant %d,%s%s%s ends with %s\n", code->merchant,
              code->forced ? " forced," : "", code->dead ? " dead," : "",
              code->spent ? " spent," : "", code->text.substr(code->text.size() - 6).c_str());
}

void Player::Settle(Operation& operation, const Fate* fate, bool answer_arrives) {
  Trace(operation, fate);
  if (fate != nullptr && fate->refused) {
    if (machine_.weather != Weather::kFull) Violate("a commit was refused by a good disk");
    if (operation.call && (!operation.call->answer || operation.call->answer->status != 503)) {
      Violate("the store could not write and the answer is not 503");
    }
    if (operation.call) ++facts_.answers[std::string(NameOf(operation.kind)) + " 503"];
    return;
  }
  // Invariant 6: a revocation is one small change.
  if (fate != nullptr && fate->committed && operation.kind == StepKind::kRevoke &&
      fate->changes != 1) {
    Violate("a revocation made " + std::to_string(fate->changes) + " changes");
  }
  if (operation.call && !operation.authenticated && operation.kind != StepKind::kAuthorize) {
    ModelAnswer expected;
    expected.status = 401;
    expected.error = "invalid_client";
    return Compare(operation, expected);
  }
  if (operation.kind == StepKind::kRevoke && operation.face == 0 && operation.hint == 3) {
    ModelAnswer expected;
    expected.status = 400;
    expected.error = "invalid_request";
    return Compare(operation, expected);
  }
  // The rules saw the time at which they decided, the answer's tokens are of the time of the
  // answer.
  const std::int64_t now = std::exchange(model_.now, operation.judged_at);
  const ModelAnswer expected = Happen(operation);
  model_.now = now;
  if (fate != nullptr && fate->committed && expected.family >= 0) {
    ModelFamily& family = model_.families[Model::At(expected.family)];
    if (family.grant == oauth::GrantId::kNone) family.grant = fate->grant;
  }
  if (operation.call && answer_arrives) Compare(operation, expected);
}

void Player::CheckTokens(std::size_t newest) {
  const std::size_t count = model_.tokens.size();
  for (std::size_t i = count - std::min(newest, count); i < count; ++i) {
    Operation operation;
    operation.kind = StepKind::kIntrospect;
    operation.app = 0;
    operation.token = model_.tokens[i].text;
    operation.call = Render(operation);
    machine_.Send(operation.call, -1);
    ++facts_.checks;
    Compare(operation, model_.Introspect(0, operation.token));
    if (violation_) return;
  }
}

}  // namespace writ::simulation
