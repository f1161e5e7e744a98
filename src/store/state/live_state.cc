#include "store/state/live_state.h"

#include <algorithm>
#include <utility>

#include "base/check.h"

namespace writ::store {

namespace {

using oauth::Number;

template <typename Id>
void Raise(std::atomic<Id>& last, Id id) {
  if (Number(last.load(std::memory_order_relaxed)) < Number(id)) last.store(id);
}

std::uint32_t EraOf(oauth::GrantId id) { return static_cast<std::uint32_t>(Number(id) >> 32U); }
std::uint32_t OrdinalOf(oauth::GrantId id) { return static_cast<std::uint32_t>(Number(id)); }

}  // namespace

oauth::Catalogue::Pointer LiveState::FindCatalogue() const {
  const std::lock_guard lock(catalogue_mutex_);
  return catalogue_;
}

void LiveState::Put(oauth::Catalogue::Pointer catalogue) {
  for (const auto& scope : catalogue->All()) scope_names_.Give(scope->index, scope->name);
  const std::lock_guard lock(catalogue_mutex_);
  catalogue_ = std::move(catalogue);
}

oauth::Server LiveState::FindServer() const {
  oauth::Server server;
  static_cast<void>(server_.Load(server));
  return server;
}

std::optional<oauth::Client> LiveState::Find(oauth::ClientId id) const {
  const auto* record = clients_.Find(Number(id));
  oauth::Client client;
  if (record == nullptr || !record->Load(client)) return std::nullopt;
  return client;
}

ClientProfilePointer LiveState::FindProfile(oauth::ClientId id) const {
  const auto* party = client_parties_.Find(Number(id));
  if (party == nullptr) return nullptr;
  const std::lock_guard lock(MutexOf(id));
  return party->profile;
}

std::optional<oauth::Subject> LiveState::Find(oauth::SubjectId id) const {
  const auto* record = subjects_.Find(Number(id));
  oauth::Subject subject;
  if (record == nullptr || !record->Load(subject)) return std::nullopt;
  return subject;
}

SubjectProfilePointer LiveState::FindProfile(oauth::SubjectId id) const {
  const auto* party = subject_parties_.Find(Number(id));
  if (party == nullptr) return nullptr;
  const std::lock_guard lock(MutexOf(id));
  return party->profile;
}

bool LiveState::Load(oauth::ConsentId id, LinkedConsent& linked) const {
  const ConsentSlot* slot = consents_.Find(Number(id));
  ConsentSlot::Words words{};
  if (slot == nullptr || !slot->Load(words)) return false;
  linked.consent.id = id;
  return Unpack(words, lists_, linked);
}

std::optional<oauth::Consent> LiveState::Find(oauth::ConsentId id) const {
  LinkedConsent linked;
  if (!Load(id, linked)) return std::nullopt;
  return linked.consent;
}

std::optional<oauth::Consent> LiveState::Find(oauth::ClientId client,
                                              oauth::SubjectId subject) const {
  const oauth::ConsentId id = consent_index_.Find(
      client, subject,
      [](const void* context, oauth::ConsentId candidate, oauth::ClientId of_client,
         oauth::SubjectId of_subject) {
        LinkedConsent linked;
        return static_cast<const LiveState*>(context)->Load(candidate, linked) &&
               linked.consent.client == of_client && linked.consent.subject == of_subject;
      },
      this);
  return id == oauth::ConsentId::kNone ? std::nullopt : Find(id);
}

GrantSlot* LiveState::FindSlot(oauth::GrantId id) const {
  const std::uint32_t era = EraOf(id);
  if (era >= kErasMax) return nullptr;
  const Era* grants = eras_[era].load(std::memory_order_acquire);
  return grants == nullptr ? nullptr : grants->Find(OrdinalOf(id));
}

std::optional<oauth::Grant> LiveState::Find(oauth::GrantId id) const {
  const GrantSlot* slot = FindSlot(id);
  GrantSlot::Words words{};
  oauth::Grant grant;
  if (slot == nullptr || !slot->Load(words) || !Unpack(words, lists_, grant)) return std::nullopt;
  grant.id = id;
  // Whoever finds a grant asks next where it stands; what is far apart comes while the caller
  // proves the token.
  consents_.Prefetch(Number(grant.consent));
  subjects_.Prefetch(Number(grant.subject));
  return grant;
}

bool LiveState::IsRevoked(oauth::GrantId grant, oauth::TokenSerial serial) const {
  const GrantSlot* slot = FindSlot(grant);
  if (slot != nullptr) __builtin_prefetch(reinterpret_cast<const char*>(slot) + 64);
  if (slot == nullptr || (slot->Flags() & kHasTombstones) == 0) return false;
  return revoked_.Has(grant, serial);
}

std::vector<oauth::Key> LiveState::Keys() const {
  const std::lock_guard lock(keys_mutex_);
  return keys_;
}

std::vector<oauth::ConsentId> LiveState::ConsentsOf(oauth::SubjectId subject) const {
  std::vector<oauth::ConsentId> ids;
  const auto* party = subject_parties_.Find(Number(subject));
  if (party == nullptr) return ids;
  oauth::ConsentId next = oauth::ConsentId::kNone;
  {
    const std::lock_guard lock(MutexOf(subject));
    next = oauth::ConsentId{party->latest_consent};
  }
  LinkedConsent linked;
  while (next != oauth::ConsentId::kNone && Load(next, linked)) {
    ids.push_back(next);
    next = linked.older_of_subject;
  }
  std::sort(ids.begin(), ids.end());  // the links are in no order that a restart would keep
  return ids;
}

void LiveState::Put(const oauth::Client& client) {
  clients_.Make(Number(client.id)).Store(client);
  Raise(last_client_, client.id);
}

void LiveState::Put(oauth::ClientId id, ClientProfilePointer profile) {
  auto& party = client_parties_.Make(Number(id));
  const std::lock_guard lock(MutexOf(id));
  party.profile = std::move(profile);
}

void LiveState::Put(const oauth::Subject& subject) {
  subjects_.Make(Number(subject.id)).Store(subject);
  Raise(last_subject_, subject.id);
}

void LiveState::Put(oauth::SubjectId id, SubjectProfilePointer profile) {
  auto& party = subject_parties_.Make(Number(id));
  const std::lock_guard lock(MutexOf(id));
  party.profile = std::move(profile);
}

void LiveState::Link(LinkedConsent& linked) {
  auto& party = subject_parties_.Make(Number(linked.consent.subject));
  const std::lock_guard lock(MutexOf(linked.consent.subject));
  linked.older_of_subject = oauth::ConsentId{party.latest_consent};
}

void LiveState::PutNew(LinkedConsent& linked) {
  const oauth::Consent& consent = linked.consent;
  Link(linked);
  consents_.Make(Number(consent.id)).Store(Pack(linked, ScopeLists::NumberOf(consent.scopes)));
  Raise(last_consent_, consent.id);
  auto& party = subject_parties_.Make(Number(consent.subject));
  const std::lock_guard lock(MutexOf(consent.subject));
  party.latest_consent = Number(consent.id);
}

void LiveState::Put(const oauth::Consent& consent) {
  LinkedConsent linked;
  const bool known = Load(consent.id, linked);
  linked.consent = consent;
  if (known) {
    consents_.Make(Number(consent.id)).Store(Pack(linked, ScopeLists::NumberOf(consent.scopes)));
    return;
  }
  PutNew(linked);
  consent_index_.Insert(ConsentIndex::Hash(consent.client, consent.subject), consent.id,
                        [this](oauth::ConsentId id, std::uint64_t& hash) {
                          LinkedConsent other;
                          if (!Load(id, other)) return false;
                          hash = ConsentIndex::Hash(other.consent.client, other.consent.subject);
                          return true;
                        });
}

ConsentIndex::Entry LiveState::PutUnindexed(const oauth::Consent& consent) {
  LinkedConsent linked;
  linked.consent = consent;
  PutNew(linked);
  return {static_cast<std::uint32_t>(ConsentIndex::Hash(consent.client, consent.subject)),
          Number(consent.id)};
}

void LiveState::Put(const oauth::Grant& grant) {
  const std::uint32_t era = EraOf(grant.id);
  CHECK(era < kErasMax);
  if (eras_[era].load(std::memory_order_relaxed) == nullptr) {
    owned_eras_.push_back(std::make_unique<Era>());
    eras_[era].store(owned_eras_.back().get(), std::memory_order_release);
  }
  Era* grants = eras_[era].load(std::memory_order_relaxed);
  grants->Make(OrdinalOf(grant.id)).Store(Pack(grant, ScopeLists::NumberOf(grant.scopes)));
  Raise(last_grant_, grant.id);
}

void LiveState::Put(const oauth::Key& key) {
  const std::lock_guard lock(keys_mutex_);
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
  if (GrantSlot* slot = FindSlot(id)) slot->Store({});
}

void LiveState::Erase(oauth::ConsentId id) {
  LinkedConsent gone;
  if (!Load(id, gone)) return;
  consent_index_.Erase(ConsentIndex::Hash(gone.consent.client, gone.consent.subject), id);
  auto& party = subject_parties_.Make(Number(gone.consent.subject));
  const std::lock_guard lock(MutexOf(gone.consent.subject));
  if (party.latest_consent == Number(id)) {
    party.latest_consent = Number(gone.older_of_subject);
  } else {
    // The younger neighbour takes over the link.
    LinkedConsent younger;
    oauth::ConsentId next{party.latest_consent};
    while (Load(next, younger) && younger.older_of_subject != id) next = younger.older_of_subject;
    younger.older_of_subject = gone.older_of_subject;
    consents_.Make(Number(next)).Store(Pack(younger, ScopeLists::NumberOf(younger.consent.scopes)));
  }
  consents_.Make(Number(id)).Store({});
}

void LiveState::Reserve(oauth::ConsentId consent, oauth::GrantId grant) {
  Raise(last_consent_, consent);
  Raise(last_grant_, grant);
}

}  // namespace writ::store
