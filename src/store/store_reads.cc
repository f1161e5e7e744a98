// What readers see: the live state, and nothing but it.
#include "store/store.h"

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

std::optional<oauth::Client> Store::FindClient(oauth::ClientId id) const { return Live().Find(id); }

std::shared_ptr<const oauth::ClientProfile> Store::FindClientProfile(oauth::ClientId id) const {
  return Live().FindProfile(id);
}

std::optional<oauth::Subject> Store::FindSubject(oauth::SubjectId id) const {
  return Live().Find(id);
}

std::shared_ptr<const oauth::SubjectProfile> Store::FindSubjectProfile(oauth::SubjectId id) const {
  return Live().FindProfile(id);
}

std::optional<oauth::Consent> Store::FindConsent(oauth::ClientId client,
                                                 oauth::SubjectId subject) const {
  return Live().Find(client, subject);
}

std::optional<oauth::Consent> Store::FindConsent(oauth::ConsentId id) const {
  return Live().Find(id);
}

std::optional<oauth::Grant> Store::FindGrant(oauth::GrantId id) const { return Live().Find(id); }

std::optional<oauth::SpentCode> Store::FindSpentCode(oauth::CodeSerial serial) const {
  return Live().Spent().Find(serial);
}

bool Store::IsRevoked(oauth::GrantId grant, oauth::TokenSerial serial) const {
  return Live().IsRevoked(grant, serial);
}

std::vector<oauth::ClientId> Store::ListClients(oauth::ClientId after, std::size_t limit) const {
  return List(Live(), after, Live().LastClient(), limit);
}

std::vector<oauth::SubjectId> Store::ListSubjects(oauth::SubjectId after, std::size_t limit) const {
  return List(Live(), after, Live().LastSubject(), limit);
}

std::vector<oauth::GrantId> Store::ListGrants(oauth::GrantId after, std::size_t limit) const {
  std::vector<oauth::GrantId> ids;
  for (auto id = Live().NextGrant(after); id != oauth::GrantId::kNone && ids.size() < limit;
       id = Live().NextGrant(id)) {
    if (Live().Find(id)) ids.push_back(id);
  }
  return ids;
}

std::vector<oauth::ConsentId> Store::ListConsentsOf(oauth::SubjectId subject) const {
  return Live().ConsentsOf(subject);
}

}  // namespace writ::store
