// What each kind of event does to the records. An event that a record knows already is not folded
// again: after a crash the tables may be ahead of the events that are replayed.
#include <utility>

#include "store/log/overlay.h"

namespace writ::store {

namespace {

using oauth::Number;
using oauth::Reach;
using oauth::Sequence;

template <typename Record>
bool Knows(const Record& record, Sequence sequence) {
  return Number(record.changed_at) >= Number(sequence);
}

void Cut(oauth::CutOffs& cut, Reach reach, Sequence sequence) {
  (reach == Reach::kAll ? cut.all : cut.access) = sequence;
}

// Puts `record`, changed by the event of `sequence`.
template <typename Table, typename Record>
void PutChanged(Table& table, Record& record, Sequence sequence) {
  record.changed_at = sequence;
  table.Put(record.id, record);
}

// Has `change` change the record of `id`, unless it knows the event already; false when there is no
// such record.
template <typename Table, typename Record, typename Change>
bool ChangeRecord(Table& table, std::optional<Record> record, Sequence sequence, Change change) {
  if (!record) return false;
  if (Knows(*record, sequence)) return true;
  change(*record);
  PutChanged(table, *record, sequence);
  return true;
}

}  // namespace

bool Overlay::Fold(const oauth::ClientMade& event, Sequence sequence) {
  const auto known = Find(event.client);
  if (known && Knows(*known, sequence)) return true;
  if (known) return false;  // its id was given to another
  oauth::Client client = *event.record;
  client.scopes = oauth::Settled(client.scopes);
  client.made_at = sequence;
  PutChanged(clients_, client, sequence);
  client_profiles_.Put(event.client, event.profile);
  last_.Put(kLastClient, Number(event.client));
  return true;
}

bool Overlay::Fold(const oauth::ClientChanged& event, Sequence sequence) {
  const auto change = [&](oauth::Client& client) {
    // All that is chosen about it; what is for life, and what the store alone knows, stays.
    oauth::Client changed = *event.record;
    changed.preset = client.preset;
    changed.any_loopback_redirect = client.any_loopback_redirect;
    changed.seal_secret = client.seal_secret;
    changed.deleted = client.deleted;
    changed.cut = client.cut;
    changed.made_at = client.made_at;
    changed.self_grant = client.self_grant;
    changed.codes_cut = client.codes_cut;
    changed.scopes = oauth::Settled(changed.scopes);
    client = changed;
    client_profiles_.Put(event.client, event.profile);
  };
  return ChangeRecord(clients_, Find(event.client), sequence, change);
}

bool Overlay::Fold(const oauth::ClientDeleted& event, Sequence sequence) {
  return ChangeRecord(clients_, Find(event.client), sequence, [&](oauth::Client& client) {
    client.deleted = true;
    client.cut.all = sequence;
  });
}

bool Overlay::Fold(const oauth::ClientCut& event, Sequence sequence) {
  return ChangeRecord(clients_, Find(event.client), sequence,
                      [&](oauth::Client& client) { Cut(client.cut, event.reach, sequence); });
}

bool Overlay::Fold(const oauth::CodesCut& event, Sequence sequence) {
  return ChangeRecord(clients_, Find(event.client), sequence,
                      [&](oauth::Client& client) { client.codes_cut = event.before; });
}

bool Overlay::Fold(const oauth::SubjectMade& event, Sequence sequence) {
  const auto known = Find(event.subject);
  if (known && Knows(*known, sequence)) return true;
  if (known) return false;
  oauth::Subject subject = *event.record;
  subject.made_at = sequence;
  PutChanged(subjects_, subject, sequence);
  subject_profiles_.Put(event.subject, event.profile);
  last_.Put(kLastSubject, Number(event.subject));
  return true;
}

bool Overlay::Fold(const oauth::SubjectChanged& event, Sequence sequence) {
  return ChangeRecord(subjects_, Find(event.subject), sequence, [&](oauth::Subject& subject) {
    subject.enabled = event.record->enabled;
    subject_profiles_.Put(event.subject, event.profile);
  });
}

bool Overlay::Fold(const oauth::SubjectDeleted& event, Sequence sequence) {
  return ChangeRecord(subjects_, Find(event.subject), sequence, [&](oauth::Subject& subject) {
    subject.deleted = true;
    subject.cut.all = sequence;
  });
}

bool Overlay::Fold(const oauth::SubjectCut& event, Sequence sequence) {
  return ChangeRecord(subjects_, Find(event.subject), sequence,
                      [&](oauth::Subject& subject) { Cut(subject.cut, event.reach, sequence); });
}

bool Overlay::Fold(const oauth::SessionsEnded& event, Sequence sequence) {
  return ChangeRecord(subjects_, Find(event.subject), sequence,
                      [&](oauth::Subject& subject) { subject.seal_secret = event.seal_secret; });
}

bool Overlay::Fold(const oauth::ConsentGiven& event, Sequence sequence) {
  auto consent = Find(event.consent);
  if (consent && Knows(*consent, sequence)) return true;
  if (!consent) {
    consent.emplace();
    consent->id = event.consent;
    consent->client = event.client;
    consent->subject = event.subject;
    consent_of_pair_.Put(PairOf(event.client, event.subject), event.consent);
    last_.Put(kLastConsent, Number(event.consent));
  }
  consent->scopes = *event.scopes;
  consent->made_at = event.made_at;
  consent->made_time = event.made_time;
  PutChanged(consents_, *consent, sequence);
  return true;
}

bool Overlay::Fold(const oauth::ConsentCut& event, Sequence sequence) {
  return ChangeRecord(consents_, Find(event.consent), sequence,
                      [&](oauth::Consent& consent) { Cut(consent.cut, event.reach, sequence); });
}

bool Overlay::Fold(const oauth::GrantMade& event, Sequence sequence) {
  auto consent = Find(event.consent);
  auto client = Find(event.client);
  if (event.consent != oauth::ConsentId::kNone && !consent) return false;
  const auto known = Find(event.grant);
  if (!known || !Knows(*known, sequence)) {
    oauth::Grant grant;
    grant.id = event.grant;
    grant.kind = event.kind;
    grant.client = event.client;
    grant.subject = event.subject;
    grant.consent = event.consent;
    grant.secret = event.secret;
    grant.made_at = grant.generation_at = sequence;
    grant.made_time = grant.generation_time = event.made_time;
    grant.expires = event.expires;
    grant.generation = event.generation;
    grant.older_in_consent = event.older_in_consent;
    grant.scopes = *event.scopes;
    PutChanged(grants_, grant, sequence);
    last_.Put(kLastGrant, Number(grant.id));
  }
  if (consent && !Knows(*consent, sequence)) {
    consent->latest_grant = event.grant;
    PutChanged(consents_, *consent, sequence);
  }
  const bool own = event.kind == oauth::GrantKind::kClientCredentials;
  if (own && client && !Knows(*client, sequence)) {
    client->self_grant = event.grant;
    PutChanged(clients_, *client, sequence);
  }
  return true;
}

bool Overlay::Fold(const oauth::GrantWidened& event, Sequence sequence) {
  return ChangeRecord(grants_, Find(event.grant), sequence,
                      [&](oauth::Grant& grant) { grant.scopes = *event.scopes; });
}

bool Overlay::Fold(const oauth::GrantEnded& event, Sequence sequence) {
  return ChangeRecord(grants_, Find(event.grant), sequence, [&](oauth::Grant& grant) {
    if (grant.ended_at != Sequence::kNone) return;  // an end is final: the first one counts
    grant.ended_at = sequence;
    grant.end_cause = event.cause;
  });
}

bool Overlay::Fold(const oauth::GrantRotated& event, Sequence sequence) {
  return ChangeRecord(grants_, Find(event.grant), sequence, [&](oauth::Grant& grant) {
    grant.generation = event.generation;
    grant.generation_at = sequence;
    grant.generation_time = event.time;
    if (event.expires != Instant{}) grant.expires = event.expires;
  });
}

bool Overlay::Fold(const oauth::GrantAccessCut& event, Sequence sequence) {
  return ChangeRecord(grants_, Find(event.grant), sequence,
                      [&](oauth::Grant& grant) { grant.access_cut = sequence; });
}

bool Overlay::Fold(const oauth::CodeSpent& event, Sequence sequence) {
  oauth::SpentCode code = event.code;
  code.spent_at = sequence;
  spent_.Put(code.serial, code);
  return true;
}

bool Overlay::Fold(const oauth::AccessTokenRevoked& event, Sequence sequence) {
  revoked_.Put(Number(sequence), event.token);
  return true;
}

bool Overlay::Fold(const oauth::ServerCut& event, Sequence sequence) {
  ServerRecord record = FindServer();
  Cut(record.server.cut, event.reach, sequence);
  server_.Put(0, record);
  return true;
}

bool Overlay::Fold(const oauth::ClockAdvanced& event, Sequence /*sequence*/) {
  ServerRecord record = FindServer();
  record.server.clock_offset = event.offset;
  server_.Put(0, record);
  return true;
}

// It changes nothing but the time of the latest event, which is in no record.
bool Overlay::Fold(const oauth::ClockAccepted& /*event*/, Sequence /*sequence*/) { return true; }

bool Overlay::Fold(const oauth::LostHistoryAccepted& event, Sequence /*sequence*/) {
  ServerRecord record = FindServer();
  record.server.incarnation = event.incarnation;
  record.grant_era = event.grant_era;
  server_.Put(0, record);
  return true;
}

bool Overlay::Fold(const oauth::Event& event) {
  return std::visit([&](const auto& what) { return Fold(what, event.sequence); }, event.what);
}

}  // namespace writ::store
