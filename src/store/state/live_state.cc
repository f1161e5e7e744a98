#include "store/state/live_state.h"

#include <algorithm>
#include <utility>

#include "base/check.h"

namespace writ::store {

namespace {

using oauth::Number;

}  // namespace

oauth::Catalogue::Pointer LiveState::FindCatalogue() const {
  const MutexLock lock(catalogue_mutex_);
  return catalogue_;
}

void LiveState::Put(oauth::Catalogue::Pointer catalogue) {
  for (const auto& scope : catalogue->All()) scope_names_.Give(scope->index, scope->name);
  const MutexLock lock(catalogue_mutex_);
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
  const MutexLock lock(MutexOf(id));
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
  const MutexLock lock(MutexOf(id));
  return party->profile;
}

bool LiveState::Load(oauth::ConsentId id, LinkedConsent& linked, std::uint32_t& scopes) const {
  const ConsentSlot* slot = consents_.Find(Number(id));
  ConsentSlot::Words words{};
  if (slot == nullptr || !slot->Load(words) || !Unpack(words, linked)) return false;
  linked.consent.id = id;
  scopes = ScopesOf(words);
  return true;
}

bool LiveState::Load(oauth::ConsentId id, LinkedConsent& linked) const {
  std::uint32_t scopes = 0;
  return Load(id, linked, scopes);
}

std::optional<oauth::Consent> LiveState::Find(oauth::ConsentId id) const {
  const Readers::Reading reading = readers_.Enter();
  LinkedConsent linked;
  std::uint32_t scopes = 0;
  if (!Load(id, linked, scopes)) return std::nullopt;
  linked.consent.scopes = lists_.Get(scopes);
  return linked.consent;
}

std::optional<ConsentRow> LiveState::FindRow(oauth::ConsentId id) const {
  LinkedConsent linked;
  ConsentRow row;
  if (!Load(id, linked, row.scopes)) return std::nullopt;
  row.consent = linked.consent;
  return row;
}

std::optional<oauth::Consent> LiveState::Find(oauth::ClientId client,
                                              oauth::SubjectId subject) const {
  oauth::ConsentId id = oauth::ConsentId::kNone;
  {
    const Readers::Reading reading = readers_.Enter();
    id = consent_index_.Find(
        client, subject,
        [](const void* context, oauth::ConsentId candidate, oauth::ClientId of_client,
           oauth::SubjectId of_subject) {
          LinkedConsent linked;
          return static_cast<const LiveState*>(context)->Load(candidate, linked) &&
                 linked.consent.client == of_client && linked.consent.subject == of_subject;
        },
        this);
  }
  return id == oauth::ConsentId::kNone ? std::nullopt : Find(id);
}

LiveState::Era* LiveState::EraOf(oauth::GrantId id) const {
  const std::uint64_t era = EraNumberOf(id);
  return era >= kErasMax ? nullptr : (*eras_)[era].load(std::memory_order_acquire);
}

GrantSlot* LiveState::FindSlot(oauth::GrantId id) const {
  const Era* grants = EraOf(id);
  return grants == nullptr ? nullptr : grants->Find(OrdinalOf(id));
}

std::optional<oauth::Grant> LiveState::Find(oauth::GrantId id) const {
  std::optional<oauth::Grant> grant;
  GrantSlot::Words words{};
  {
    const Readers::Reading reading = readers_.Enter();
    const GrantSlot* slot = FindSlot(id);
    if (slot == nullptr || !slot->Load(words) || !Unpack(words, grant.emplace())) {
      grant.reset();
      return grant;
    }
    grant->scopes = lists_.Get(ScopesOf(words));
  }
  grant->id = id;
  // Whoever finds a grant asks next where it stands; what is far apart comes while the caller
  // proves the token.
  consents_.Prefetch(Number(grant->consent));
  subjects_.Prefetch(Number(grant->subject));
  return grant;
}

std::optional<GrantRow> LiveState::FindRow(oauth::GrantId id) const {
  const GrantSlot* slot = FindSlot(id);
  GrantSlot::Words words{};
  GrantRow row;
  if (slot == nullptr || !slot->Load(words) || !Unpack(words, row.grant)) return std::nullopt;
  row.grant.id = id;
  row.scopes = ScopesOf(words);
  return row;
}

oauth::GrantId LiveState::NextGrant(oauth::GrantId after) const {
  oauth::GrantId from{Number(after) + 1};
  const std::uint64_t last = EraNumberOf(LastGrant());
  for (std::uint64_t era = EraNumberOf(from); era <= last; from = oauth::GrantId{++era << 32U}) {
    const Era* grants = EraOf(from);
    if (grants == nullptr) continue;
    if (const auto next = grants->NextFrom(OrdinalOf(from))) {
      const oauth::GrantId id{era << 32U | *next};
      return Number(id) <= Number(LastGrant()) ? id : oauth::GrantId::kNone;
    }
  }
  return oauth::GrantId::kNone;
}

oauth::ConsentId LiveState::NextConsent(oauth::ConsentId after) const {
  const std::uint32_t last = Number(LastConsent());
  if (Number(after) >= last) return oauth::ConsentId::kNone;
  const auto next = consents_.NextFrom(Number(after) + 1);
  return next && *next <= last ? oauth::ConsentId{*next} : oauth::ConsentId::kNone;
}

bool LiveState::IsRevoked(oauth::GrantId grant, oauth::TokenSerial serial) const {
  const Readers::Reading reading = readers_.Enter();
  const GrantSlot* slot = FindSlot(grant);
  if (slot != nullptr) __builtin_prefetch(reinterpret_cast<const char*>(slot) + 64);
  if (slot == nullptr || (slot->Flags() & kHasTombstones) == 0) return false;
  return revoked_.Has(grant, serial);
}

std::vector<oauth::Key> LiveState::Keys() const {
  const MutexLock lock(keys_mutex_);
  return keys_;
}

std::vector<oauth::ConsentId> LiveState::ConsentsOf(oauth::SubjectId subject) const {
  std::vector<oauth::ConsentId> ids;
  const auto* party = subject_parties_.Find(Number(subject));
  if (party == nullptr) return ids;
  oauth::ConsentId next = oauth::ConsentId::kNone;
  {
    const MutexLock lock(MutexOf(subject));
    next = oauth::ConsentId{party->latest_consent};
  }
  LinkedConsent linked;
  while (next != oauth::ConsentId::kNone) {
    const Readers::Reading reading = readers_.Enter();
    if (!Load(next, linked)) break;
    ids.push_back(next);
    next = linked.older_of_subject;
  }
  std::sort(ids.begin(), ids.end());  // the links are in no order that a restart would keep
  return ids;
}

}  // namespace writ::store
