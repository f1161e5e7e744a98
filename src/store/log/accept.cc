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
  auto chosen = std::make_shared<oauth::Client>(client);
  chosen->deleted = false;
  chosen->cut = {};
  chosen->made_at = chosen->changed_at = oauth::Sequence::kNone;
  chosen->self_grant = oauth::GrantId::kNone;
  for (std::size_t i = client.secret_count; i < chosen->secrets.size(); ++i) {
    chosen->secrets.at(i) = {};
  }
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

// Cuts `text` to its first bytes, up to the end of a character.
void Cut(std::string& text, std::size_t bytes_max) {
  if (text.size() <= bytes_max) return;
  std::size_t end = bytes_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) --end;
  text.resize(end);
}

}  // namespace

const oauth::ScopeList* Batch::Intern(const oauth::ScopeList& list) {
  return live_.Lists().Find(live_.Lists().Intern(list));
}

Batch::Told Batch::Tell(const oauth::MakeClient& change, Made& made) {
  auto client = Chosen(change.client);
  client->id = made.committed.client = Next(overlay_.LastClient());
  return oauth::ClientMade{client->id, client,
                           std::make_shared<const oauth::ClientProfile>(change.profile)};
}

Batch::Told Batch::Tell(const oauth::ChangeClient& change, Made&) {
  const auto old = overlay_.Find(change.client.id);
  if (!Exists(old)) return std::nullopt;
  auto client = Chosen(change.client);
  client->preset = old->preset;  // these three are for life
  client->any_loopback_redirect = old->any_loopback_redirect;
  client->seal_secret = old->seal_secret;
  return oauth::ClientChanged{client->id, client,
                              std::make_shared<const oauth::ClientProfile>(change.profile)};
}

Batch::Told Batch::Tell(const oauth::DeleteClient& change, Made&) {
  if (!Exists(overlay_.Find(change.client))) return std::nullopt;
  return oauth::ClientDeleted{change.client};
}

Batch::Told Batch::Tell(const oauth::MakeSubject& change, Made& made) {
  auto subject = Chosen(change.subject);
  subject->id = made.committed.subject = Next(overlay_.LastSubject());
  return oauth::SubjectMade{subject->id, subject,
                            std::make_shared<const oauth::SubjectProfile>(change.profile)};
}

Batch::Told Batch::Tell(const oauth::ChangeSubject& change, Made&) {
  const auto old = overlay_.Find(change.subject.id);
  if (!Exists(old)) return std::nullopt;
  auto subject = Chosen(change.subject);
  subject->seal_secret = old->seal_secret;
  return oauth::SubjectChanged{subject->id, subject,
                               std::make_shared<const oauth::SubjectProfile>(change.profile)};
}

Batch::Told Batch::Tell(const oauth::DeleteSubject& change, Made&) {
  if (!Exists(overlay_.Find(change.subject))) return std::nullopt;
  return oauth::SubjectDeleted{change.subject};
}

Batch::Told Batch::Tell(const oauth::EndSessions& change, Made&) {
  if (!Exists(overlay_.Find(change.subject))) return std::nullopt;
  return oauth::SessionsEnded{change.subject, change.seal_secret, change.cause};
}

Batch::Told Batch::Tell(const oauth::GiveConsent& change, Made& made) {
  if (!Exists(overlay_.Find(change.client)) || !Exists(overlay_.Find(change.subject))) {
    return std::nullopt;
  }
  const auto old = overlay_.Find(change.client, change.subject);
  const bool alive = old && Number(old->made_at) > Number(old->cut.all);
  oauth::ConsentGiven event;
  event.client = change.client;
  event.subject = change.subject;
  event.consent = made.consent = old ? old->id : Next(overlay_.LastConsent());
  event.scopes = Intern(change.scopes);
  event.made_at = alive ? old->made_at : Next(last_);
  event.made_time = alive ? old->made_time : change.time;
  return event;
}

bool Batch::FindConsentFor(const oauth::Grant& grant, const Made& made,
                           oauth::GrantMade& event) const {
  if (grant.kind != oauth::GrantKind::kAuthorization) return true;
  auto consent = overlay_.Find(grant.consent);
  if (grant.consent == oauth::ConsentId::kNone) {
    consent = made.consent != oauth::ConsentId::kNone ? overlay_.Find(made.consent)
                                                      : overlay_.Find(grant.client, grant.subject);
  }
  if (!consent) return false;
  event.consent = consent->id;
  event.older_in_consent = consent->latest_grant;
  return true;
}

Batch::Told Batch::Tell(const oauth::MakeGrant& change, Made& made) {
  const oauth::Grant& grant = change.grant;
  const bool has_client = grant.client != oauth::ClientId::kNone;
  if (has_client && !Exists(overlay_.Find(grant.client))) return std::nullopt;
  const bool has_subject = grant.subject != oauth::SubjectId::kNone;
  if (has_subject && !Exists(overlay_.Find(grant.subject))) return std::nullopt;
  oauth::GrantMade event;
  if (!FindConsentFor(grant, made, event)) return std::nullopt;
  const std::uint64_t first_of_era = overlay_.FindServer().grant_era << 32U | 1U;
  const oauth::GrantId next = Next(overlay_.LastGrant());
  event.grant = Number(next) < first_of_era ? oauth::GrantId{first_of_era} : next;
  event.kind = grant.kind;
  event.client = grant.client;
  event.subject = grant.subject;
  event.scopes = Intern(change.scopes);
  event.secret = grant.secret;
  event.generation = grant.generation;
  event.made_time = grant.made_time;
  event.expires = grant.expires;
  made.grant = made.touched = event.grant;
  return event;
}

Batch::Told Batch::Tell(const oauth::WidenGrant& change, Made& made) {
  made.touched = change.grant;
  return oauth::GrantWidened{change.grant, Intern(change.scopes)};
}

Batch::Told Batch::Tell(const oauth::EndGrant& change, Made& made) {
  made.touched = change.grant;
  return oauth::GrantEnded{change.grant, change.cause};
}

Batch::Told Batch::Tell(const oauth::RotateGrant& change, Made& made) {
  made.touched = change.grant;
  return oauth::GrantRotated{change.grant, change.generation, change.time, change.expires};
}

Batch::Told Batch::Tell(const oauth::SpendCode& change, Made& made) {
  // The last line of invariant 4, should a decision forget its precondition.
  if (overlay_.Find(change.code.serial)) return std::nullopt;
  oauth::CodeSpent event{change.code};
  if (event.code.grant == oauth::GrantId::kNone) event.code.grant = made.grant;
  return event;
}

Batch::Told Batch::Tell(const oauth::RevokeAccessToken& change, Made& made) {
  const auto grant = overlay_.Find(change.token.grant);
  if (!grant) return std::nullopt;
  made.touched = grant->id;
  const std::uint32_t of_grant = live_.Revoked().CountOf(grant->id) + tombstones_[grant->id]++;
  const std::uint32_t of_client =
      live_.Revoked().CountOf(grant->client) + tombstones_of_client_[grant->client]++;
  if (of_grant >= bounds_.tombstones_of_grant || of_client >= bounds_.tombstones_of_client) {
    return oauth::GrantAccessCut{grant->id, oauth::Cause::kClient};
  }
  return oauth::AccessTokenRevoked{change.token};
}

Batch::Told Batch::Tell(const oauth::CutServer& change, Made&) {
  return oauth::ServerCut{change.reach, change.cause};
}

Batch::Told Batch::Tell(const oauth::CutClient& change, Made&) {
  return oauth::ClientCut{change.client, change.reach, change.cause};
}

Batch::Told Batch::Tell(const oauth::CutSubject& change, Made&) {
  return oauth::SubjectCut{change.subject, change.reach, change.cause};
}

Batch::Told Batch::Tell(const oauth::CutConsent& change, Made& made) {
  const bool given_here = change.consent == oauth::ConsentId::kNone;
  return oauth::ConsentCut{given_here ? made.consent : change.consent, change.reach, change.cause};
}

Batch::Told Batch::Tell(const oauth::CutGrantAccess& change, Made& made) {
  made.touched = change.grant;
  return oauth::GrantAccessCut{change.grant, change.cause};
}

Batch::Told Batch::Tell(const oauth::MakeKey& change, Made& made) {
  const std::vector<oauth::Key> keys = overlay_.Keys();
  const unsigned next = keys.empty() ? 1U : keys.back().id + 1U;
  if (next > 127) return std::nullopt;
  oauth::KeyMade event{change.key};
  event.key.id = made.committed.key = static_cast<std::uint8_t>(next);
  return event;
}

Batch::Told Batch::Tell(const oauth::ChangeKey& change, Made&) {
  for (const oauth::Key& key : overlay_.Keys()) {
    if (key.id == change.key && change.state < key.state) return std::nullopt;  // only ever forward
  }
  return oauth::KeyChanged{change.key, change.state};
}

Batch::Told Batch::Tell(const oauth::MakeScope& change, Made&) {
  const oauth::Scope& scope = change.scope;
  if (scope.index != overlay_.FindCatalogue()->All().size()) return std::nullopt;
  if (scope.index >= oauth::kScopesMax || !oauth::CheckScope(scope)) return std::nullopt;
  return oauth::ScopeMade{scope.index, std::make_shared<const oauth::Scope>(scope)};
}

Batch::Told Batch::Tell(const oauth::ChangeScope& change, Made&) {
  const oauth::Catalogue::Pointer catalogue = overlay_.FindCatalogue();
  const oauth::Scope& scope = change.scope;
  const oauth::Scope* const old = catalogue->Find(scope.index);
  if (old == nullptr || old->name != scope.name || !oauth::CheckScope(scope)) return std::nullopt;
  return oauth::ScopeChanged{scope.index, std::make_shared<const oauth::Scope>(scope)};
}

Batch::Told Batch::Tell(const oauth::RetireScope& change, Made&) {
  if (overlay_.FindCatalogue()->Find(change.scope) == nullptr) return std::nullopt;
  return oauth::ScopeRetired{change.scope};
}

Batch::Told Batch::Tell(const oauth::AdvanceClock& change, Made&) {
  if (change.offset.count() < 0) return std::nullopt;
  return oauth::ClockAdvanced{change.offset};
}

bool Batch::Add(const oauth::Change& change, const oauth::Attribution& by, Made& made) {
  if (const auto* spend = std::get_if<oauth::SpendCode>(&change)) {
    if (!MakeRoomFor(spend->code.client)) return false;
  }
  Told told = std::visit([&](const auto& kind) { return Tell(kind, made); }, change);
  return told && Append(*std::move(told), by);
}

bool Batch::Append(oauth::Happening&& what, const oauth::Attribution& by) {
  oauth::Event& event = events_.emplace_back();  // Accept takes it back if it changes nothing
  event.sequence = Next(last_);
  event.time = time_;
  event.by = by;
  event.what = std::move(what);
  if (event.by.reason) Cut(*event.by.reason, oauth::Attribution::kReasonMax);
  if (!overlay_.Fold(event)) return false;
  last_ = event.sequence;
  return true;
}

// An app that has spent too many codes loses the oldest eighth of them: those are not remembered
// any more, and codes as old are refused from now on. Whoever spent one knew less than the event
// that spent it, so none that is forgotten can be redeemed; and a code that was approved after all
// of them is not touched.
bool Batch::MakeRoomFor(oauth::ClientId id) {
  const auto client = overlay_.Find(id);
  if (!client) return true;  // a one-time link has none
  const std::size_t of_batch = spent_[id]++;
  const SpentCodes& spent = static_cast<const LiveState&>(live_).Spent();
  const std::size_t remembered = spent.CountOf(id, client->codes_cut);
  if (remembered == 0 || remembered + of_batch < bounds_.codes_of_client) return true;
  return Append(
      oauth::CodesCut{id, spent.OldestOf(id, client->codes_cut, bounds_.codes_of_client / 8)}, {});
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
    if (Add(change, proposal.by, made)) continue;
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
