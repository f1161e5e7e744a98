// The log of a medium: every event that is durable and still kept, in order.
#pragma once

#include <optional>

#include "base/clock.h"
#include "base/result.h"
#include "oauth/records/ids.h"
#include "store/log/event_row.h"
#include "store/log/load_progress.h"

namespace writ::store {

// Which event, and when.
struct EventStamp {
  oauth::Sequence sequence = oauth::Sequence::kNone;
  Instant time{};
};

class EventSink : public ProgressSink {
 public:
  // An Error ends the reading.
  [[nodiscard]] virtual Result<void> OnEvent(const EventRow& row) = 0;
};

// Not thread-safe.
class EventLog {
 public:
  EventLog() = default;
  EventLog(const EventLog&) = delete;
  EventLog& operator=(const EventLog&) = delete;
  virtual ~EventLog() = default;

  // Hands every event after that of `sequence` to `sink`, the oldest first; kNone: every event that
  // is still kept. An Error when one cannot be read or makes no sense, and the sink's own.
  [[nodiscard]] virtual Result<void> ReadAfter(oauth::Sequence sequence, EventSink& sink) = 0;
  // The chain hash of an event, or nothing when it is not kept.
  [[nodiscard]] virtual Result<std::optional<ChainHash>> FindChain(oauth::Sequence sequence) = 0;
  // The oldest event still kept, or nothing.
  [[nodiscard]] virtual std::optional<EventStamp> OldestEvent() = 0;
};

}  // namespace writ::store
