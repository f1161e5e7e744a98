#include "store/log/replica.h"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

#include "store/log/dissent.h"

namespace writ::store {

namespace {

using oauth::Number;

// So many rows are folded before they go into the live state together.
constexpr std::size_t kTogether = 1'024;

Result<void> Damaged(const EventRow& row, const char* what) {
  return Fail("the store is damaged at event " + std::to_string(row.sequence) + ": " + what +
              "; restore a backup");
}

// After these the sequence jumps, or the time holds even if it is earlier than what came before.
bool LosesHistory(const oauth::Event& event) {
  return std::holds_alternative<oauth::LostHistoryAccepted>(event.what);
}
bool SetsTheTime(const oauth::Event& event) {
  return LosesHistory(event) || std::holds_alternative<oauth::ClockAccepted>(event.what);
}

}  // namespace

void Replica::Load(const ServerRecord& server, Instant latest_time) {
  server_ = server;
  latest_time_ = latest_time;
  live_.Put(server.server);
}

std::vector<EventRow> Replica::RowsOf(std::span<const oauth::Event> events,
                                      const oauth::Catalogue& catalogue) const {
  std::vector<EventRow> rows;
  rows.reserve(events.size());
  ChainHash chain = position_.chain;
  for (const oauth::Event& event : events) {
    EventRow& row = rows.emplace_back(RowOf(event, catalogue));
    chain = row.chain = Chain(chain, row, event);
  }
  return rows;
}

void Replica::Apply(const Overlay& changed, std::span<const oauth::Event> events) {
  for (const oauth::Event& event : events) {
    latest_time_ = SetsTheTime(event) ? event.time : std::max(latest_time_, event.time);
  }
  changed.Apply(live_, server_);
  follower_.OnTaken(changed, events);
}

void Replica::Take(const Overlay& changed, std::span<const oauth::Event> events,
                   const ChainHash& chain) {
  Apply(changed, events);
  position_ = {events.back().sequence, chain};
  live_.Publish(position_.sequence);
}

Result<void> Replica::Take(const EventRow& row) {
  Result<oauth::Event> event = EventOf(row, *this);
  if (!event) {
    return Fail("event " + std::to_string(row.sequence) + " of the store " + event.error().message);
  }
  if (row.sequence != Number(position_.sequence) + 1 && !LosesHistory(*event)) {
    return Damaged(row, "the one before it is missing");
  }
  if (Chain(position_.chain, row, *event) != row.chain) return Damaged(row, "its hash is wrong");
  if (!overlay_.Fold(*event)) return Damaged(row, "it names a record that does not exist");
  if (const auto dissent = FindDissent(overlay_, *event)) {
    return Fail("the store is damaged: row " + std::to_string(dissent->key) + " of table " +
                dissent->table + " does not say what event " + std::to_string(row.sequence) +
                " says; restore a backup");
  }
  position_ = {event->sequence, row.chain};
  events_.push_back(*std::move(event));
  if (events_.size() >= kTogether) Flush();
  return {};
}

void Replica::Publish() {
  Flush();
  live_.Publish(position_.sequence);
}

const oauth::ScopeList* Replica::Keep(const oauth::ScopeList& list) {
  return live_.Lists().Find(live_.Lists().Intern(list));
}

void Replica::Flush() {
  Apply(overlay_, events_);
  overlay_.Clear();
  events_.clear();
}

}  // namespace writ::store
