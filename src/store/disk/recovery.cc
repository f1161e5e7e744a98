#include "store/disk/recovery.h"

#include <algorithm>
#include <string>
#include <utility>

#include "store/disk/dissent.h"

namespace writ::store {

namespace {

using oauth::Number;

constexpr std::size_t kReplayBatch = 1024;

Result<void> Damaged(const EventRow& row, const char* what) {
  return Fail("the store is damaged at event " + std::to_string(row.sequence) + ": " + what +
              "; restore a backup");
}

// Of these the time holds even if it is earlier than what came before.
bool SetsTheTime(const oauth::Happening& what) {
  return std::holds_alternative<oauth::LostHistoryAccepted>(what) ||
         std::holds_alternative<oauth::ClockAccepted>(what);
}

}  // namespace

bool Recovery::OnScopeList(std::uint32_t number, const oauth::ScopeList& list) {
  return live_.Lists().Restore(number, list);
}

const oauth::ScopeList* Recovery::Keep(const oauth::ScopeList& list) {
  return live_.Lists().Find(live_.Lists().Intern(list));
}

const oauth::ScopeList* Recovery::FindScopeList(std::uint32_t number) const {
  return live_.Lists().Find(number);
}

void Recovery::OnServer(const ServerRow& row) {
  server_ = row;
  live_.Put(row.record.server);
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

// Events and what follows them look consents up.
void Recovery::IndexConsents() {
  if (std::exchange(indexed_, true)) return;
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
  IndexConsents();
  const oauth::Sequence sequence{row.sequence};
  if (last_ == oauth::Sequence::kNone && sequence == server_.folded_through) {
    last_ = sequence;  // its effects are in the tables; the chain goes on from it
    chain_ = row.chain;
    return {};
  }
  if (last_ == oauth::Sequence::kNone && server_.folded_through != oauth::Sequence::kNone) {
    return Damaged(row, "an earlier one is missing");
  }
  Result<oauth::Event> event = EventOf(row, *this);
  if (!event) {
    return Fail("event " + std::to_string(row.sequence) + " of the store " + event.error().message);
  }
  const bool lost = std::holds_alternative<oauth::LostHistoryAccepted>(event->what);
  if (row.sequence != Number(last_) + 1 && !lost) {
    return Damaged(row, "the one before it is missing");
  }
  if (Chain(chain_, row, *event) != row.chain) return Damaged(row, "its hash is wrong");
  if (!overlay_.Fold(*event)) return Damaged(row, "it names a record that does not exist");
  if (const auto dissent = FindDissent(overlay_, *event)) {
    return Fail("the store is damaged: row " + std::to_string(dissent->key) + " of table " +
                dissent->table + " does not say what event " + std::to_string(row.sequence) +
                " says; restore a backup");
  }
  server_.latest_time =
      SetsTheTime(event->what) ? event->time : std::max(server_.latest_time, event->time);
  last_ = sequence;
  chain_ = row.chain;
  events_.push_back(*std::move(event));
  ++replayed_;
  if (events_.size() >= kReplayBatch) Flush();
  return {};
}

void Recovery::Flush() {
  overlay_.Apply(live_, server_.record);
  sweep_.Note(overlay_, events_);
  overlay_.Clear();
  events_.clear();
}

void Recovery::Finish() {
  IndexConsents();
  Flush();
  sweep_.Start(live_, server_.folded_through, last_);
  live_.Lists().FinishRestoring(last_);
  live_.Publish(last_);
}

}  // namespace writ::store
