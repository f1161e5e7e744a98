#include "store/log/overlay.h"

#include <algorithm>

namespace writ::store {

namespace {

using oauth::Number;
using oauth::Sequence;

template <typename Id, typename Table>
Id LastOf(const Table& last, int kind, Id committed) {
  const std::uint64_t* id = last.Find(kind);
  if (id == nullptr || *id < Number(committed)) return committed;
  return static_cast<Id>(*id);
}

}  // namespace

ServerRecord Overlay::FindServer() const {
  const ServerRecord* changed = server_.Find(0);
  return changed == nullptr ? committed_server_ : *changed;
}

std::optional<oauth::Client> Overlay::Find(oauth::ClientId id) const {
  if (const auto* changed = clients_.Find(id)) return *changed;
  return live_.Find(id);
}

std::optional<oauth::Subject> Overlay::Find(oauth::SubjectId id) const {
  if (const auto* changed = subjects_.Find(id)) return *changed;
  return live_.Find(id);
}

std::optional<oauth::Consent> Overlay::Find(oauth::ConsentId id) const {
  if (const auto* changed = consents_.Find(id)) return *changed;
  return live_.Find(id);
}

std::optional<oauth::Consent> Overlay::Find(oauth::ClientId client,
                                            oauth::SubjectId subject) const {
  if (const auto* id = consent_of_pair_.Find(PairOf(client, subject))) return Find(*id);
  // Committed, but this batch may have changed it.
  const auto committed = live_.Find(client, subject);
  return committed ? Find(committed->id) : std::nullopt;
}

std::optional<oauth::Grant> Overlay::Find(oauth::GrantId id) const {
  if (const auto* changed = grants_.Find(id)) return *changed;
  return live_.Find(id);
}

std::optional<oauth::SpentCode> Overlay::Find(oauth::CodeSerial serial) const {
  if (const auto* changed = spent_.Find(serial)) return *changed;
  return live_.Spent().Find(serial);
}

std::vector<oauth::Key> Overlay::Keys() const {
  std::vector<oauth::Key> keys = live_.Keys();
  for (const auto& entry : keys_.All()) {
    const oauth::Key& key = entry.second;
    const auto place =
        std::find_if(keys.begin(), keys.end(), [&](const auto& old) { return old.id >= key.id; });
    if (place != keys.end() && place->id == key.id) {
      *place = key;
    } else {
      keys.insert(place, key);
    }
  }
  return keys;
}

oauth::ClientId Overlay::LastClient() const {
  return LastOf(last_, kLastClient, live_.LastClient());
}
oauth::SubjectId Overlay::LastSubject() const {
  return LastOf(last_, kLastSubject, live_.LastSubject());
}
oauth::ConsentId Overlay::LastConsent() const {
  return LastOf(last_, kLastConsent, live_.LastConsent());
}
oauth::GrantId Overlay::LastGrant() const { return LastOf(last_, kLastGrant, live_.LastGrant()); }

void Overlay::Mark() {
  OfEachTable([](auto& table) { table.Mark(); });
  marked_catalogue_ = catalogue_;
}
void Overlay::Rollback() {
  OfEachTable([](auto& table) { table.Rollback(); });
  catalogue_ = marked_catalogue_;
}
void Overlay::Clear() {
  OfEachTable([](auto& table) { table.Clear(); });
  catalogue_.reset();
}

void Overlay::Apply(LiveState& live, ServerRecord& committed) const {
  if (const ServerRecord* server = server_.Find(0)) {
    committed = *server;
    live.Put(server->server);
  }
  // Before whatever has a scope of it.
  if (catalogue_ != nullptr) live.Put(catalogue_);
  for (const auto& [id, key] : keys_.All()) live.Put(key);
  // Grants come before what names them (clients, consents, spent codes): who reads in between and
  // misses the grant would make a second one, and no precondition would notice.
  for (const auto& [id, grant] : grants_.All()) {
    const bool has_cut = grant.access_cut != Sequence::kNone;
    const auto before = has_cut ? live.Find(id) : std::nullopt;
    live.Put(grant);
    // What the cut-off ends needs no tombstones; who missed one sees the cut-off (ReadToken).
    if (has_cut && (!before || before->access_cut != grant.access_cut)) {
      live.Revoked().Drop(id);
    }
  }
  for (const auto& [id, client] : clients_.All()) live.Put(client);
  for (const auto& [id, profile] : client_profiles_.All()) live.Put(id, profile);
  for (const auto& [id, subject] : subjects_.All()) live.Put(subject);
  for (const auto& [id, profile] : subject_profiles_.All()) live.Put(id, profile);
  for (const auto& [id, consent] : consents_.All()) live.Put(consent);
  for (const auto& [id, code] : spent_.All()) live.Spent().Insert(code);
  for (const auto& [sequence, token] : revoked_.All()) {
    const auto grant = live.Find(token.grant);
    if (grant && sequence > Number(grant->access_cut)) live.Put(token);
  }
}

}  // namespace writ::store
