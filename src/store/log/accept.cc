#include "store/log/accept.h"

#include <variant>

namespace writ::store {

namespace {

using oauth::Number;

template <typename Id>
Id Next(Id last) {
  return static_cast<Id>(Number(last) + 1);
}

template <typename Record>
bool Exists(const std::optional<Record>& record) {
  return record && !record->deleted;
}

// What an operator chooses about a client, and nothing that is the store's to know.
std::shared_ptr<oauth::Client> Chosen(const oauth::Client& client) {
  auto chosen = std::make_shared<oauth::Client>();
  chosen->id = client.id;
  chosen->preset = client.preset;
  chosen->enabled = client.enabled;
  chosen->resource_server = client.resource_server;
  chosen->any_loopback_redirect = client.any_loopback_redirect;
  chosen->rotation_grace = client.rotation_grace;
  for (std::size_t i = 0; i < client.secret_count && i < client.secrets.size(); ++i) {
    chosen->secrets.at(chosen->secret_count++) = client.secrets.at(i);
  }
  chosen->seal_secret = client.seal_secret;
  chosen->scopes = Settled(client.scopes);
  return chosen;
}

std::shared_ptr<oauth::Subject> Chosen(const oauth::Subject& subject) {
  auto chosen = std::make_shared<oauth::Subject>();
  chosen->id = subject.id;
  chosen->enabled = subject.enabled;
  chosen->seal_secret = subject.seal_secret;
  return chosen;
}

}  // namespace

const oauth::ScopeList* Batch::Intern(const oauth::ScopeList& list) {
  return live_.Lists().Find(live_.Lists().Intern(list));
}

bool Batch::Fill(const oauth::MakeClient& change, Event& event, Made& made) {
  auto client = Chosen(change.client);
  client->id = event.client = made.committed.client = Next(overlay_.LastClient());
  event.kind = EventKind::kMakeClient;
  event.client_record = std::move(client);
  event.client_profile = std::make_shared<const oauth::ClientProfile>(change.profile);
  return true;
}

bool Batch::Fill(const oauth::ChangeClient& change, Event& event, Made&) {
  const auto old = overlay_.Find(change.client.id);
  if (!Exists(old)) return false;
  event.kind = EventKind::kChangeClient;
  event.client = change.client.id;
  auto client = Chosen(change.client);
  client->seal_secret = old->seal_secret;  // for life, as are preset and loopback
  event.client_record = std::move(client);
  event.client_profile = std::make_shared<const oauth::ClientProfile>(change.profile);
  return true;
}

bool Batch::Fill(const oauth::DeleteClient& change, Event& event, Made&) {
  event.kind = EventKind::kDeleteClient;
  event.client = change.client;
  event.cause = oauth::Cause::kDeleted;
  return Exists(overlay_.Find(change.client));
}

bool Batch::Fill(const oauth::MakeSubject& change, Event& event, Made& made) {
  auto subject = Chosen(change.subject);
  subject->id = event.subject = made.committed.subject = Next(overlay_.LastSubject());
  event.kind = EventKind::kMakeSubject;
  event.subject_record = std::move(subject);
  event.subject_profile = std::make_shared<const oauth::SubjectProfile>(change.profile);
  return true;
}

bool Batch::Fill(const oauth::ChangeSubject& change, Event& event, Made&) {
  const auto old = overlay_.Find(change.subject.id);
  if (!Exists(old)) return false;
  event.kind = EventKind::kChangeSubject;
  event.subject = change.subject.id;
  auto subject = Chosen(change.subject);
  subject->seal_secret = old->seal_secret;
  event.subject_record = std::move(subject);
  event.subject_profile = std::make_shared<const oauth::SubjectProfile>(change.profile);
  return true;
}

bool Batch::Fill(const oauth::DeleteSubject& change, Event& event, Made&) {
  event.kind = EventKind::kDeleteSubject;
  event.subject = change.subject;
  event.cause = oauth::Cause::kDeleted;
  return Exists(overlay_.Find(change.subject));
}

bool Batch::Fill(const oauth::EndSessions& change, Event& event, Made&) {
  event.kind = EventKind::kEndSessions;
  event.subject = change.subject;
  event.secret = change.seal_secret;
  event.cause = change.cause;
  return Exists(overlay_.Find(change.subject));
}

bool Batch::Fill(const oauth::GiveConsent& change, Event& event, Made& made) {
  if (!Exists(overlay_.Find(change.client)) || !Exists(overlay_.Find(change.subject))) return false;
  const auto old = overlay_.Find(change.client, change.subject);
  const bool alive = old && Number(old->made_at) > Number(old->cut.all);
  event.kind = EventKind::kGiveConsent;
  event.client = change.client;
  event.subject = change.subject;
  event.consent = made.consent = old ? old->id : Next(overlay_.LastConsent());
  event.scopes = Intern(change.scopes);
  event.link = Number(alive ? old->made_at : event.sequence);
  event.at = alive ? old->made_time : change.time;
  return true;
}

bool Batch::FindConsentFor(const oauth::Grant& grant, const Made& made, Event& event) const {
  if (grant.kind != oauth::GrantKind::kAuthorization) return true;
  auto consent = overlay_.Find(grant.consent);
  if (grant.consent == oauth::ConsentId::kNone) {
    consent = made.consent != oauth::ConsentId::kNone ? overlay_.Find(made.consent)
                                                      : overlay_.Find(grant.client, grant.subject);
  }
  if (!consent) return false;
  event.consent = consent->id;
  event.link = Number(consent->latest_grant);
  return true;
}

bool Batch::Fill(const oauth::MakeGrant& change, Event& event, Made& made) {
  const oauth::Grant& grant = change.grant;
  if (grant.client != oauth::ClientId::kNone && !Exists(overlay_.Find(grant.client))) return false;
  if (grant.subject != oauth::SubjectId::kNone && !Exists(overlay_.Find(grant.subject))) {
    return false;
  }
  if (!FindConsentFor(grant, made, event)) return false;
  const std::uint64_t first_of_era = overlay_.FindServer().grant_era << 32U | 1U;
  const oauth::GrantId next = Next(overlay_.LastGrant());
  event.kind = EventKind::kMakeGrant;
  event.detail = static_cast<std::uint8_t>(grant.kind);
  event.grant = Number(next) < first_of_era ? oauth::GrantId{first_of_era} : next;
  event.client = grant.client;
  event.subject = grant.subject;
  event.scopes = Intern(change.scopes);
  event.secret = grant.secret;
  event.number = grant.generation;
  event.at = grant.made_time;
  event.expires = grant.expires;
  made.grant = made.touched = event.grant;
  return true;
}

bool Batch::Fill(const oauth::WidenGrant& change, Event& event, Made& made) {
  event.kind = EventKind::kWidenGrant;
  event.grant = made.touched = change.grant;
  event.scopes = Intern(change.scopes);
  return true;
}

bool Batch::Fill(const oauth::EndGrant& change, Event& event, Made& made) {
  event.kind = EventKind::kEndGrant;
  event.grant = made.touched = change.grant;
  event.cause = change.cause;
  return true;
}

bool Batch::Fill(const oauth::RotateGrant& change, Event& event, Made& made) {
  event.kind = EventKind::kRotateGrant;
  event.grant = made.touched = change.grant;
  event.number = change.generation;
  event.at = change.time;
  return true;
}

bool Batch::Fill(const oauth::SpendCode& change, Event& event, Made& made) {
  // The last line of invariant 4, should a decision forget its precondition.
  if (overlay_.Find(change.code.serial)) return false;
  event.kind = EventKind::kSpendCode;
  event.serial = Number(change.code.serial);
  event.client = change.code.client;
  event.grant = change.code.grant == oauth::GrantId::kNone ? made.grant : change.code.grant;
  event.detail = change.code.made_grant ? 1 : 0;
  event.at = change.code.spent_time;
  event.expires = change.code.expires;
  return true;
}

bool Batch::Fill(const oauth::RevokeAccessToken& change, Event& event, Made& made) {
  const auto grant = overlay_.Find(change.token.grant);
  if (!grant) return false;
  event.grant = made.touched = grant->id;
  const std::uint32_t of_batch = tombstones_[grant->id]++;
  if (live_.Revoked().CountOf(grant->id) + of_batch >= bounds_.of_grant ||
      live_.Revoked().CountOf(grant->client) + of_batch >= bounds_.of_client) {
    event.kind = EventKind::kCutGrantAccess;
    event.cause = oauth::Cause::kClient;
    return true;
  }
  event.kind = EventKind::kRevokeAccessToken;
  event.serial = Number(change.token.serial);
  event.expires = change.token.expires;
  return true;
}

bool Batch::Fill(const oauth::CutServer& change, Event& event, Made&) {
  event.kind = EventKind::kCutServer;
  event.detail = static_cast<std::uint8_t>(change.reach);
  event.cause = change.cause;
  return true;
}

bool Batch::Fill(const oauth::CutClient& change, Event& event, Made&) {
  event.kind = EventKind::kCutClient;
  event.client = change.client;
  event.detail = static_cast<std::uint8_t>(change.reach);
  event.cause = change.cause;
  return true;
}

bool Batch::Fill(const oauth::CutSubject& change, Event& event, Made&) {
  event.kind = EventKind::kCutSubject;
  event.subject = change.subject;
  event.detail = static_cast<std::uint8_t>(change.reach);
  event.cause = change.cause;
  return true;
}

bool Batch::Fill(const oauth::CutConsent& change, Event& event, Made& made) {
  event.kind = EventKind::kCutConsent;
  event.consent = change.consent == oauth::ConsentId::kNone ? made.consent : change.consent;
  event.detail = static_cast<std::uint8_t>(change.reach);
  event.cause = change.cause;
  return true;
}

bool Batch::Fill(const oauth::CutGrantAccess& change, Event& event, Made& made) {
  event.kind = EventKind::kCutGrantAccess;
  event.grant = made.touched = change.grant;
  event.cause = change.cause;
  return true;
}

bool Batch::Fill(const oauth::MakeKey& change, Event& event, Made& made) {
  const std::vector<oauth::Key> keys = overlay_.Keys();
  const unsigned next = keys.empty() ? 1U : keys.back().id + 1U;
  if (next > 127) return false;
  event.kind = EventKind::kMakeKey;
  event.number = next;
  event.detail = static_cast<std::uint8_t>(change.key.state);
  event.at = change.key.made_time;
  made.committed.key = static_cast<std::uint8_t>(next);
  return true;
}

bool Batch::Fill(const oauth::ChangeKey& change, Event& event, Made&) {
  for (const oauth::Key& key : overlay_.Keys()) {
    if (key.id == change.key && change.state < key.state) return false;  // only ever forward
  }
  event.kind = EventKind::kChangeKey;
  event.number = change.key;
  event.detail = static_cast<std::uint8_t>(change.state);
  return true;
}

bool Batch::Fill(const oauth::MakeScope& change, Event& event, Made&) {
  const auto catalogue = overlay_.FindCatalogue();
  const oauth::Scope& scope = change.scope;
  const std::size_t next = catalogue->All().size();
  event.kind = EventKind::kMakeScope;
  event.number = scope.index;
  event.scope_record = std::make_shared<const oauth::Scope>(scope);
  return scope.index == next && next < oauth::kScopesMax && oauth::CheckScope(scope) &&
         catalogue->Find(scope.name) == nullptr;
}

bool Batch::Fill(const oauth::ChangeScope& change, Event& event, Made&) {
  const auto catalogue = overlay_.FindCatalogue();
  const oauth::Scope* const old = catalogue->Find(change.scope.index);
  event.kind = EventKind::kChangeScope;
  event.number = change.scope.index;
  event.scope_record = std::make_shared<const oauth::Scope>(change.scope);
  return old != nullptr && old->name == change.scope.name &&
         oauth::CheckScope(change.scope).has_value();
}

bool Batch::Fill(const oauth::RetireScope& change, Event& event, Made&) {
  event.kind = EventKind::kRetireScope;
  event.number = change.scope;
  return overlay_.FindCatalogue()->Find(change.scope) != nullptr;
}

bool Batch::Fill(const oauth::AdvanceClock& change, Event& event, Made&) {
  event.kind = EventKind::kAdvanceClock;
  event.number = static_cast<std::uint64_t>(change.offset.count());
  return change.offset.count() >= 0;
}

bool Batch::Add(const oauth::Change& change, Made& made) {
  Event event;
  event.sequence = Next(last_);
  event.time = time_;
  const bool filled = std::visit([&](const auto& kind) { return Fill(kind, event, made); }, change);
  if (!filled || !overlay_.Fold(event)) return false;
  last_ = event.sequence;
  events_.push_back(std::move(event));
  return true;
}

oauth::CommitResult Batch::Accept(const oauth::Proposal& proposal) {
  for (const oauth::Precondition& precondition : proposal.preconditions) {
    if (!Holds(precondition, overlay_)) return Fail(oauth::CommitFailure::kConflict);
  }
  overlay_.Mark();
  const std::size_t events_before = events_.size();
  const oauth::Sequence last_before = last_;
  Made made;
  for (const oauth::Change& change : proposal.changes) {
    if (Add(change, made)) continue;
    overlay_.Rollback();
    events_.resize(events_before);
    last_ = last_before;
    return Fail(oauth::CommitFailure::kConflict);
  }
  made.committed.sequence = last_;
  made.committed.grant = overlay_.Find(made.touched);
  return made.committed;
}

}  // namespace writ::store
