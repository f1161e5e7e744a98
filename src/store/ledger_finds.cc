// What readers see: the live state, and nothing but it.
#include "store/ledger.h"

namespace writ::store {

namespace {

using oauth::Number;

// Up to `limit` ids above `after` of records that exist.
template <typename Id>
std::vector<Id> List(const LiveState& live, Id after, Id last, std::size_t limit) {
  std::vector<Id> ids;
  for (auto number = Number(after); number < Number(last) && ids.size() < limit;) {
    const Id id{++number};
    if (live.Find(id)) ids.push_back(id);
  }
  return ids;
}

}  // namespace

std::optional<oauth::Client> Ledger::FindClient(oauth::ClientId id) const {
  return live_->Find(id);
}

std::shared_ptr<const oauth::ClientProfile> Ledger::FindClientProfile(oauth::ClientId id) const {
  return live_->FindProfile(id);
}

std::optional<oauth::Subject> Ledger::FindSubject(oauth::SubjectId id) const {
  return live_->Find(id);
}

std::shared_ptr<const oauth::SubjectProfile> Ledger::FindSubjectProfile(oauth::SubjectId id) const {
  return live_->FindProfile(id);
}

std::optional<oauth::Consent> Ledger::FindConsent(oauth::ClientId client,
                                                  oauth::SubjectId subject) const {
  return live_->Find(client, subject);
}

std::optional<oauth::Consent> Ledger::FindConsent(oauth::ConsentId id) const {
  return live_->Find(id);
}

std::optional<oauth::Grant> Ledger::FindGrant(oauth::GrantId id) const { return live_->Find(id); }

std::optional<oauth::SpentCode> Ledger::FindSpentCode(oauth::CodeSerial serial) const {
  return static_cast<const LiveState&>(*live_).Spent().Find(serial);
}

bool Ledger::IsRevoked(oauth::GrantId grant, oauth::TokenSerial serial) const {
  return live_->IsRevoked(grant, serial);
}

std::vector<oauth::ClientId> Ledger::ListClients(oauth::ClientId after, std::size_t limit) const {
  return List(*live_, after, live_->LastClient(), limit);
}

std::vector<oauth::SubjectId> Ledger::ListSubjects(oauth::SubjectId after,
                                                   std::size_t limit) const {
  return List(*live_, after, live_->LastSubject(), limit);
}

std::vector<oauth::GrantId> Ledger::ListGrants(oauth::GrantId after, std::size_t limit) const {
  std::vector<oauth::GrantId> ids;
  for (auto id = live_->NextGrant(after); id != oauth::GrantId::kNone && ids.size() < limit;
       id = live_->NextGrant(id)) {
    if (live_->Find(id)) ids.push_back(id);
  }
  return ids;
}

std::vector<oauth::ConsentId> Ledger::ListConsentsOf(oauth::SubjectId subject) const {
  return live_->ConsentsOf(subject);
}

}  // namespace writ::store
