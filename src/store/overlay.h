// What a batch has changed so far, over the committed state: the records as they will be.
#pragma once

#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "oauth/change.h"
#include "oauth/records.h"
#include "store/event.h"
#include "store/live_state.h"

namespace writ::store {

// Records by id, with the way back to the last Mark.
template <typename Id, typename Record>
class OverlayTable {
 public:
  [[nodiscard]] const Record* Find(Id id) const {
    const auto found = records_.find(id);
    return found == records_.end() ? nullptr : &found->second;
  }
  void Put(Id id, Record record) {
    const auto [place, fresh] = records_.try_emplace(id, record);
    undo_.emplace_back(id, fresh ? std::nullopt : std::optional<Record>(place->second));
    if (!fresh) place->second = std::move(record);
  }
  void Mark() { undo_.clear(); }
  void Rollback() {
    for (; !undo_.empty(); undo_.pop_back()) {
      auto& [id, before] = undo_.back();
      if (before) {
        records_.insert_or_assign(id, *before);
      } else {
        records_.erase(id);
      }
    }
  }
  [[nodiscard]] const std::unordered_map<Id, Record>& All() const { return records_; }
  void Clear() {
    records_.clear();
    undo_.clear();
  }

 private:
  std::unordered_map<Id, Record> records_;
  std::vector<std::pair<Id, std::optional<Record>>> undo_;
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
  // The last id given, in the batch too.
  [[nodiscard]] oauth::ClientId LastClient() const;
  [[nodiscard]] oauth::SubjectId LastSubject() const;
  [[nodiscard]] oauth::ConsentId LastConsent() const;
  [[nodiscard]] oauth::GrantId LastGrant() const;

  // Folds `event` into the records it changes; a record that already knows it stays as it is.
  // False when a record that it changes does not exist: nothing is folded then.
  [[nodiscard]] bool Fold(const Event& event);

  // A proposal is whole or not at all: Rollback undoes all since Mark.
  void Mark();
  void Rollback();
  void Clear();
  [[nodiscard]] bool Empty() const;

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
  struct PairHash {
    std::size_t operator()(std::uint64_t pair) const { return pair; }
  };

  [[nodiscard]] bool FoldClient(const Event& event);
  [[nodiscard]] bool FoldSubject(const Event& event);
  [[nodiscard]] bool FoldConsent(const Event& event);
  [[nodiscard]] bool FoldNewGrant(const Event& event);
  [[nodiscard]] bool FoldGrant(const Event& event);
  [[nodiscard]] bool FoldServer(const Event& event);
  [[nodiscard]] bool FoldKey(const Event& event);
  void FoldShortLived(const Event& event);

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
  OverlayTable<int, ServerRecord> server_;  // at 0
  // The highest id of each kind in the batch; LastOf compares them with `live`'s.
  OverlayTable<int, std::uint64_t> last_;
};

}  // namespace writ::store
