// All that lives, in memory, readable by every thread while one writer publishes commits.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "base/mutex.h"
#include "oauth/catalogue.h"
#include "oauth/records/records.h"
#include "store/state/consent_index.h"
#include "store/state/packed.h"
#include "store/state/readers.h"
#include "store/state/scope_lists.h"
#include "store/state/short_lived.h"
#include "store/state/zero_pages.h"

namespace writ::store {

using ClientProfilePointer = std::shared_ptr<const oauth::ClientProfile>;
using SubjectProfilePointer = std::shared_ptr<const oauth::SubjectProfile>;

// A record as the tables keep it: without scopes, but with the number of their list.
struct GrantRow {
  oauth::Grant grant;
  std::uint32_t scopes = 0;
};
struct ConsentRow {
  oauth::Consent consent;
  std::uint32_t scopes = 0;
};

// Finds may come from any thread at any time and take no contended lock; they give records as of
// some moment during the call. All else is for the one writer. A grant's id selects its era by the
// high 32 bits; slots never move, and their chunk goes when all of its records have gone.
class LiveState {
 public:
  static constexpr std::uint32_t kErasMax = 4096;

  LiveState() = default;
  LiveState(const LiveState&) = delete;
  LiveState& operator=(const LiveState&) = delete;
  // What readers kept alive refers to the tables below.
  ~LiveState() { readers_.End(); }

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

  // The lowest id above `after` that may name a record: whole chunks without any are passed over.
  // kNone when there is none.
  [[nodiscard]] oauth::GrantId NextGrant(oauth::GrantId after) const;
  [[nodiscard]] oauth::ConsentId NextConsent(oauth::ConsentId after) const;

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
  void Put(const GrantRow& row);  // new, with a list that is there
  // What a list leads to next; the records are there.
  void Relink(oauth::GrantId id, oauth::GrantId older);
  void Relink(oauth::ConsentId id, oauth::GrantId latest);
  [[nodiscard]] std::optional<GrantRow> FindRow(oauth::GrantId id) const;
  [[nodiscard]] std::optional<ConsentRow> FindRow(oauth::ConsentId id) const;
  // For the first filling: a consent that was never put, which is not found by its client and
  // subject until Index was called, once, with what this returned of each. May run beside
  // Put(GrantRow).
  [[nodiscard]] ConsentIndex::Entry PutUnindexed(const ConsentRow& row);
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
  // Last of a commit: what was put before is now known. What it put an end to leaves memory when
  // nobody reads it any more.
  void Publish(oauth::Sequence known);

 private:
  // What is seldom read of a client or subject; guarded by one of profile_mutexes_.
  template <typename Profile>
  struct Party {
    std::shared_ptr<const Profile> profile;
    std::uint32_t latest_consent = 0;  // of a subject
  };
  static constexpr std::uint32_t kHasTombstones = 1;
  // The chunks of what every check reads are a few large pages each.
  using Era = Chunked<GrantSlot, 16>;
  using Consents = Chunked<ConsentSlot, 15>;

  [[nodiscard]] static std::uint64_t EraNumberOf(oauth::GrantId id) {
    return oauth::Number(id) >> 32U;
  }
  [[nodiscard]] static std::uint32_t OrdinalOf(oauth::GrantId id) {
    return static_cast<std::uint32_t>(oauth::Number(id));
  }
  [[nodiscard]] Era* EraOf(oauth::GrantId id) const;
  [[nodiscard]] GrantSlot* FindSlot(oauth::GrantId id) const;
  // Without its scopes, but with the number of their list.
  [[nodiscard]] bool Load(oauth::ConsentId id, LinkedConsent& linked, std::uint32_t& scopes) const;
  [[nodiscard]] bool Load(oauth::ConsentId id, LinkedConsent& linked) const;
  // The number that `scopes` has from now on for a record that had `before`, or 0.
  [[nodiscard]] std::uint32_t Exchange(ScopeLists::User user, std::uint32_t before,
                                       const oauth::ScopeList& scopes);
  void Put(const oauth::Grant& grant, std::uint32_t scopes);
  void Link(LinkedConsent& linked);
  void PutNew(LinkedConsent& linked, std::uint32_t scopes);
  [[nodiscard]] static bool ShareChunk(oauth::GrantId left, oauth::GrantId right);
  // Frees the chunk of a record that has gone unless others use it.
  void FreeChunkOf(oauth::GrantId id);
  void FreeChunkOf(oauth::ConsentId id);
  template <typename T, unsigned kChunkBits>
  void FreeChunk(Chunked<T, kChunkBits>& array, std::uint32_t ordinal);
  template <typename Id>
  Mutex& MutexOf(Id id) const {
    return profile_mutexes_[oauth::Number(id) % profile_mutexes_.size()];
  }

  std::atomic<oauth::Sequence> known_{oauth::Sequence::kNone};
  std::atomic<oauth::ClientId> last_client_{oauth::ClientId::kNone};
  std::atomic<oauth::SubjectId> last_subject_{oauth::SubjectId::kNone};
  std::atomic<oauth::ConsentId> last_consent_{oauth::ConsentId::kNone};
  std::atomic<oauth::GrantId> last_grant_{oauth::GrantId::kNone};

  Readers readers_;
  SeqlockRecord<oauth::Server> server_;
  Chunked<SeqlockRecord<oauth::Client>, 12> clients_;
  Chunked<SeqlockRecord<oauth::Subject>, 15> subjects_;
  Consents consents_;
  Chunked<Party<oauth::ClientProfile>, 8> client_parties_;
  Chunked<Party<oauth::SubjectProfile>, 8> subject_parties_;
  using Eras = std::array<std::atomic<Era*>, kErasMax>;
  const InZeroPages<Eras> eras_ = MakeInZeroPages<Eras>(Pages::kSmall);
  std::vector<std::unique_ptr<Era>> owned_eras_;  // only the writer
  ConsentIndex consent_index_{readers_};
  ScopeLists lists_{readers_};
  oauth::ScopeNames scope_names_;
  mutable Mutex catalogue_mutex_;
  oauth::Catalogue::Pointer catalogue_ GUARDED_BY(catalogue_mutex_) =
      std::make_shared<const oauth::Catalogue>();
  Tombstones revoked_;
  SpentCodes spent_;
  mutable std::array<Mutex, 64> profile_mutexes_;
  mutable Mutex keys_mutex_;
  std::vector<oauth::Key> keys_ GUARDED_BY(keys_mutex_);
};

}  // namespace writ::store
