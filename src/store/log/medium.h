// Durable media: what a store is kept on, narrow enough that a faulty one can take its place.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "oauth/records/ids.h"
#include "store/log/event_log.h"
#include "store/log/event_row.h"
#include "store/log/store_key.h"
#include "store/log/tables.h"

namespace writ::store {

// What the log grows by.
struct Append {
  // The last event that its writer knows; any where there are no events.
  oauth::Sequence after = oauth::Sequence::kNone;
  std::vector<EventRow> events;
};

// What leaves in a write, in small bites.
struct Purge {
  std::vector<std::uint32_t> scope_lists;  // by number; no row and no event names them
  std::vector<oauth::GrantId> grants;
  std::vector<oauth::ConsentId> consents;
  // Records whose lists led through those that leave, as they are now.
  std::vector<GrantRow> relinked_grants;
  std::vector<ConsentRow> relinked_consents;
  // How many rows of either kind below are looked at.
  std::int64_t rows = 0;
  // Of the short-lived rows next in turn, those that expired before this.
  std::optional<Instant> short_lived_before;
  // Of the oldest events, those of a time before this and a sequence up to events_through.
  std::optional<Instant> events_before;
  oauth::Sequence events_through = oauth::Sequence::kNone;

  [[nodiscard]] bool Empty() const {
    return scope_lists.empty() && grants.empty() && consents.empty() && relinked_grants.empty() &&
           relinked_consents.empty() && !short_lived_before && !events_before;
  }
};

// One durable step of up to three parts: a medium that syncs does so once for all of them.
struct Write {
  Append append;
  Rows rows;
  Purge purge;
};

enum class WriteFate : std::uint8_t {
  kDone,     // it is durable
  kRefused,  // nothing of it was written, nor will be
  kBehind,   // likewise, since the log goes on after another event: somebody was faster
  kUnknown,  // nobody can tell
};

struct WriteResult {
  WriteFate fate = WriteFate::kDone;
  std::string message;  // why, when it is not done
};

// A log, and tables that follow it. Not thread-safe.
class Medium : public EventLog, public Tables {
 public:
  // Whole and durable when it returns kDone.
  [[nodiscard]] virtual WriteResult Apply(const Write& write) = 0;
  // Whether a write succeeds now; it changes nothing.
  [[nodiscard]] virtual bool Probe() = 0;
  // After a process that did not end properly: brings all that Load read to its last place on the
  // disk, since what it wrote may be in the cache of the machine alone. Where the disk is too full
  // for that it stays where it is.
  [[nodiscard]] virtual Result<void> Settle() = 0;
  // Brings what was written into its last place; called once, before the end.
  virtual void Close() = 0;
};

}  // namespace writ::store
