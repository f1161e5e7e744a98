// The ledger over a durable backend: decisions' proposals become events, and events become state.
#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "catalogue/mollie.h"
#include "oauth/ledger.h"
#include "store/committer.h"
#include "store/disk/lock_file.h"
#include "store/disk/purge.h"
#include "store/disk/sweep.h"
#include "store/disk/watermark.h"
#include "store/log/accept.h"
#include "store/log/backend.h"
#include "store/state/live_state.h"

namespace writ::store {

struct LedgerOptions {
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

// Thread-safe, as oauth::Ledger demands; SetClock and Close are not.
class Ledger final : public oauth::Ledger {
 public:
  // Reads all that `backend` holds. An Error when it is damaged; also when `place` is given and the
  // store is behind its mark, beside it, or without it, and lost history is not accepted, or the
  // clock is behind the store's last change, and it is not accepted.
  [[nodiscard]] static Result<std::unique_ptr<Ledger>> Open(std::unique_ptr<Backend> backend,
                                                            std::optional<WatermarkPlace> place,
                                                            const Clock& clock, Random& random,
                                                            const LedgerOptions& options);
  ~Ledger() override;  // as Close

  // The clock that events are dated by from now on; before the first commit only.
  void SetClock(const Clock& clock) { clock_ = &clock; }
  // Held until the end.
  void Hold(LockFile lock) { lock_.emplace(std::move(lock)); }

  [[nodiscard]] oauth::Sequence Known() const override { return live_->Known(); }
  [[nodiscard]] oauth::Server FindServer() const override { return live_->FindServer(); }
  [[nodiscard]] oauth::Catalogue::Pointer FindCatalogue() const override {
    return live_->FindCatalogue();
  }
  [[nodiscard]] const oauth::ScopeNames& NamesOfScopes() const override {
    return live_->NamesOfScopes();
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
  [[nodiscard]] std::vector<oauth::Key> Keys() const override { return live_->Keys(); }
  [[nodiscard]] std::vector<oauth::ClientId> ListClients(oauth::ClientId after,
                                                         std::size_t limit) const override;
  [[nodiscard]] std::vector<oauth::SubjectId> ListSubjects(oauth::SubjectId after,
                                                           std::size_t limit) const override;
  [[nodiscard]] std::vector<oauth::GrantId> ListGrants(oauth::GrantId after,
                                                       std::size_t limit) const override;
  [[nodiscard]] std::vector<oauth::ConsentId> ListConsentsOf(
      oauth::SubjectId subject) const override;
  [[nodiscard]] bool Writable() const override { return writable_.load(); }
  using oauth::Ledger::Commit;
  void Commit(oauth::Proposal proposal, oauth::DecideAgain again,
              oauth::CommitCompletion completion) override;

  // One batch: checked in order, written in one durable step, published, answered. Returns those
  // that met a conflict, decided again. A write of unknown fate stops the process. Used by the
  // committer, or alone when not threaded.
  [[nodiscard]] std::vector<PendingCommit> RunBatch(std::span<PendingCommit> batch);
  // What is to do while nothing is committed: one bite of it. Tries to write when the store refused
  // to. Returns when to call again.
  [[nodiscard]] Committer::Microseconds Rest();
  // Folds and purges until nothing is left to do: what batches do in small bites. Events that the
  // watermark may still name stay.
  void Tidy();
  // Commits what is queued, writes the watermark, closes the files. Commits fail from then on.
  void Close();

  // How many events the last Open replayed.
  [[nodiscard]] std::size_t Replayed() const { return replayed_; }

 private:
  Ledger(std::unique_ptr<Backend> backend, const Clock& clock, const LedgerOptions& options);

  [[nodiscard]] Result<void> Recover(Random& random);
  // Why the store cannot be what the mark was written for; empty when it can.
  [[nodiscard]] Result<std::string> LostHistory(const WatermarkPlace& place);
  [[nodiscard]] Result<void> CheckHistory(const WatermarkPlace& place, Random& random);
  [[nodiscard]] Result<void> AcceptLostHistory(const WatermarkPlace& place, Random& random);
  [[nodiscard]] Result<void> CheckClock();
  // Writes one event outside of any batch, before anybody can commit.
  [[nodiscard]] Result<void> WriteAtStart(const oauth::Event& event);

  [[nodiscard]] std::vector<oauth::CommitResult> CommitAll(std::span<PendingCommit> batch);
  [[nodiscard]] bool WriteBatch(const Batch& batch);
  void AddScopes(const oauth::Catalogue::Pointer& catalogue, Write& write);
  [[nodiscard]] ServerRow RowAt(oauth::Sequence folded_through) const;
  [[nodiscard]] std::size_t Quota(std::size_t events) const;
  [[nodiscard]] bool Fold(std::size_t quota, Write& write);
  [[nodiscard]] bool Apply(const Write& write);
  // Folds up to `quota` records alone; false when it failed.
  bool FoldBite(std::size_t quota);
  // One bite; false when there was nothing to do or it failed.
  bool PurgeBite();
  // Whether the oldest event could leave, were it folded.
  [[nodiscard]] bool EventsAreDue() const;

  // Let go last, once the database is closed: until then nobody else may touch its files.
  std::optional<LockFile> lock_;

  // ---- constant after construction
  const std::unique_ptr<Backend> backend_;
  const std::unique_ptr<LiveState> live_;
  const LedgerOptions options_;
  const Clock* clock_;
  std::size_t replayed_ = 0;

  // ---- guarded by commit_mutex_, which only the committer takes while there is one
  std::mutex commit_mutex_;
  ServerRecord server_;
  oauth::Sequence last_ = oauth::Sequence::kNone;
  ChainHash chain_{};
  Instant latest_time_{};
  Sweep sweep_;
  Purger purger_;
  std::optional<EventStamp> oldest_event_;
  std::size_t unpurged_ = 0;  // events since the last bite
  bool opened_ = false;       // a store that was refused is left as it was found
  bool closed_ = false;

  std::atomic<bool> writable_{true};
  std::unique_ptr<Watermark> watermark_;
  std::unique_ptr<Committer> committer_;
};

}  // namespace writ::store
