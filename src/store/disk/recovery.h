// From what a medium holds to the live state: the tables first, then the events that they lack.
#pragma once

#include <cstddef>
#include <vector>

#include "store/disk/sweep.h"
#include "store/log/medium.h"
#include "store/log/replica.h"

namespace writ::store {

// Fills an empty replica, which `sweep` follows. Not thread-safe.
class Recovery final : public TableSink, public EventSink {
 public:
  // `observer` may be empty, and must outlive this.
  Recovery(Replica& replica, Sweep& sweep, const LoadObserver& observer)
      : replica_(replica), live_(replica.Live()), sweep_(sweep), observer_(observer) {}

  // Reads all that `medium` holds. Then the replica's live state is published, and `sweep` holds
  // the replayed tail. An Error, in a sentence, when it is damaged.
  [[nodiscard]] Result<void> Run(Medium& medium);

  void OnCatalogue(oauth::Catalogue::Pointer catalogue) override {
    live_.Put(std::move(catalogue));
  }
  [[nodiscard]] oauth::Catalogue::Pointer FindCatalogue() const override {
    return replica_.FindCatalogue();
  }
  [[nodiscard]] bool OnScopeList(std::uint32_t number, const oauth::ScopeList& list) override;
  [[nodiscard]] const oauth::ScopeList* FindScopeList(std::uint32_t number) const override;
  void OnServer(const ServerRow& row) override;
  void OnKey(const oauth::Key& key) override { live_.Put(key); }
  void OnClient(const oauth::Client& client, ClientProfilePointer profile) override;
  void OnSubject(const oauth::Subject& subject, SubjectProfilePointer profile) override;
  void OnConsent(const ConsentRow& row) override;
  void OnGrant(const GrantRow& row) override { live_.Put(row); }
  void OnSpentCode(const SpentCodeRow& row) override;
  void OnRevokedToken(const RevokedTokenRow& row) override;
  [[nodiscard]] Result<void> OnEvent(const EventRow& row) override;

  void OnProgress(const LoadProgress& progress) override {
    if (observer_) observer_(progress);
  }

  [[nodiscard]] oauth::Sequence FoldedThrough() const { return folded_through_; }
  [[nodiscard]] std::size_t Replayed() const { return replayed_; }

 private:
  void IndexConsents();

  Replica& replica_;
  LiveState& live_;
  Sweep& sweep_;
  const LoadObserver& observer_;
  oauth::Sequence folded_through_ = oauth::Sequence::kNone;
  std::vector<ConsentIndex::Entry> unindexed_;
  std::size_t replayed_ = 0;
};

}  // namespace writ::store
