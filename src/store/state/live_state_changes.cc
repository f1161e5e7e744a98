// What the writer changes, and what leaves memory by it.
#include <algorithm>
#include <memory>
#include <utility>

#include "base/check.h"
#include "store/state/live_state.h"

namespace writ::store {

namespace {

using oauth::Number;

template <typename Id>
void Raise(std::atomic<Id>& last, Id id) {
  if (Number(last.load(std::memory_order_relaxed)) < Number(id)) last.store(id);
}

}  // namespace

void LiveState::Put(const oauth::Client& client) {
  clients_.Make(Number(client.id)).Store(client);
  spent_.Cut(client.id, client.codes_cut, client.changed_at);
  Raise(last_client_, client.id);
}

void LiveState::Put(oauth::ClientId id, ClientProfilePointer profile) {
  auto& party = client_parties_.Make(Number(id));
  const MutexLock lock(MutexOf(id));
  party.profile = std::move(profile);
}

void LiveState::Put(const oauth::Subject& subject) {
  subjects_.Make(Number(subject.id)).Store(subject);
  Raise(last_subject_, subject.id);
}

void LiveState::Put(oauth::SubjectId id, SubjectProfilePointer profile) {
  auto& party = subject_parties_.Make(Number(id));
  const MutexLock lock(MutexOf(id));
  party.profile = std::move(profile);
}

void LiveState::Link(LinkedConsent& linked) {
  auto& party = subject_parties_.Make(Number(linked.consent.subject));
  const MutexLock lock(MutexOf(linked.consent.subject));
  linked.older_of_subject = oauth::ConsentId{party.latest_consent};
}

std::uint32_t LiveState::Exchange(ScopeLists::User user, std::uint32_t before,
                                  const oauth::ScopeList& scopes) {
  if (before != 0 && lists_.Get(before) == scopes) return before;
  const std::uint32_t number = lists_.Intern(scopes);
  lists_.Hold(user, number);
  if (before != 0) lists_.Release(user, before);
  return number;
}

void LiveState::PutNew(LinkedConsent& linked, std::uint32_t scopes) {
  const oauth::Consent& consent = linked.consent;
  Link(linked);
  consents_.Make(Number(consent.id)).Store(Pack(linked, scopes));
  consents_.Use(Number(consent.id));
  const oauth::ConsentId last = LastConsent();
  Raise(last_consent_, consent.id);
  if (Number(last) < Number(consent.id) &&
      !Consents::ShareChunk(Number(last), Number(consent.id))) {
    FreeChunkOf(last);
  }
  auto& party = subject_parties_.Make(Number(consent.subject));
  const MutexLock lock(MutexOf(consent.subject));
  party.latest_consent = Number(consent.id);
}

void LiveState::Put(const oauth::Consent& consent) {
  LinkedConsent linked;
  std::uint32_t before = 0;
  const bool known = Load(consent.id, linked, before);
  const std::uint32_t scopes =
      Exchange(ScopeLists::User::kConsent, known ? before : 0, *consent.scopes);
  linked.consent = consent;
  if (known) {
    consents_.Make(Number(consent.id)).Store(Pack(linked, scopes));
    return;
  }
  PutNew(linked, scopes);
  consent_index_.Insert(ConsentIndex::Hash(consent.client, consent.subject), consent.id,
                        [this](oauth::ConsentId id, std::uint64_t& hash) {
                          LinkedConsent other;
                          if (!Load(id, other)) return false;
                          hash = ConsentIndex::Hash(other.consent.client, other.consent.subject);
                          return true;
                        });
}

ConsentIndex::Entry LiveState::PutUnindexed(const ConsentRow& row) {
  LinkedConsent linked;
  linked.consent = row.consent;
  lists_.Hold(ScopeLists::User::kConsent, row.scopes);
  PutNew(linked, row.scopes);
  return {static_cast<std::uint32_t>(ConsentIndex::Hash(row.consent.client, row.consent.subject)),
          Number(row.consent.id)};
}

void LiveState::Put(const oauth::Grant& grant, std::uint32_t scopes) {
  const std::uint64_t era = EraNumberOf(grant.id);
  CHECK(era < kErasMax);
  if ((*eras_)[era].load(std::memory_order_relaxed) == nullptr) {
    owned_eras_.push_back(std::make_unique<Era>());
    (*eras_)[era].store(owned_eras_.back().get(), std::memory_order_release);
  }
  Era* grants = (*eras_)[era].load(std::memory_order_relaxed);
  grants->Make(OrdinalOf(grant.id)).Store(Pack(grant, scopes));
  const oauth::GrantId last = LastGrant();
  Raise(last_grant_, grant.id);
  if (Number(last) < Number(grant.id) && !ShareChunk(last, grant.id)) FreeChunkOf(last);
}

void LiveState::Put(const oauth::Grant& grant) {
  const GrantSlot* slot = FindSlot(grant.id);
  GrantSlot::Words words{};
  oauth::Grant old;
  const bool known = slot != nullptr && slot->Load(words) && Unpack(words, old);
  const std::uint32_t scopes =
      Exchange(ScopeLists::User::kGrant, known ? ScopesOf(words) : 0, *grant.scopes);
  Put(grant, scopes);
  if (!known) EraOf(grant.id)->Use(OrdinalOf(grant.id));
}

void LiveState::Put(const GrantRow& row) {
  lists_.Hold(ScopeLists::User::kGrant, row.scopes);
  Put(row.grant, row.scopes);
  EraOf(row.grant.id)->Use(OrdinalOf(row.grant.id));
}

void LiveState::Relink(oauth::GrantId id, oauth::GrantId older) {
  auto row = FindRow(id);
  CHECK(row);
  row->grant.older_in_consent = older;
  Put(row->grant, row->scopes);
}

void LiveState::Relink(oauth::ConsentId id, oauth::GrantId latest) {
  LinkedConsent linked;
  std::uint32_t scopes = 0;
  CHECK(Load(id, linked, scopes));
  linked.consent.latest_grant = latest;
  consents_.Make(Number(id)).Store(Pack(linked, scopes));
}

template <typename T, unsigned kChunkBits>
void LiveState::FreeChunk(Chunked<T, kChunkBits>& array, std::uint32_t ordinal) {
  if (array.Find(ordinal) == nullptr || array.Used(ordinal) != 0) return;
  using Owner = typename Chunked<T, kChunkBits>::ChunkOwner;
  readers_.Retire([chunk = std::make_shared<Owner>(array.Detach(ordinal))] {});
}

bool LiveState::ShareChunk(oauth::GrantId left, oauth::GrantId right) {
  return EraNumberOf(left) == EraNumberOf(right) &&
         Era::ShareChunk(OrdinalOf(left), OrdinalOf(right));
}

void LiveState::FreeChunkOf(oauth::GrantId id) {
  if (Era* grants = EraOf(id)) FreeChunk(*grants, OrdinalOf(id));
}

void LiveState::FreeChunkOf(oauth::ConsentId id) { FreeChunk(consents_, Number(id)); }

void LiveState::Put(const oauth::Key& key) {
  const MutexLock lock(keys_mutex_);
  const auto place =
      std::find_if(keys_.begin(), keys_.end(), [&](const auto& old) { return old.id >= key.id; });
  if (place != keys_.end() && place->id == key.id) {
    *place = key;
  } else {
    keys_.insert(place, key);
  }
}

void LiveState::Put(const oauth::RevokedToken& token) {
  const auto grant = Find(token.grant);
  if (!grant) return;
  revoked_.Insert(token, grant->client);
  FindSlot(token.grant)->SetFlags(kHasTombstones);
}

void LiveState::Erase(oauth::GrantId id) {
  revoked_.Drop(id);
  GrantSlot* slot = FindSlot(id);
  GrantSlot::Words words{};
  oauth::Grant gone;
  if (slot == nullptr || !slot->Load(words) || !Unpack(words, gone)) return;
  lists_.Release(ScopeLists::User::kGrant, ScopesOf(words));
  slot->Store({});
  EraOf(id)->Leave(OrdinalOf(id));
  if (!ShareChunk(id, LastGrant())) FreeChunkOf(id);
}

void LiveState::Erase(oauth::ConsentId id) {
  LinkedConsent gone;
  std::uint32_t scopes = 0;
  if (!Load(id, gone, scopes)) return;
  consent_index_.Erase(ConsentIndex::Hash(gone.consent.client, gone.consent.subject), id);
  {
    auto& party = subject_parties_.Make(Number(gone.consent.subject));
    const MutexLock lock(MutexOf(gone.consent.subject));
    if (party.latest_consent == Number(id)) {
      party.latest_consent = Number(gone.older_of_subject);
    } else {
      // The younger neighbour takes over the link.
      LinkedConsent younger;
      std::uint32_t of_younger = 0;
      oauth::ConsentId next{party.latest_consent};
      while (Load(next, younger, of_younger) && younger.older_of_subject != id) {
        next = younger.older_of_subject;
      }
      younger.older_of_subject = gone.older_of_subject;
      consents_.Make(Number(next)).Store(Pack(younger, of_younger));
    }
  }
  lists_.Release(ScopeLists::User::kConsent, scopes);
  consents_.Make(Number(id)).Store({});
  consents_.Leave(Number(id));
  if (!Consents::ShareChunk(Number(id), Number(LastConsent()))) FreeChunkOf(id);
}

void LiveState::Publish(oauth::Sequence known) {
  known_.store(known, std::memory_order_release);
  lists_.Settle(known);
  readers_.Collect();
}

void LiveState::Reserve(oauth::ConsentId consent, oauth::GrantId grant) {
  Raise(last_consent_, consent);
  Raise(last_grant_, grant);
}

}  // namespace writ::store
