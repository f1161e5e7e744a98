// What a batch has changed so far, over the committed state: the records as they will be.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "oauth/event.h"
#include "oauth/records/records.h"
#include "store/state/live_state.h"

namespace writ::store {

// Records by id, in the order in which they came, with the way back to the last Mark. Allocates
// nothing until the first Put.
template <typename Id, typename Record>
class OverlayTable {
 public:
  [[nodiscard]] const Record* Find(Id id) const {
    if (records_.empty()) return nullptr;
    const std::uint32_t place = places_[Locate(id)];
    return place == 0 ? nullptr : &records_[place - 1].second;
  }
  void Put(Id id, Record record) {
    if ((records_.size() + 1) * 2 > places_.size()) Grow();
    std::uint32_t& place = places_[Locate(id)];
    if (place == 0) {
      records_.emplace_back(id, std::move(record));
      place = static_cast<std::uint32_t>(records_.size());
      undo_.emplace_back(place, std::nullopt);
    } else {
      Record& old = records_[place - 1].second;
      undo_.emplace_back(place, std::move(old));
      old = std::move(record);
    }
  }
  void Mark() { undo_.clear(); }
  void Rollback() {
    for (; !undo_.empty(); undo_.pop_back()) {
      auto& [place, before] = undo_.back();
      if (before) {
        records_[place - 1].second = std::move(*before);
      } else {
        // The youngest is the last of its run of places, so none is cut off by leaving it.
        places_[Locate(records_.back().first)] = 0;
        records_.pop_back();
      }
    }
  }
  [[nodiscard]] const std::vector<std::pair<Id, Record>>& All() const { return records_; }
  void Clear() {
    records_.clear();
    places_.clear();
    undo_.clear();
  }

 private:
  // Where the place of `id` is, or would be noted.
  [[nodiscard]] std::size_t Locate(Id id) const {
    const std::size_t mask = places_.size() - 1;
    const auto number = static_cast<std::uint64_t>(id) * 0x9e3779b97f4a7c15ULL;
    std::size_t i = (number >> 32U) & mask;
    while (places_[i] != 0 && records_[places_[i] - 1].first != id) i = (i + 1) & mask;
    return i;
  }
  void Grow() {
    places_.assign(std::max<std::size_t>(16, places_.size() * 2), 0);
    for (std::size_t i = 0; i < records_.size(); ++i) {
      places_[Locate(records_[i].first)] = static_cast<std::uint32_t>(i + 1);
    }
  }

  std::vector<std::pair<Id, Record>> records_;
  // Open addressing: 0, or one more than an index of records_.
  std::vector<std::uint32_t> places_;
  std::vector<std::pair<std::uint32_t, std::optional<Record>>> undo_;
};

struct ServerRecord {
  oauth::Server server;
  std::uint64_t grant_era = 0;  // the high 32 bits of the ids of grants to come
};

// Not thread-safe: the committer's, or a replay's. Finds see the batch first, then `live`.
class Overlay {
 public:
  Overlay(const LiveState& live, const ServerRecord& committed)
      : live_(live), committed_server_(committed) {}

  [[nodiscard]] ServerRecord FindServer() const;
  [[nodiscard]] std::optional<oauth::Client> Find(oauth::ClientId id) const;
  [[nodiscard]] std::optional<oauth::Subject> Find(oauth::SubjectId id) const;
  [[nodiscard]] std::optional<oauth::Consent> Find(oauth::ConsentId id) const;
  [[nodiscard]] std::optional<oauth::Consent> Find(oauth::ClientId client,
                                                   oauth::SubjectId subject) const;
  [[nodiscard]] std::optional<oauth::Grant> Find(oauth::GrantId id) const;
  [[nodiscard]] std::optional<oauth::SpentCode> Find(oauth::CodeSerial serial) const;
  [[nodiscard]] std::vector<oauth::Key> Keys() const;
  [[nodiscard]] oauth::Catalogue::Pointer FindCatalogue() const {
    return catalogue_ != nullptr ? catalogue_ : live_.FindCatalogue();
  }
  // The last id given, in the batch too.
  [[nodiscard]] oauth::ClientId LastClient() const;
  [[nodiscard]] oauth::SubjectId LastSubject() const;
  [[nodiscard]] oauth::ConsentId LastConsent() const;
  [[nodiscard]] oauth::GrantId LastGrant() const;

  // Folds `event` into the records it changes; a record that already knows it stays as it is.
  // False when a record that it changes does not exist: nothing is folded then.
  [[nodiscard]] bool Fold(const oauth::Event& event);

  // A proposal is whole or not at all: Rollback undoes all since Mark.
  void Mark();
  void Rollback();
  void Clear();

  // Writes all records to `live`; its Publish is the caller's.
  void Apply(LiveState& live, ServerRecord& committed) const;

  // What Apply would write.
  [[nodiscard]] const auto& Clients() const { return clients_.All(); }
  [[nodiscard]] const auto& ClientProfiles() const { return client_profiles_.All(); }
  [[nodiscard]] const auto& Subjects() const { return subjects_.All(); }
  [[nodiscard]] const auto& SubjectProfiles() const { return subject_profiles_.All(); }
  [[nodiscard]] const auto& Consents() const { return consents_.All(); }
  [[nodiscard]] const auto& Grants() const { return grants_.All(); }

 private:
  // One for each kind: what the event of `sequence` does.
  [[nodiscard]] bool Fold(const oauth::ClientMade& event, oauth::Sequence sequence);
  [[nodiscard]] bool Fold(const oauth::ClientChanged& event, oauth::Sequence sequence);
  [[nodiscard]] bool Fold(const oauth::ClientDeleted& event, oauth::Sequence sequence);
  [[nodiscard]] bool Fold(const oauth::SubjectMade& event, oauth::Sequence sequence);
  [[nodiscard]] bool Fold(const oauth::SubjectChanged& event, oauth::Sequence sequence);
  [[nodiscard]] bool Fold(const oauth::SubjectDeleted& event, oauth::Sequence sequence);
  [[nodiscard]] bool Fold(const oauth::ConsentGiven& event, oauth::Sequence sequence);
  [[nodiscard]] bool Fold(const oauth::GrantMade& event, oauth::Sequence sequence);
  [[nodiscard]] bool Fold(const oauth::GrantWidened& event, oauth::Sequence sequence);
  [[nodiscard]] bool Fold(const oauth::GrantEnded& event, oauth::Sequence sequence);
  [[nodiscard]] bool Fold(const oauth::GrantRotated& event, oauth::Sequence sequence);
  [[nodiscard]] bool Fold(const oauth::CodeSpent& event, oauth::Sequence sequence);
  [[nodiscard]] bool Fold(const oauth::AccessTokenRevoked& event, oauth::Sequence sequence);
  [[nodiscard]] bool Fold(const oauth::ServerCut& event, oauth::Sequence sequence);
  [[nodiscard]] bool Fold(const oauth::ClientCut& event, oauth::Sequence sequence);
  [[nodiscard]] bool Fold(const oauth::SubjectCut& event, oauth::Sequence sequence);
  [[nodiscard]] bool Fold(const oauth::ConsentCut& event, oauth::Sequence sequence);
  [[nodiscard]] bool Fold(const oauth::GrantAccessCut& event, oauth::Sequence sequence);
  [[nodiscard]] bool Fold(const oauth::KeyMade& event, oauth::Sequence sequence);
  [[nodiscard]] bool Fold(const oauth::KeyChanged& event, oauth::Sequence sequence);
  [[nodiscard]] bool Fold(const oauth::ClockAdvanced& event, oauth::Sequence sequence);
  [[nodiscard]] bool Fold(const oauth::LostHistoryAccepted& event, oauth::Sequence sequence);
  [[nodiscard]] bool Fold(const oauth::ClockAccepted& event, oauth::Sequence sequence);
  [[nodiscard]] bool Fold(const oauth::SessionsEnded& event, oauth::Sequence sequence);
  [[nodiscard]] bool Fold(const oauth::ScopeMade& event, oauth::Sequence sequence);
  [[nodiscard]] bool Fold(const oauth::ScopeChanged& event, oauth::Sequence sequence);
  [[nodiscard]] bool Fold(const oauth::ScopeRetired& event, oauth::Sequence sequence);
  [[nodiscard]] bool Fold(const oauth::CodesCut& event, oauth::Sequence sequence);

  enum LastId : int { kLastClient, kLastSubject, kLastConsent, kLastGrant };
  static std::uint64_t PairOf(oauth::ClientId client, oauth::SubjectId subject) {
    return std::uint64_t{oauth::Number(client)} << 32U | oauth::Number(subject);
  }
  template <typename Function>
  void OfEachTable(Function function) {
    function(clients_);
    function(client_profiles_);
    function(subjects_);
    function(subject_profiles_);
    function(consents_);
    function(consent_of_pair_);
    function(grants_);
    function(spent_);
    function(revoked_);
    function(keys_);
    function(server_);
    function(last_);
  }

  const LiveState& live_;
  const ServerRecord& committed_server_;
  OverlayTable<oauth::ClientId, oauth::Client> clients_;
  OverlayTable<oauth::ClientId, ClientProfilePointer> client_profiles_;
  OverlayTable<oauth::SubjectId, oauth::Subject> subjects_;
  OverlayTable<oauth::SubjectId, SubjectProfilePointer> subject_profiles_;
  OverlayTable<oauth::ConsentId, oauth::Consent> consents_;
  OverlayTable<std::uint64_t, oauth::ConsentId> consent_of_pair_;
  OverlayTable<oauth::GrantId, oauth::Grant> grants_;
  OverlayTable<oauth::CodeSerial, oauth::SpentCode> spent_;
  OverlayTable<std::uint64_t, oauth::RevokedToken> revoked_;  // by sequence
  OverlayTable<std::uint64_t, oauth::Key> keys_;
  oauth::Catalogue::Pointer catalogue_;         // null: none of its scopes has changed
  oauth::Catalogue::Pointer marked_catalogue_;  // at the last Mark
  OverlayTable<int, ServerRecord> server_;      // at 0
  // The highest id of each kind in the batch; LastOf compares them with `live`'s.
  OverlayTable<int, std::uint64_t> last_;
};

}  // namespace writ::store
