// From what a backend holds to the live state: the tables first, then the events that they lack.
#pragma once

#include <utility>
#include <vector>

#include "store/disk/sweep.h"
#include "store/log/backend.h"
#include "store/log/overlay.h"
#include "store/state/live_state.h"

namespace writ::store {

// Fills an empty live state. After Backend::Load and Finish: `live` is published, `sweep` holds the
// replayed tail. Not thread-safe.
class Recovery final : public LoadSink, private ScopeListSource {
 public:
  // `observer` may be empty, and must outlive this.
  Recovery(LiveState& live, Sweep& sweep, const LoadObserver& observer)
      : live_(live), sweep_(sweep), observer_(observer), overlay_(live, server_.record) {}

  void OnCatalogue(oauth::Catalogue::Pointer catalogue) override {
    live_.Put(std::move(catalogue));
  }
  [[nodiscard]] oauth::Catalogue::Pointer FindCatalogue() const override {
    return overlay_.FindCatalogue();
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

  void Finish();

  [[nodiscard]] const ServerRow& Server() const { return server_; }
  [[nodiscard]] oauth::Sequence Last() const { return last_; }
  [[nodiscard]] const ChainHash& LastChain() const { return chain_; }
  [[nodiscard]] std::size_t Replayed() const { return replayed_; }

 private:
  [[nodiscard]] const oauth::ScopeList* Keep(const oauth::ScopeList& list) override;
  void IndexConsents();
  void Flush();

  LiveState& live_;
  Sweep& sweep_;
  const LoadObserver& observer_;
  ServerRow server_;
  Overlay overlay_;
  std::vector<ConsentIndex::Entry> unindexed_;
  bool indexed_ = false;
  std::vector<oauth::Event> events_;  // folded into overlay_, not yet applied
  oauth::Sequence last_ = oauth::Sequence::kNone;
  ChainHash chain_{};
  std::size_t replayed_ = 0;
};

}  // namespace writ::store
