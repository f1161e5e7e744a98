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

// What expires is looked for this often: it is kept for days anyway.
constexpr Seconds kLookAgain{900};

Sequence OldestOf(const PurgeBounds& bounds) {
  return bounds.oldest_event ? bounds.oldest_event->sequence : Sequence::kNone;
}

// Events up to this one are neither to be folded nor named by the watermark.
Sequence NeededFrom(const PurgeBounds& bounds) {
  return std::min(bounds.folded_through, bounds.marked);
}

bool EventsHaveLeft(const PurgeBounds& bounds) {
  return bounds.oldest_event && bounds.oldest_event->time < bounds.now - bounds.retention &&
         bounds.oldest_event->sequence < NeededFrom(bounds);
}

// Rows that are not folded yet may name a list still, and so may every event.
Sequence NamedFrom(const PurgeBounds& bounds) {
  return bounds.oldest_event ? std::min(bounds.folded_through, bounds.oldest_event->sequence)
                             : bounds.folded_through;
}

bool IsFolded(Sequence changed_at, const PurgeBounds& bounds) {
  return Number(changed_at) <= Number(bounds.folded_through);
}

}  // namespace

// The latest `all` cut-off above a grant or consent of the two that was long ago.
Sequence Purger::CutAbove(oauth::ClientId client, oauth::SubjectId subject,
                          const PurgeBounds& bounds) const {
  Sequence latest = Sequence::kNone;
  const auto consider = [&](Sequence cut) {
    if (EndedLongAgo(cut, bounds)) latest = std::max(latest, cut);
  };
  consider(live_.FindServer().cut.all);
  if (const auto found = live_.Find(client)) consider(found->cut.all);
  if (const auto found = live_.Find(subject)) consider(found->cut.all);
  return latest;
}

bool Purger::HasLeft(const oauth::Grant& grant, Sequence cut, const PurgeBounds& bounds) const {
  // A replay must never meet an event of a record that is gone.
  if (!IsFolded(grant.changed_at, bounds)) return false;
  if (ToUnix(grant.expires) != 0 && grant.expires + bounds.retention < bounds.now) return true;
  return EndedLongAgo(grant.ended_at, bounds) || grant.made_at <= cut;
}

bool Purger::HasLeft(const oauth::Consent& consent, const PurgeBounds& bounds) const {
  if (!IsFolded(consent.changed_at, bounds)) return false;
  if (consent.made_at <= consent.cut.all && EndedLongAgo(consent.cut.all, bounds)) return true;
  // Who was deleted never comes back to what the other agreed to.
  const auto client = live_.Find(consent.client);
  if (client && client->deleted && EndedLongAgo(client->cut.all, bounds)) return true;
  const auto subject = live_.Find(consent.subject);
  return subject && subject->deleted && EndedLongAgo(subject->cut.all, bounds);
}

// Goes on in the list of a consent's grants, and notes what leaves and who takes over its links.
// True when the list has no more.
bool Purger::VisitGrantsOf(const ConsentRow& row, const PurgeBounds& bounds, std::size_t& visits,
                           Purge& bite) {
  const oauth::Consent& consent = row.consent;
  Sequence cut = CutAbove(consent.client, consent.subject, bounds);
  if (EndedLongAgo(consent.cut.all, bounds)) cut = std::max(cut, consent.cut.all);
  // The last grant before `next` that stays; new ones come in front of it only.
  std::optional<GrantRow> younger = live_.FindRow(younger_);
  oauth::GrantId next = younger ? younger->grant.older_in_consent : consent.latest_grant;
  oauth::GrantId head = consent.latest_grant;
  bool relink = false;
  const auto flush = [&] {
    if (!relink) return;
    relink = false;
    if (younger) {
      younger->grant.older_in_consent = next;
      bite.relinked_grants.push_back(*younger);
    } else {
      head = next;
    }
  };
  for (; next != oauth::GrantId::kNone && visits > 0 && bite.grants.size() < kRemovedABite;
       --visits) {
    const auto grant = live_.FindRow(next);
    if (!grant) {
      next = oauth::GrantId::kNone;
      break;
    }
    if (HasLeft(grant->grant, cut, bounds)) {
      bite.grants.push_back(next);
      relink = true;
    } else {
      flush();
      younger = grant;
    }
    next = grant->grant.older_in_consent;
  }
  flush();
  const bool done = next == oauth::GrantId::kNone;
  younger_ = younger && !done ? younger->grant.id : oauth::GrantId::kNone;
  if (head == oauth::GrantId::kNone && HasLeft(consent, bounds)) {
    bite.consents.push_back(consent.id);
  } else if (head != consent.latest_grant) {
    bite.relinked_consents.push_back(row);
    bite.relinked_consents.back().consent.latest_grant = head;
  }
  return done;
}

void Purger::VisitConsents(const PurgeBounds& bounds, Purge& bite) {
  for (std::size_t visits = kVisitsABite; visits > 0 && bite.grants.size() < kRemovedABite;) {
    --visits;
    if (!unfinished_) consent_ = live_.NextConsent(consent_);
    if (consent_ == oauth::ConsentId::kNone) {
      ++consent_rounds_;
      return;
    }
    const auto row = live_.FindRow(consent_);
    unfinished_ = row && !VisitGrantsOf(*row, bounds, visits, bite);
    if (unfinished_) return;
  }
}

// Those that are in no consent's list.
void Purger::VisitGrants(const PurgeBounds& bounds, Purge& bite) {
  for (std::size_t i = 0; i < kLooseGrantsABite && bite.grants.size() < kRemovedABite; ++i) {
    grant_ = live_.NextGrant(grant_);
    if (grant_ == oauth::GrantId::kNone) {
      ++grant_rounds_;
      return;
    }
    const auto row = live_.FindRow(grant_);
    if (!row || row->grant.consent != oauth::ConsentId::kNone) continue;
    const Sequence cut = CutAbove(row->grant.client, row->grant.subject, bounds);
    if (HasLeft(row->grant, cut, bounds)) bite.grants.push_back(grant_);
  }
}

// How many left.
template <typename Table>
std::size_t Purger::VisitTable(Table& table, const PurgeBounds& bounds, unsigned& rounds) {
  std::size_t left = 0;
  std::size_t places = kShortLivedABite;
  for (std::size_t part = 0; part < Table::kShards && places > 0; ++part) {
    const PurgedPart purged = table.PurgeNext(bounds.now, bounds.folded_through, places);
    left += purged.left;
    places -= purged.looked;
    if (purged.was_last) ++rounds;
  }
  return left;
}

void Purger::VisitShortLived(const PurgeBounds& bounds, Purge& bite) {
  const std::size_t spent = VisitTable(live_.Spent(), bounds, spent_rounds_);
  const std::size_t revoked = VisitTable(live_.Revoked(), bounds, revoked_rounds_);
  if (spent + revoked != 0) {
    const std::size_t rows =
        std::max(live_.Spent().Count() + spent, live_.Revoked().Count() + revoked);
    row_bites_ = static_cast<std::int64_t>(rows) / kRowsABite + 2;
  }
  if (row_bites_ == 0) return;
  --row_bites_;
  bite.short_lived_before = bounds.now - kShortLivedGrace;
}

Purge Purger::NextBite(const PurgeBounds& bounds) {
  Purge bite;
  bite.rows = kRowsABite;
  VisitShortLived(bounds, bite);
  VisitConsents(bounds, bite);
  VisitGrants(bounds, bite);
  if (EventsHaveLeft(bounds)) {
    bite.events_before = bounds.now - bounds.retention;
    bite.events_through = Sequence{Number(NeededFrom(bounds)) - 1};
  }
  bite.scope_lists = live_.Lists().Removable(NamedFrom(bounds), kRemovedABite);
  if (!bite.Empty()) Restart();
  return bite;
}

// What has ended leaves with its event, what has expired with time, and what was cut with the fold.
bool Purger::MayFindMore(const PurgeBounds& bounds) const {
  return OldestOf(bounds) != oldest_ || bounds.now >= looked_ + kLookAgain ||
         bounds.now < looked_ || live_.Spent().HasCut();
}

bool Purger::Idle(const PurgeBounds& bounds) {
  if (MayFindMore(bounds)) {
    oldest_ = OldestOf(bounds);
    looked_ = bounds.now;
    Restart();
  }
  // The first round may have begun before the last find.
  return std::min({consent_rounds_, grant_rounds_, spent_rounds_, revoked_rounds_}) >= 2 &&
         !EventsHaveLeft(bounds) && live_.Lists().Removable(NamedFrom(bounds), 1).empty();
}

void Purger::Restart() { consent_rounds_ = grant_rounds_ = spent_rounds_ = revoked_rounds_ = 0; }

void Purger::Finish(const Purge& bite) {
  for (const auto& row : bite.relinked_grants) {
    live_.Relink(row.grant.id, row.grant.older_in_consent);
  }
  for (const auto& row : bite.relinked_consents) {
    live_.Relink(row.consent.id, row.consent.latest_grant);
  }
  for (const oauth::GrantId id : bite.grants) live_.Erase(id);
  for (const oauth::ConsentId id : bite.consents) live_.Erase(id);
  live_.Lists().Remove(bite.scope_lists);
  live_.Publish(live_.Known());
}

}  // namespace writ::store
