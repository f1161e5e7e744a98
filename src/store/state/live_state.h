// All that lives, in memory, readable by every thread while one writer publishes commits.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

#include "oauth/catalogue.h"
#include "oauth/records/records.h"
#include "store/state/consent_index.h"
#include "store/state/packed.h"
#include "store/state/scope_lists.h"
#include "store/state/short_lived.h"

namespace writ::store {

using ClientProfilePointer = std::shared_ptr<const oauth::ClientProfile>;
using SubjectProfilePointer = std::shared_ptr<const oauth::SubjectProfile>;

// Finds may come from any thread at any time and take no contended lock; they give records as of
// some moment during the call. All else is for the one writer. A grant's id selects its era by the
// high 32 bits; slots never move. Records that are put must carry scope lists of Lists().
class LiveState {
 public:
  static constexpr std::uint32_t kErasMax = 4096;

  [[nodiscard]] oauth::Sequence Known() const { return known_.load(std::memory_order_acquire); }
  [[nodiscard]] oauth::Server FindServer() const;
  [[nodiscard]] std::optional<oauth::Client> Find(oauth::ClientId id) const;
  [[nodiscard]] ClientProfilePointer FindProfile(oauth::ClientId id) const;
  [[nodiscard]] std::optional<oauth::Subject> Find(oauth::SubjectId id) const;
  [[nodiscard]] SubjectProfilePointer FindProfile(oauth::SubjectId id) const;
  [[nodiscard]] std::optional<oauth::Consent> Find(oauth::ConsentId id) const;
  [[nodiscard]] std::optional<oauth::Consent> Find(oauth::ClientId client,
                                                   oauth::SubjectId subject) const;
  [[nodiscard]] std::optional<oauth::Grant> Find(oauth::GrantId id) const;
  [[nodiscard]] bool IsRevoked(oauth::GrantId grant, oauth::TokenSerial serial) const;
  [[nodiscard]] std::vector<oauth::Key> Keys() const;
  [[nodiscard]] oauth::Catalogue::Pointer FindCatalogue() const;
  [[nodiscard]] const oauth::ScopeNames& NamesOfScopes() const { return scope_names_; }
  [[nodiscard]] std::vector<oauth::ConsentId> ConsentsOf(oauth::SubjectId subject) const;
  [[nodiscard]] const SpentCodes& Spent() const { return spent_; }

  // False when no grant has ever been near `id`, in an era that was not used.
  [[nodiscard]] bool Spans(oauth::GrantId id) const { return FindSlot(id) != nullptr; }

  // The highest ids ever given; read by any thread, set by Put and by Reserve*.
  [[nodiscard]] oauth::ClientId LastClient() const { return last_client_.load(); }
  [[nodiscard]] oauth::SubjectId LastSubject() const { return last_subject_.load(); }
  [[nodiscard]] oauth::ConsentId LastConsent() const { return last_consent_.load(); }
  [[nodiscard]] oauth::GrantId LastGrant() const { return last_grant_.load(); }

  // ---- the writer's.
  ScopeLists& Lists() { return lists_; }
  [[nodiscard]] Tombstones& Revoked() { return revoked_; }
  [[nodiscard]] SpentCodes& Spent() { return spent_; }
  void Put(const oauth::Server& server) { server_.Store(server); }
  void Put(const oauth::Client& client);
  void Put(oauth::ClientId id, ClientProfilePointer profile);
  void Put(const oauth::Subject& subject);
  void Put(oauth::SubjectId id, SubjectProfilePointer profile);
  void Put(const oauth::Consent& consent);
  void Put(const oauth::Grant& grant);
  // For the first filling: a consent that was never put, which is not found by its client and
  // subject until Index was called, once, with what this returned of each. May run beside
  // Put(Grant).
  [[nodiscard]] ConsentIndex::Entry PutUnindexed(const oauth::Consent& consent);
  void Index(std::span<const ConsentIndex::Entry> entries) { consent_index_.Build(entries); }
  void Put(const oauth::Key& key);
  // Before any record that has a scope of it.
  void Put(oauth::Catalogue::Pointer catalogue);
  // Does nothing when there is one already.
  void Put(const oauth::RevokedToken& token);
  void Erase(oauth::GrantId id);
  void Erase(oauth::ConsentId id);
  // Ids up to these were given, even if their records are gone.
  void Reserve(oauth::ConsentId consent, oauth::GrantId grant);
  // Last of a commit: what was put before is now known.
  void Publish(oauth::Sequence known) { known_.store(known, std::memory_order_release); }

 private:
  // What is seldom read of a client or subject; guarded by one of profile_mutexes_.
  template <typename Profile>
  struct Party {
    std::shared_ptr<const Profile> profile;
    std::uint32_t latest_consent = 0;  // of a subject
  };
  static constexpr std::uint32_t kHasTombstones = 1;

  [[nodiscard]] GrantSlot* FindSlot(oauth::GrantId id) const;
  [[nodiscard]] bool Load(oauth::ConsentId id, LinkedConsent& linked) const;
  void Link(LinkedConsent& linked);
  void PutNew(LinkedConsent& linked);
  template <typename Id>
  std::mutex& MutexOf(Id id) const {
    return profile_mutexes_[oauth::Number(id) % profile_mutexes_.size()];
  }

  std::atomic<oauth::Sequence> known_{oauth::Sequence::kNone};
  std::atomic<oauth::ClientId> last_client_{oauth::ClientId::kNone};
  std::atomic<oauth::SubjectId> last_subject_{oauth::SubjectId::kNone};
  std::atomic<oauth::ConsentId> last_consent_{oauth::ConsentId::kNone};
  std::atomic<oauth::GrantId> last_grant_{oauth::GrantId::kNone};

  // The chunks of what every check reads are a few large pages each.
  using Era = Chunked<GrantSlot, 16>;
  SeqlockRecord<oauth::Server> server_;
  Chunked<SeqlockRecord<oauth::Client>, 12> clients_;
  Chunked<SeqlockRecord<oauth::Subject>, 15> subjects_;
  Chunked<ConsentSlot, 15> consents_;
  Chunked<Party<oauth::ClientProfile>, 8> client_parties_;
  Chunked<Party<oauth::SubjectProfile>, 8> subject_parties_;
  std::array<std::atomic<Era*>, kErasMax> eras_{};
  std::vector<std::unique_ptr<Era>> owned_eras_;  // only the writer
  ConsentIndex consent_index_;
  ScopeLists lists_;
  oauth::ScopeNames scope_names_;
  mutable std::mutex catalogue_mutex_;
  oauth::Catalogue::Pointer catalogue_ =
      std::make_shared<const oauth::Catalogue>();  // guarded by catalogue_mutex_
  Tombstones revoked_;
  SpentCodes spent_;
  mutable std::array<std::mutex, 64> profile_mutexes_;
  mutable std::mutex keys_mutex_;
  std::vector<oauth::Key> keys_;  // guarded by keys_mutex_
};

}  // namespace writ::store
