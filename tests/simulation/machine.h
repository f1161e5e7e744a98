// One simulated server: the real endpoints, rules and ledger over a simulated disk, on one thread,
// with a clock that is moved by hand. Commits wait until they are run as a batch, so that requests
// can overlap in any way.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "http/router.h"
#include "medium.h"
#include "oauth/services.h"
#include "store/store.h"
#include "support/fixed_clock.h"
#include "support/seeded_random.h"

namespace writ::simulation {

// A request on its way and, once it came, its answer.
struct Call {
  http::Method method = http::Method::kPost;
  std::string path;
  std::string body;
  std::string content_type;
  std::string authorization;
  http::Request request;  // views of the above
  std::optional<http::OwnedResponse> answer;
};

// What became of one queued commit.
struct Fate {
  int tag = 0;
  bool committed = false;
  bool refused = false;                             // the store could not write
  std::size_t changes = 0;                          // that the proposal had
  oauth::GrantId grant = oauth::GrantId::kNone;     // made or changed by it
  oauth::ClientId client = oauth::ClientId::kNone;  // made by it
  oauth::SubjectId subject = oauth::SubjectId::kNone;
};

// Lets commits wait. The store below is another one after each restart.
class QueueingCommitter final : public oauth::Committer {
 public:
  explicit QueueingCommitter(std::unique_ptr<store::Store>& store) : store_(store) {}

  using oauth::Committer::Commit;
  void Commit(oauth::Proposal proposal, oauth::DecideAgain again,
              oauth::CommitCompletion completion) override;
  [[nodiscard]] bool Writable() const override { return store_->Writable(); }

  // Commits from now on belong to this request.
  void SetTag(int tag) { tag_ = tag; }
  [[nodiscard]] std::size_t Waiting() const { return queue_.size(); }
  // Puts what waits in another order: `dice` chooses it.
  void Shuffle(std::uint64_t dice);
  // Runs all that waits as one batch; what met a conflict waits for the next, decided again.
  // `answers_arrive` false: the process dies after the commit and
  // before it answers anybody. Throws what the disk throws. The fates, in the batch's order, of
  // those that were told one, are in Fates even then.
  void RunBatch(bool answers_arrive);
  [[nodiscard]] std::vector<Fate> TakeFates() { return std::exchange(fates_, {}); }
  // The process is gone, and all that waits with it.
  void Drop() { queue_.clear(); }

 private:
  struct Waiter {
    int tag;
    store::PendingCommit pending;
    std::shared_ptr<std::size_t> changes;  // of the proposal that was decided last
  };
  std::unique_ptr<store::Store>& store_;
  std::vector<Waiter> queue_;
  std::vector<Waiter> decided_again_;  // without `pending`, in the order of the batch
  std::vector<Fate> fates_;
  int tag_ = 0;
};

class OneSeal final : public oauth::SealSource {
 public:
  OneSeal(const oauth::MasterKey& master, const std::unique_ptr<store::Store>& store)
      : master_(master), store_(store) {}
  [[nodiscard]] oauth::Seal& ForThisThread() override { return *seal_; }
  void Reload() override {
    seal_ = std::make_unique<oauth::Seal>(
        std::make_shared<const oauth::KeyRing>(master_, store_->Keys()));
  }

 private:
  oauth::MasterKey master_;
  const std::unique_ptr<store::Store>& store_;
  std::unique_ptr<oauth::Seal> seal_;
};

class Machine {
 public:
  // `folder` empty: the disk is SQLite in memory; else a file there, read anew by each process.
  Machine(std::uint64_t seed, std::string folder);
  ~Machine();
  Machine(const Machine&) = delete;
  Machine& operator=(const Machine&) = delete;

  // Hands a request to its endpoint; its commits carry `tag`.
  void Send(const std::shared_ptr<Call>& call, int tag);
  // Queues an operator's change.
  void Propose(oauth::Proposal proposal, int tag);
  // Commits one change at once, in fair weather.
  Fate CommitNow(oauth::Change change);
  // The process ends and another one opens what was durable.
  void Restart();
  // Folds and purges all there is to.
  void Tidy() { store_->Tidy(); }
  // What the process of now shows.
  [[nodiscard]] const oauth::Ledger& Ledger() const { return *store_; }
  // A new sealing key; the older ones still open.
  void RotateKey();
  // Whether `text` stands in the store as it is; false where the disk cannot be read.
  [[nodiscard]] bool Holds(const std::vector<std::string>& texts) const;

  writ::testing::FixedClock clock;
  writ::testing::SeededRandom random;
  Weather weather = Weather::kFine;
  MediumFacts facts;

 private:
  void OpenDisk();
  void StartProcess();

  const std::string folder_;
  std::unique_ptr<store::Medium> disk_;
  std::unique_ptr<store::Store> store_;
  oauth::MasterKey master_;

 public:
  QueueingCommitter committer;
  oauth::PublicIds ids;
  OneSeal seals;

 private:
  // Of the process: anew after each restart.
  std::unique_ptr<oauth::Services> services_;
  std::unique_ptr<http::Router> router_;
};

}  // namespace writ::simulation
