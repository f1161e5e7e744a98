#include "store/log/overlay.h"

#include <algorithm>

namespace writ::store {

namespace {

using oauth::Number;
using oauth::Reach;
using oauth::Sequence;

enum LastId : int { kLastClient, kLastSubject, kLastConsent, kLastGrant };

std::uint64_t PairOf(oauth::ClientId client, oauth::SubjectId subject) {
  return std::uint64_t{Number(client)} << 32U | Number(subject);
}

template <typename Record>
bool Knows(const Record& record, const Event& event) {
  return Number(record.changed_at) >= Number(event.sequence);
}

void Cut(oauth::CutOffs& cut, const Event& event) {
  (static_cast<Reach>(event.detail) == Reach::kAll ? cut.all : cut.access) = event.sequence;
}

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

bool Overlay::FoldClient(const Event& event) {
  auto client = Find(event.client);
  if (event.kind == EventKind::kMakeClient && !client) {
    client = *event.client_record;
    client->scopes = oauth::Settled(client->scopes);
    client->made_at = event.sequence;
    last_.Put(kLastClient, Number(event.client));
  } else if (!client) {
    return false;
  } else if (Knows(*client, event)) {
    return true;
  } else if (event.kind == EventKind::kDeleteClient) {
    client->deleted = true;
    client->cut.all = event.sequence;
  } else if (event.kind == EventKind::kCutClient) {
    Cut(client->cut, event);
  } else {
    const oauth::Client& changed = *event.client_record;
    client->enabled = changed.enabled;
    client->resource_server = changed.resource_server;
    client->rotation_grace = changed.rotation_grace;
    client->secret_count = changed.secret_count;
    client->secrets = changed.secrets;
    client->scopes = oauth::Settled(changed.scopes);
  }
  client->changed_at = event.sequence;
  if (event.client_profile) client_profiles_.Put(event.client, event.client_profile);
  clients_.Put(event.client, *client);
  return true;
}

bool Overlay::FoldSubject(const Event& event) {
  auto subject = Find(event.subject);
  if (event.kind == EventKind::kMakeSubject && !subject) {
    subject = *event.subject_record;
    subject->made_at = event.sequence;
    last_.Put(kLastSubject, Number(event.subject));
  } else if (!subject) {
    return false;
  } else if (Knows(*subject, event)) {
    return true;
  } else if (event.kind == EventKind::kDeleteSubject) {
    subject->deleted = true;
    subject->cut.all = event.sequence;
  } else if (event.kind == EventKind::kCutSubject) {
    Cut(subject->cut, event);
  } else if (event.kind == EventKind::kEndSessions) {
    subject->seal_secret = event.secret;
  } else {
    subject->enabled = event.subject_record->enabled;
  }
  subject->changed_at = event.sequence;
  if (event.subject_profile) subject_profiles_.Put(event.subject, event.subject_profile);
  subjects_.Put(event.subject, *subject);
  return true;
}

bool Overlay::FoldConsent(const Event& event) {
  auto consent = Find(event.consent);
  if (event.kind == EventKind::kCutConsent) {
    if (!consent) return false;
    if (Knows(*consent, event)) return true;
    Cut(consent->cut, event);
  } else {
    if (consent && Knows(*consent, event)) return true;
    if (!consent) {
      consent.emplace();
      consent->id = event.consent;
      consent->client = event.client;
      consent->subject = event.subject;
      consent_of_pair_.Put(PairOf(event.client, event.subject), event.consent);
      last_.Put(kLastConsent, Number(event.consent));
    }
    consent->scopes = event.scopes;
    consent->made_at = Sequence{event.link};
    consent->made_time = event.at;
  }
  consent->changed_at = event.sequence;
  consents_.Put(event.consent, *consent);
  return true;
}

bool Overlay::FoldNewGrant(const Event& event) {
  auto consent = Find(event.consent);
  auto client = Find(event.client);
  if (event.consent != oauth::ConsentId::kNone && !consent) return false;
  const auto known = Find(event.grant);
  if (!known || !Knows(*known, event)) {
    oauth::Grant grant;
    grant.id = event.grant;
    grant.kind = static_cast<oauth::GrantKind>(event.detail);
    grant.client = event.client;
    grant.subject = event.subject;
    grant.consent = event.consent;
    grant.secret = event.secret;
    grant.made_at = grant.changed_at = grant.generation_at = event.sequence;
    grant.made_time = grant.generation_time = event.at;
    grant.expires = event.expires;
    grant.generation = static_cast<std::uint32_t>(event.number);
    grant.older_in_consent = oauth::GrantId{event.link};
    grant.scopes = event.scopes;
    grants_.Put(grant.id, grant);
    last_.Put(kLastGrant, Number(grant.id));
  }
  if (consent && !Knows(*consent, event)) {
    consent->latest_grant = event.grant;
    consent->changed_at = event.sequence;
    consents_.Put(consent->id, *consent);
  }
  const bool own =
      static_cast<oauth::GrantKind>(event.detail) == oauth::GrantKind::kClientCredentials;
  if (own && client && !Knows(*client, event)) {
    client->self_grant = event.grant;
    client->changed_at = event.sequence;
    clients_.Put(client->id, *client);
  }
  return true;
}

bool Overlay::FoldGrant(const Event& event) {
  auto grant = Find(event.grant);
  if (!grant) return false;
  if (Knows(*grant, event)) return true;
  if (event.kind == EventKind::kWidenGrant) {
    grant->scopes = event.scopes;
  } else if (event.kind == EventKind::kCutGrantAccess) {
    grant->access_cut = event.sequence;
  } else if (event.kind == EventKind::kRotateGrant) {
    grant->generation = static_cast<std::uint32_t>(event.number);
    grant->generation_at = event.sequence;
    grant->generation_time = event.at;
  } else if (grant->ended_at == Sequence::kNone) {
    grant->ended_at = event.sequence;  // an end is final: the first one counts
    grant->end_cause = event.cause;
  }
  grant->changed_at = event.sequence;
  grants_.Put(event.grant, *grant);
  return true;
}

bool Overlay::FoldServer(const Event& event) {
  ServerRecord record = FindServer();
  if (event.kind == EventKind::kCutServer) {
    Cut(record.server.cut, event);
  } else if (event.kind == EventKind::kAcceptClock) {
    return true;  // nothing but the time of the latest event, which is not in the record
  } else if (event.kind == EventKind::kAdvanceClock) {
    record.server.clock_offset = Seconds(static_cast<std::int64_t>(event.number));
  } else {
    record.server.incarnation = event.number;
    record.grant_era = event.link;
  }
  server_.Put(0, record);
  return true;
}

void Overlay::FoldShortLived(const Event& event) {
  if (event.kind == EventKind::kSpendCode) {
    const oauth::CodeSerial serial{event.serial};
    spent_.Put(serial,
               {serial, event.client, event.grant, event.detail != 0, event.at, event.expires});
  } else {
    revoked_.Put(Number(event.sequence),
                 {event.grant, oauth::TokenSerial{event.serial}, event.expires});
  }
}

bool Overlay::Fold(const Event& event) {
  switch (event.kind) {
    case EventKind::kMakeClient:
    case EventKind::kChangeClient:
    case EventKind::kDeleteClient:
    case EventKind::kCutClient:
      return FoldClient(event);
    case EventKind::kMakeSubject:
    case EventKind::kChangeSubject:
    case EventKind::kDeleteSubject:
    case EventKind::kCutSubject:
    case EventKind::kEndSessions:
      return FoldSubject(event);
    case EventKind::kGiveConsent:
    case EventKind::kCutConsent:
      return FoldConsent(event);
    case EventKind::kMakeGrant:
      return FoldNewGrant(event);
    case EventKind::kWidenGrant:
    case EventKind::kEndGrant:
    case EventKind::kRotateGrant:
    case EventKind::kCutGrantAccess:
      return FoldGrant(event);
    case EventKind::kSpendCode:
    case EventKind::kRevokeAccessToken:
      FoldShortLived(event);
      return true;
    case EventKind::kCutServer:
    case EventKind::kAdvanceClock:
    case EventKind::kAcceptLostHistory:
    case EventKind::kAcceptClock:
      return FoldServer(event);
    case EventKind::kMakeKey:
    case EventKind::kChangeKey:
      return FoldKey(event);
    case EventKind::kMakeScope:
    case EventKind::kChangeScope:
    case EventKind::kRetireScope:
      return FoldScope(event);
  }
  return false;
}

void Overlay::Mark() {
  clients_.Mark();
  client_profiles_.Mark();
  subjects_.Mark();
  subject_profiles_.Mark();
  consents_.Mark();
  consent_of_pair_.Mark();
  grants_.Mark();
  spent_.Mark();
  revoked_.Mark();
  keys_.Mark();
  marked_catalogue_ = catalogue_;
  server_.Mark();
  last_.Mark();
}

void Overlay::Rollback() {
  clients_.Rollback();
  client_profiles_.Rollback();
  subjects_.Rollback();
  subject_profiles_.Rollback();
  consents_.Rollback();
  consent_of_pair_.Rollback();
  grants_.Rollback();
  spent_.Rollback();
  revoked_.Rollback();
  keys_.Rollback();
  catalogue_ = marked_catalogue_;
  server_.Rollback();
  last_.Rollback();
}

void Overlay::Clear() {
  clients_.Clear();
  client_profiles_.Clear();
  subjects_.Clear();
  subject_profiles_.Clear();
  consents_.Clear();
  consent_of_pair_.Clear();
  grants_.Clear();
  spent_.Clear();
  revoked_.Clear();
  keys_.Clear();
  catalogue_.reset();
  server_.Clear();
  last_.Clear();
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
