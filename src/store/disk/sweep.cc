#include "store/disk/sweep.h"

namespace writ::store {

namespace {

using oauth::Number;

// Takes marked ids above `after`, up to `last`, while there is quota; false when the quota ran out
// first.
template <typename Take>
bool CollectFrom(const DirtySet& dirty, std::uint64_t after, std::uint64_t last, std::size_t& quota,
                 Take take) {
  for (auto id = dirty.NextAfter(after); id && *id <= last; id = dirty.NextAfter(*id)) {
    if (quota == 0) return false;
    --quota;
    take(*id);
  }
  return true;
}

}  // namespace

void Sweep::OnTaken(const Overlay& changed, std::span<const oauth::Event> events) {
  for (const auto& [id, client] : changed.Clients()) clients_.Mark(Number(id));
  for (const auto& [id, subject] : changed.Subjects()) subjects_.Mark(Number(id));
  for (const auto& [id, consent] : changed.Consents()) consents_.Mark(Number(id));
  for (const auto& [id, grant] : changed.Grants()) grants_.Mark(Number(id));
  for (const oauth::Event& event : events) {
    if (const auto* spent = std::get_if<oauth::CodeSpent>(&event.what)) {
      spent_.push_back({event.sequence, spent->code});
      spent_.back().code.spent_at = event.sequence;
    } else if (const auto* revoked = std::get_if<oauth::AccessTokenRevoked>(&event.what)) {
      revoked_.push_back({event.sequence, revoked->token});
    }
  }
}

bool Sweep::CollectShortLived(std::size_t& quota, Write& write) const {
  for (const SpentCodeRow& row : spent_) {
    if (Number(row.sequence) > Number(target_)) break;
    if (quota == 0) return false;
    --quota;
    write.rows.spent_codes.push_back(row);
  }
  for (const RevokedTokenRow& row : revoked_) {
    if (Number(row.sequence) > Number(target_)) break;
    if (quota == 0) return false;
    --quota;
    write.rows.revoked_tokens.push_back(row);
  }
  return true;
}

bool Sweep::Collect(const LiveState& live, std::size_t quota, Write& write) const {
  const auto take_consent = [&](std::uint64_t number) {
    const oauth::ConsentId id{static_cast<std::uint32_t>(number)};
    if (const auto row = live.FindRow(id)) write.rows.consents.push_back(*row);
  };
  const auto take_grant = [&](std::uint64_t number) {
    if (const auto row = live.FindRow(oauth::GrantId{number})) write.rows.grants.push_back(*row);
  };
  const auto take_client = [&](std::uint64_t number) {
    const oauth::ClientId id{static_cast<std::uint32_t>(number)};
    if (const auto client = live.Find(id))
      write.rows.clients.emplace_back(*client, live.FindProfile(id));
  };
  const auto take_subject = [&](std::uint64_t number) {
    const oauth::SubjectId id{static_cast<std::uint32_t>(number)};
    if (const auto subject = live.Find(id)) {
      write.rows.subjects.emplace_back(*subject, live.FindProfile(id));
    }
  };
  return CollectFrom(clients_, client_, last_client_, quota, take_client) &&
         CollectFrom(subjects_, subject_, last_subject_, quota, take_subject) &&
         CollectFrom(consents_, consent_, last_consent_, quota, take_consent) &&
         CollectFrom(grants_, grant_, last_grant_, quota, take_grant) &&
         CollectShortLived(quota, write);
}

void Sweep::Start(const LiveState& live, oauth::Sequence folded_through, oauth::Sequence known) {
  folded_through_ = folded_through;
  StartRound(live, known);
}

void Sweep::StartRound(const LiveState& live, oauth::Sequence known) {
  client_ = subject_ = consent_ = grant_ = 0;
  last_client_ = Number(live.LastClient());
  last_subject_ = Number(live.LastSubject());
  last_consent_ = Number(live.LastConsent());
  last_grant_ = Number(live.LastGrant());
  target_ = known;
}

void Sweep::Finish(const Write& write, bool completed, const LiveState& live,
                   oauth::Sequence known) {
  const auto clean = [](DirtySet& dirty, std::uint64_t id, std::uint64_t& cursor) {
    dirty.Unmark(id);
    cursor = id;
  };
  for (const auto& row : write.rows.clients) clean(clients_, Number(row.first.id), client_);
  for (const auto& row : write.rows.subjects) clean(subjects_, Number(row.first.id), subject_);
  for (const auto& row : write.rows.consents) clean(consents_, Number(row.consent.id), consent_);
  for (const auto& row : write.rows.grants) clean(grants_, Number(row.grant.id), grant_);
  for (std::size_t i = 0; i < write.rows.spent_codes.size(); ++i) spent_.pop_front();
  for (std::size_t i = 0; i < write.rows.revoked_tokens.size(); ++i) revoked_.pop_front();
  if (!completed) return;
  folded_through_ = target_;
  StartRound(live, known);
}

std::size_t Sweep::Pending() const {
  return clients_.Count() + subjects_.Count() + consents_.Count() + grants_.Count() +
         spent_.size() + revoked_.size();
}

}  // namespace writ::store
