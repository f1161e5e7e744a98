#include "store/disk/recovery.h"

#include <string>
#include <utility>

#include "store/log/dissent.h"

namespace writ::store {

namespace {

using oauth::Number;

}  // namespace

bool Recovery::OnScopeList(std::uint32_t number, const oauth::ScopeList& list) {
  return live_.Lists().Restore(number, list);
}

const oauth::ScopeList* Recovery::FindScopeList(std::uint32_t number) const {
  return live_.Lists().Find(number);
}

void Recovery::OnServer(const ServerRow& row) {
  folded_through_ = row.folded_through;
  replica_.Load(row.record, row.latest_time);
  live_.Reserve(row.last_consent, row.last_grant);
}

void Recovery::OnClient(const oauth::Client& client, ClientProfilePointer profile) {
  live_.Put(client);
  live_.Put(client.id, std::move(profile));
}

void Recovery::OnSubject(const oauth::Subject& subject, SubjectProfilePointer profile) {
  live_.Put(subject);
  live_.Put(subject.id, std::move(profile));
}

void Recovery::OnConsent(const ConsentRow& row) { unindexed_.push_back(live_.PutUnindexed(row)); }

// Events look consents up.
void Recovery::IndexConsents() {
  live_.Index(unindexed_);
  std::vector<ConsentIndex::Entry>().swap(unindexed_);
}

void Recovery::OnSpentCode(const SpentCodeRow& row) {
  const auto client = live_.Find(row.code.client);
  if (!client || row.code.spent_at > client->codes_cut) live_.Spent().Insert(row.code);
}

void Recovery::OnRevokedToken(const RevokedTokenRow& row) {
  // A later cut-off made it needless, and it was dropped from memory then.
  const auto grant = live_.Find(row.token.grant);
  if (grant && Number(row.sequence) > Number(grant->access_cut)) live_.Put(row.token);
}

Result<void> Recovery::OnEvent(const EventRow& row) {
  if (replica_.Position().sequence == oauth::Sequence::kNone) {
    if (row.sequence == Number(folded_through_)) {
      // Its effects are in the tables; the chain goes on from it.
      replica_.StandAt({folded_through_, row.chain});
      return {};
    }
    if (folded_through_ != oauth::Sequence::kNone) {
      return Fail("the store is damaged at event " + std::to_string(row.sequence) +
                  ": an earlier one is missing; restore a backup");
    }
  }
  TRY_VOID(replica_.Take(row));
  ++replayed_;
  return {};
}

Result<void> Recovery::Run(Medium& medium) {
  TRY_VOID(medium.Load(*this));
  IndexConsents();
  // The event that the tables end with too: the chain goes on from it.
  const std::uint64_t folded = Number(folded_through_);
  TRY_VOID(medium.ReadAfter(oauth::Sequence{folded == 0 ? 0 : folded - 1}, *this));
  if (Number(replica_.Position().sequence) < folded) {
    return Fail("the store is damaged: its last events are gone; restore a backup");
  }
  replica_.Publish();
  sweep_.Start(live_, folded_through_, replica_.Position().sequence);
  live_.Lists().FinishRestoring(replica_.Position().sequence);
  return {};
}

}  // namespace writ::store
