#include "store/disk/purge.h"

#include <algorithm>

namespace writ::store {

namespace {

using oauth::Number;
using oauth::Sequence;

// Whether `end` happened, and its event has left.
bool EndedLongAgo(Sequence end, const PurgeBounds& bounds) {
  return end != Sequence::kNone && bounds.oldest_event &&
         Number(end) < Number(bounds.oldest_event->sequence);
}

bool CutLongAgo(Sequence made_at, Sequence cut, const PurgeBounds& bounds) {
  return Number(made_at) <= Number(cut) && EndedLongAgo(cut, bounds);
}

bool IsFolded(Sequence changed_at, const PurgeBounds& bounds) {
  return Number(changed_at) <= Number(bounds.folded_through);
}

}  // namespace

bool Purger::HasLeft(const oauth::Grant& grant, const PurgeBounds& bounds) const {
  // A replay must never meet an event of a record that is gone.
  if (!IsFolded(grant.changed_at, bounds)) return false;
  if (ToUnix(grant.expires) != 0 && grant.expires + bounds.retention < bounds.now) return true;
  if (EndedLongAgo(grant.ended_at, bounds)) return true;
  if (CutLongAgo(grant.made_at, live_.FindServer().cut.all, bounds)) return true;
  const auto client = live_.Find(grant.client);
  if (client && CutLongAgo(grant.made_at, client->cut.all, bounds)) return true;
  const auto subject = live_.Find(grant.subject);
  if (subject && CutLongAgo(grant.made_at, subject->cut.all, bounds)) return true;
  const auto consent = live_.Find(grant.consent);
  return consent && CutLongAgo(grant.made_at, consent->cut.all, bounds);
}

void Purger::VisitConsent(const oauth::Consent& consent, const PurgeBounds& bounds,
                          Purge& bite) const {
  // Grants above it in the list that stay: the last of them takes over the link.
  std::optional<oauth::Grant> younger;
  bool relink = false;
  oauth::GrantId head = consent.latest_grant;
  const auto flush = [&](oauth::GrantId next) {
    if (!relink) return;
    relink = false;
    if (younger) {
      younger->older_in_consent = next;
      bite.relinked_grants.push_back(*younger);
    } else {
      head = next;
    }
  };
  oauth::GrantId next = consent.latest_grant;
  while (next != oauth::GrantId::kNone && bite.grants.size() < kGrantsABite) {
    const auto grant = live_.Find(next);
    if (!grant) break;
    if (HasLeft(*grant, bounds)) {
      bite.grants.push_back(next);
      relink = true;
    } else {
      flush(next);
      younger = grant;
    }
    next = grant->older_in_consent;
  }
  flush(next);
  const bool empty = head == oauth::GrantId::kNone;
  if (empty && IsFolded(consent.changed_at, bounds) &&
      CutLongAgo(consent.made_at, consent.cut.all, bounds)) {
    bite.consents.push_back(consent.id);
  } else if (head != consent.latest_grant) {
    oauth::Consent relinked = consent;
    relinked.latest_grant = head;
    bite.relinked_consents.push_back(relinked);
  }
}

void Purger::VisitGrants(const PurgeBounds& bounds, Purge& bite) {
  for (std::size_t i = 0; i < kGrantsABite && bite.grants.size() < kGrantsABite; ++i) {
    if (++grant_ > Number(live_.LastGrant())) {
      grant_ = 0;
      return;
    }
    const auto grant = live_.Find(oauth::GrantId{grant_});
    if (!grant) {
      // Between two eras there is nothing for billions of ids.
      if (!live_.Spans(oauth::GrantId{grant_})) grant_ |= 0xffffffffU;
      continue;
    }
    if (grant->consent != oauth::ConsentId::kNone || !HasLeft(*grant, bounds)) continue;
    bite.grants.push_back(grant->id);
  }
}

Purge Purger::NextBite(const PurgeBounds& bounds) {
  Purge bite;
  const std::size_t left =
      live_.Spent().PurgeNext(bounds.now) + live_.Revoked().PurgeNext(bounds.now);
  if (left != 0) {
    const std::size_t rows = live_.Spent().Count() + live_.Revoked().Count() + left;
    row_bites_ = rows / Purge::kRows + 2;
  }
  if (row_bites_ > 0) {
    --row_bites_;
    bite.short_lived_before = bounds.now - kShortLivedGrace;
  }
  for (std::size_t i = 0; i < kConsentsABite && bite.grants.size() < kGrantsABite; ++i) {
    if (++consent_ > Number(live_.LastConsent())) {
      consent_ = 0;
      break;
    }
    const auto consent = live_.Find(oauth::ConsentId{consent_});
    if (consent) VisitConsent(*consent, bounds, bite);
  }
  VisitGrants(bounds, bite);
  const Instant events_before = bounds.now - bounds.retention;
  const std::uint64_t needed = std::min(Number(bounds.folded_through), Number(bounds.marked));
  if (bounds.oldest_event && bounds.oldest_event->time < events_before &&
      Number(bounds.oldest_event->sequence) < needed) {
    bite.events_before = events_before;
    bite.events_through = Sequence{needed - 1};
  }
  const bool nothing = bite.grants.empty() && bite.consents.empty() && !bite.short_lived_before &&
                       !bite.events_before;
  idle_bites_ = nothing ? idle_bites_ + 1 : 0;
  idle_bound_ =
      std::max({SpentCodes::kShards, Number(live_.LastConsent()) / kConsentsABite,
                static_cast<std::size_t>(Number(live_.LastGrant()) & 0xffffffffU) / kGrantsABite}) +
      2;
  return bite;
}

void Purger::Finish(const Purge& bite) {
  for (const auto& grant : bite.relinked_grants) live_.Put(grant);
  for (const auto& consent : bite.relinked_consents) live_.Put(consent);
  for (const oauth::GrantId id : bite.grants) live_.Erase(id);
  for (const oauth::ConsentId id : bite.consents) live_.Erase(id);
}

}  // namespace writ::store
