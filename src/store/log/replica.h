// The state that a log's events add up to, and how far it has come. There is one way in: Take.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "oauth/event.h"
#include "store/log/accept.h"
#include "store/log/event_row.h"
#include "store/log/overlay.h"
#include "store/state/live_state.h"

namespace writ::store {

// Told of all that a replica takes, once it is in the live state. Called on the writer's thread.
class Follower {
 public:
  Follower() = default;
  Follower(const Follower&) = delete;
  Follower& operator=(const Follower&) = delete;
  virtual ~Follower() = default;
  virtual void OnTaken(const Overlay& changed, std::span<const oauth::Event> events) = 0;
};

// Where in a log something is: after the event of `sequence`, whose hash is `chain`.
struct LogPosition {
  oauth::Sequence sequence = oauth::Sequence::kNone;
  ChainHash chain{};
};

// A commit proposes to it, recovery and whoever else reads a log feeds it: all that changes the
// live state after the tables were loaded goes through here. Any thread may read through Live; all
// else is for one writer.
class Replica final : private ScopeListSource {
 public:
  // `follower` must outlive this.
  explicit Replica(Follower& follower) : follower_(follower) {}

  [[nodiscard]] LiveState& Live() { return live_; }
  [[nodiscard]] const LiveState& Live() const { return live_; }
  [[nodiscard]] const ServerRecord& Server() const { return server_; }
  [[nodiscard]] const LogPosition& Position() const { return position_; }
  // The latest of any event.
  [[nodiscard]] Instant LatestTime() const { return latest_time_; }
  // The scopes after all that was taken.
  [[nodiscard]] oauth::Catalogue::Pointer FindCatalogue() const override {
    return overlay_.FindCatalogue();
  }

  // What the tables, which are in Live, say of the whole. Before the first event.
  void Load(const ServerRecord& server, Instant latest_time);
  // Where the log goes on, if it does not begin.
  void StandAt(const LogPosition& position) { position_ = position; }

  // ---- events that are made here
  // To be filled with proposals, and taken before the next one is begun.
  [[nodiscard]] Batch Begin(Instant time, const ShortLivedBounds& bounds) {
    return Batch(live_, server_, position_.sequence, time, bounds);
  }
  // `events` as a medium keeps them, chained on to the last one; `catalogue` is that after them.
  // The rows view the events.
  [[nodiscard]] std::vector<EventRow> RowsOf(std::span<const oauth::Event> events,
                                             const oauth::Catalogue& catalogue) const;
  // `events`, which `changed` adds up and `chain` ends with, are durable: they are known from now.
  void Take(const Overlay& changed, std::span<const oauth::Event> events, const ChainHash& chain);

  // ---- events that were made elsewhere, or before
  // The next one, as a medium had it. An Error, in a sentence, when it is not the next, its hash is
  // wrong, or this program does not know it; nothing of it is taken then. It is known after
  // Publish, with all that came before it.
  [[nodiscard]] Result<void> Take(const EventRow& row);
  void Publish();

 private:
  [[nodiscard]] const oauth::ScopeList* Keep(const oauth::ScopeList& list) override;
  void Apply(const Overlay& changed, std::span<const oauth::Event> events);
  void Flush();

  Follower& follower_;
  LiveState live_;
  ServerRecord server_;
  LogPosition position_;
  Instant latest_time_{};
  // Taken as rows, folded, and not in the live state yet.
  Overlay overlay_{live_, server_};
  std::vector<oauth::Event> events_;
};

}  // namespace writ::store
