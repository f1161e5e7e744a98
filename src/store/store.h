// The store: decisions' proposals become events, durable ones, and events become state.
#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/mutex.h"
#include "base/random.h"
#include "base/result.h"
#include "catalogue/mollie.h"
#include "oauth/committer.h"
#include "oauth/ledger.h"
#include "oauth/lists.h"
#include "store/commit_queue.h"
#include "store/disk/lock_file.h"
#include "store/disk/purge.h"
#include "store/disk/sweep.h"
#include "store/disk/watermark.h"
#include "store/log/medium.h"
#include "store/log/replica.h"

namespace writ::store {

struct StoreOptions {
  // With a committer thread of its own. Without one, Commit runs its batch before it returns, so
  // that one thread can play everything.
  bool threaded = true;
  bool accept_lost_history = false;
  bool accept_clock = false;  // go on by a clock that is behind the store's last change
  ShortLivedBounds short_lived;
  Seconds retention{30L * 24 * 3600};
  // How many changed records may wait for the fold; 0 chooses by the size of the store.
  std::size_t pending_max = 0;
  LoadObserver on_load;  // may be empty
  // What a new store has; one that is there has its own.
  oauth::Catalogue::Pointer catalogue = catalogue::Mollie();
};

// What the watermark file says, and where it is.
struct WatermarkPlace {
  std::string path;
  std::optional<Mark> mark;
  bool strict = false;
};

// Thread-safe, as its three faces demand; SetClock and Close are not.
class Store final : public oauth::Ledger, public oauth::Lists, public oauth::Committer {
 public:
  // Reads all that `medium` holds. An Error when it is damaged; also when `place` is given and the
  // store is behind its mark, beside it, or without it, and lost history is not accepted, or the
  // clock is behind the store's last change, and it is not accepted.
  [[nodiscard]] static Result<std::unique_ptr<Store>> Open(std::unique_ptr<Medium> medium,
                                                           std::optional<WatermarkPlace> place,
                                                           const Clock& clock, Random& random,
                                                           const StoreOptions& options);
  ~Store() override;  // as Close

  // The clock that events are dated by from now on; before the first commit only.
  void SetClock(const Clock& clock) { clock_ = &clock; }
  // Held until the end.
  void Hold(LockFile lock) { lock_.emplace(std::move(lock)); }

  [[nodiscard]] oauth::Sequence Known() const override { return Live().Known(); }
  [[nodiscard]] oauth::Server FindServer() const override { return Live().FindServer(); }
  [[nodiscard]] oauth::Catalogue::Pointer FindCatalogue() const override {
    return Live().FindCatalogue();
  }
  [[nodiscard]] const oauth::ScopeNames& NamesOfScopes() const override {
    return Live().NamesOfScopes();
  }
  [[nodiscard]] std::optional<oauth::Client> FindClient(oauth::ClientId id) const override;
  [[nodiscard]] std::shared_ptr<const oauth::ClientProfile> FindClientProfile(
      oauth::ClientId id) const override;
  [[nodiscard]] std::optional<oauth::Subject> FindSubject(oauth::SubjectId id) const override;
  [[nodiscard]] std::shared_ptr<const oauth::SubjectProfile> FindSubjectProfile(
      oauth::SubjectId id) const override;
  [[nodiscard]] std::optional<oauth::Consent> FindConsent(oauth::ClientId client,
                                                          oauth::SubjectId subject) const override;
  [[nodiscard]] std::optional<oauth::Consent> FindConsent(oauth::ConsentId id) const override;
  [[nodiscard]] std::optional<oauth::Grant> FindGrant(oauth::GrantId id) const override;
  [[nodiscard]] std::optional<oauth::SpentCode> FindSpentCode(
      oauth::CodeSerial serial) const override;
  [[nodiscard]] bool IsRevoked(oauth::GrantId grant, oauth::TokenSerial serial) const override;
  [[nodiscard]] std::vector<oauth::Key> Keys() const override { return Live().Keys(); }
  [[nodiscard]] std::vector<oauth::ClientId> ListClients(oauth::ClientId after,
                                                         std::size_t limit) const override;
  [[nodiscard]] std::vector<oauth::SubjectId> ListSubjects(oauth::SubjectId after,
                                                           std::size_t limit) const override;
  [[nodiscard]] std::vector<oauth::GrantId> ListGrants(oauth::GrantId after,
                                                       std::size_t limit) const override;
  [[nodiscard]] std::vector<oauth::ConsentId> ListConsentsOf(
      oauth::SubjectId subject) const override;
  [[nodiscard]] bool Writable() const override { return writable_.load(); }
  using oauth::Committer::Commit;
  void Commit(oauth::Proposal proposal, oauth::DecideAgain again,
              oauth::CommitCompletion completion) override;

  // One batch: checked in order, written in one durable step, published, answered. Returns those
  // that met a conflict, decided again. A write of unknown fate stops the process. Used by the
  // committer, or alone when not threaded.
  [[nodiscard]] std::vector<PendingCommit> RunBatch(std::span<PendingCommit> batch);
  // What is to do while nothing is committed: one bite of it. Tries to write when the store refused
  // to. Returns when to call again.
  [[nodiscard]] CommitQueue::Microseconds Rest();
  // Folds and purges until nothing is left to do: what batches do in small bites. Events that the
  // watermark may still name stay.
  void Tidy();
  // Commits what is queued, writes the watermark, closes the files. Commits fail from then on.
  void Close();

  // How many events the last Open replayed.
  [[nodiscard]] std::size_t Replayed() const { return replayed_; }

 private:
  Store(std::unique_ptr<Medium> medium, const Clock& clock, const StoreOptions& options);

  [[nodiscard]] const LiveState& Live() const { return std::as_const(*replica_).Live(); }
  [[nodiscard]] oauth::Sequence Last() const REQUIRES(commit_mutex_) {
    return replica_->Position().sequence;
  }
  [[nodiscard]] Mark LastMark() const REQUIRES(commit_mutex_);
  // By the clock, with what the sandbox's is ahead.
  [[nodiscard]] Instant StoreTime() const REQUIRES(commit_mutex_) {
    return clock_->Now() + replica_->Server().server.clock_offset;
  }

  [[nodiscard]] Result<void> Start(std::optional<WatermarkPlace> place, Random& random);
  [[nodiscard]] Result<void> Recover(Random& random) REQUIRES(commit_mutex_);
  // Why the store cannot be what the mark was written for; empty when it can.
  [[nodiscard]] Result<std::string> LostHistory(const WatermarkPlace& place)
      REQUIRES(commit_mutex_);
  [[nodiscard]] Result<void> CheckHistory(const WatermarkPlace& place, Random& random)
      REQUIRES(commit_mutex_);
  [[nodiscard]] Result<void> AcceptLostHistory(const WatermarkPlace& place, Random& random)
      REQUIRES(commit_mutex_);
  [[nodiscard]] Result<void> CheckClock() REQUIRES(commit_mutex_);
  // Writes one event outside of any batch, before anybody can commit.
  [[nodiscard]] Result<void> WriteAtStart(const oauth::Event& event) REQUIRES(commit_mutex_);

  [[nodiscard]] std::vector<oauth::CommitResult> CommitAll(std::span<PendingCommit> batch)
      REQUIRES(commit_mutex_);
  [[nodiscard]] bool WriteBatch(const Batch& batch) REQUIRES(commit_mutex_);
  void AddScopes(const oauth::Catalogue::Pointer& catalogue, Write& write) REQUIRES(commit_mutex_);
  [[nodiscard]] ServerRow RowAt(oauth::Sequence folded_through) const REQUIRES(commit_mutex_);
  [[nodiscard]] std::size_t Quota(std::size_t events) const REQUIRES(commit_mutex_);
  [[nodiscard]] bool Fold(std::size_t quota, Write& write) REQUIRES(commit_mutex_);
  [[nodiscard]] bool Apply(const Write& write) REQUIRES(commit_mutex_);
  // Folds up to `quota` records alone; false when it failed.
  bool FoldBite(std::size_t quota) REQUIRES(commit_mutex_);
  [[nodiscard]] PurgeBounds Bounds() const REQUIRES(commit_mutex_);
  // One bite; false when there was nothing to do or it failed.
  bool PurgeBite() REQUIRES(commit_mutex_);
  // Whether all that was committed is folded.
  [[nodiscard]] bool IsFolded() const REQUIRES(commit_mutex_);
  // Whether the oldest event could leave, were it folded.
  [[nodiscard]] bool EventsAreDue() const REQUIRES(commit_mutex_);

  // Let go last, once the database is closed: until then nobody else may touch its files.
  std::optional<LockFile> lock_;

  // ---- constant after Open
  const std::unique_ptr<Medium> medium_;
  const StoreOptions options_;
  const Clock* clock_;
  std::size_t replayed_ = 0;

  // ---- what only the queue's thread takes, while there is one
  Mutex commit_mutex_;
  Sweep sweep_ GUARDED_BY(commit_mutex_);
  // Any thread reads what it publishes; the rest of it is for who holds commit_mutex_.
  const std::unique_ptr<Replica> replica_;
  Purger purger_ GUARDED_BY(commit_mutex_);
  std::optional<EventStamp> oldest_event_ GUARDED_BY(commit_mutex_);
  std::size_t unpurged_ GUARDED_BY(commit_mutex_) = 0;  // events since the last bite
  bool opened_ GUARDED_BY(commit_mutex_) = false;       // what was refused is left as it was found
  bool closed_ GUARDED_BY(commit_mutex_) = false;

  std::atomic<bool> writable_{true};
  std::unique_ptr<Watermark> watermark_;
  std::unique_ptr<CommitQueue> queue_;
};

}  // namespace writ::store
