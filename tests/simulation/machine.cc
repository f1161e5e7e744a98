#include "machine.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "api/oauth2/routes.h"
#include "api/respond.h"
#include "api/sandbox/routes.h"
#include "api/v2/routes.h"
#include "store/sqlite/sqlite_medium.h"
#include "support/store_key.h"

namespace writ::simulation {

namespace {

class Owed final : public http::Deferred::State {
 public:
  explicit Owed(std::shared_ptr<Call> call) : call_(std::move(call)) {}
  void Answer(http::OwnedResponse response) override { call_->answer = std::move(response); }

 private:
  std::shared_ptr<Call> call_;
};

class SimulatedExchange final : public http::Exchange {
 public:
  explicit SimulatedExchange(std::shared_ptr<Call> call) : call_(std::move(call)) {}
  [[nodiscard]] const http::Request& GetRequest() const override { return call_->request; }
  void Answer(const http::Response& response) override {
    call_->answer = http::OwnedResponse{response.status, std::string(response.content_type),
                                        std::string(response.headers), std::string(response.body)};
  }
  [[nodiscard]] http::Deferred Defer() override {
    return http::Deferred(std::make_unique<Owed>(call_));
  }

 private:
  std::shared_ptr<Call> call_;
};

std::vector<http::Route> AllRoutes(const oauth::Services& services) {
  std::vector<http::Route> routes = api::OAuthRoutes(services);
  for (http::Route& route : api::V2Routes(services)) routes.push_back(std::move(route));
  for (http::Route& route : api::SandboxRoutes(services, {})) routes.push_back(std::move(route));
  return routes;
}

}  // namespace

void QueueingCommitter::Commit(oauth::Proposal proposal, oauth::DecideAgain again,
                               oauth::CommitCompletion completion) {
  const auto changes = std::make_shared<std::size_t>(proposal.changes.size());
  store::PendingCommit pending;
  pending.proposal = std::move(proposal);
  if (again) {
    pending.again = [this, tag = tag_, changes, again = std::move(again)] {
      oauth::Proposal decided = again();
      *changes = decided.changes.size();
      if (!decided.Empty()) decided_again_.push_back({tag, {}, changes});
      return decided;
    };
  }
  pending.completion = [this, tag = tag_, changes,
                        completion = std::move(completion)](const oauth::CommitResult& result) {
    Fate fate;
    fate.tag = tag;
    fate.changes = *changes;
    // Decided again, there may have been nothing left to commit.
    fate.committed = result && result->sequence != oauth::Sequence::kNone;
    fate.refused = !result && result.error() == oauth::CommitFailure::kUnavailable;
    if (result && result->grant) fate.grant = result->grant->id;
    if (result) fate.client = result->client;
    if (result) fate.subject = result->subject;
    fates_.push_back(fate);
    tag_ = tag;
    if (completion) completion(result);
  };
  queue_.push_back({tag_, std::move(pending), changes});
}

void QueueingCommitter::Shuffle(std::uint64_t dice) {
  std::mt19937_64 engine(dice);
  for (std::size_t i = queue_.size(); i > 1; --i) std::swap(queue_[i - 1], queue_[engine() % i]);
}

void QueueingCommitter::RunBatch(bool answers_arrive) {
  const std::vector<Waiter> waiters = std::exchange(queue_, {});
  std::vector<store::PendingCommit> batch;
  for (const Waiter& waiter : waiters) {
    batch.push_back(waiter.pending);
    if (answers_arrive) continue;
    // Nobody hears of it, but it is known what was committed.
    batch.back().again = {};
    batch.back().completion = [this, tag = waiter.tag,
                               changes = waiter.changes](const oauth::CommitResult& result) {
      Fate fate;
      fate.tag = tag;
      fate.changes = *changes;
      fate.committed = result.has_value();
      if (result && result->grant) fate.grant = result->grant->id;
      fates_.push_back(fate);
    };
  }
  decided_again_.clear();
  std::vector<store::PendingCommit> again = store_->RunBatch(batch);
  for (std::size_t i = 0; i < again.size(); ++i) {
    decided_again_[i].pending = std::move(again[i]);
    queue_.push_back(std::move(decided_again_[i]));
  }
  decided_again_.clear();
}

Machine::Machine(std::uint64_t seed, std::string folder)
    : random(seed),
      folder_(std::move(folder)),
      master_(random.Bytes<32>()),
      committer(store_),
      ids(master_),
      seals(master_, store_) {
  OpenDisk();
  StartProcess();
  CommitNow(oauth::MakeKey{{0, oauth::KeyState::kIssue, clock.Now()}});
  seals.Reload();
}

Machine::~Machine() { committer.Drop(); }

void Machine::OpenDisk() {
  auto disk = folder_.empty()
                  ? store::sqlite::SqliteMedium::OpenInMemory()
                  : store::sqlite::SqliteMedium::OpenFile(folder_ + "/writ.db", store::TestKey());
  if (!disk) throw std::runtime_error(disk.error().message);
  disk_ = *std::move(disk);
}

void Machine::StartProcess() {
  store::StoreOptions options;
  options.threaded = false;
  options.pending_max = 8;  // so that the fold and its replay happen all the time
  options.retention = Seconds{48L * 3600};
  auto opened = store::Store::Open(std::make_unique<SimulatedMedium>(*disk_, weather, facts),
                                   std::nullopt, clock, random, options);
  if (!opened) throw std::runtime_error(opened.error().message);
  store_ = *std::move(opened);
  services_ = std::make_unique<oauth::Services>(oauth::Services{*store_,
                                                                *store_,
                                                                committer,
                                                                clock,
                                                                random,
                                                                seals,
                                                                ids,
                                                                {},
                                                                "http://127.0.0.1:8090",
                                                                {},
                                                                true});
  router_ = std::make_unique<http::Router>(AllRoutes(*services_), api::Face);
}

void Machine::Restart() {
  committer.Drop();
  static_cast<void>(committer.TakeFates());
  const std::uint64_t known = oauth::Number(store_->Known());
  store_.reset();
  if (!folder_.empty()) {
    disk_.reset();
    OpenDisk();
  }
  StartProcess();
  seals.Reload();
  // What a process published was durable, and nothing else was numbered.
  if (oauth::Number(store_->Known()) != facts.last_sequence || known > facts.last_sequence) {
    facts.violation = "the restarted process ends at change " +
                      std::to_string(oauth::Number(store_->Known())) + ", the disk at " +
                      std::to_string(facts.last_sequence) + ", the one before at " +
                      std::to_string(known);
  }
}

void Machine::Send(const std::shared_ptr<Call>& call, int tag) {
  call->request.method = call->method;
  call->request.target = call->request.path = call->path;
  call->request.body = call->body;
  call->request.headers[http::Header::kContentType] = call->content_type;
  call->request.headers[http::Header::kHost] = "127.0.0.1:8090";
  if (!call->authorization.empty())
    call->request.headers[http::Header::kAuthorization] = call->authorization;
  call->request.peer_is_loopback = true;
  committer.SetTag(tag);
  SimulatedExchange exchange(call);
  router_->Handle(exchange);
}

void Machine::Propose(oauth::Proposal proposal, int tag) {
  committer.SetTag(tag);
  committer.Commit(std::move(proposal), {});
}

Fate Machine::CommitNow(oauth::Change change) {
  oauth::Proposal proposal;
  proposal.changes.push_back(std::move(change));
  Propose(std::move(proposal), -1);
  committer.RunBatch(true);
  const std::vector<Fate> fates = committer.TakeFates();
  return fates.empty() ? Fate{} : fates.back();
}

void Machine::RotateKey() {
  static_cast<void>(CommitNow(oauth::MakeKey{{0, oauth::KeyState::kIssue, clock.Now()}}));
  seals.Reload();
}

bool Machine::Holds(const std::vector<std::string>& texts) const {
  if (folder_.empty()) return false;
  for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
    std::ifstream file(entry.path(), std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    const std::string whole = bytes.str();
    if (std::any_of(texts.begin(), texts.end(), [&](const std::string& text) {
          return whole.find(text) != std::string::npos;
        })) {
      return true;
    }
  }
  return false;
}

}  // namespace writ::simulation
