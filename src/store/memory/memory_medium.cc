#include "store/memory/memory_medium.h"

#include <algorithm>

namespace writ::store {

Result<std::optional<ChainHash>> MemoryMedium::FindChain(oauth::Sequence sequence) {
  const auto found = std::lower_bound(
      events_.begin(), events_.end(), sequence,
      [](const Kept& event, oauth::Sequence wanted) { return event.stamp.sequence < wanted; });
  if (found == events_.end() || found->stamp.sequence != sequence)
    return std::optional<ChainHash>();
  return std::optional<ChainHash>(found->chain);
}

WriteResult MemoryMedium::Apply(const Write& write) {
  const Append& append = write.append;
  if (!append.events.empty() && !events_.empty() && events_.back().stamp.sequence != append.after) {
    return {WriteFate::kBehind, "another has appended an event"};
  }
  for (const EventRow& row : append.events) {
    events_.push_back({{oauth::Sequence{row.sequence}, FromUnix(row.time)}, row.chain});
  }
  Remove(write.purge);
  return {};
}

void MemoryMedium::Remove(const Purge& purge) {
  if (!purge.events_before) return;
  for (std::int64_t i = 0; i < purge.rows && !events_.empty(); ++i) {
    const EventStamp& oldest = events_.front().stamp;
    if (oldest.time >= *purge.events_before || oldest.sequence > purge.events_through) return;
    events_.pop_front();
  }
}

std::optional<EventStamp> MemoryMedium::OldestEvent() {
  if (events_.empty()) return std::nullopt;
  return events_.front().stamp;
}

}  // namespace writ::store
