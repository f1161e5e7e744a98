// The incremental fold: which changed records the next write brings into the state tables.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>

#include "store/disk/dirty_set.h"
#include "store/log/medium.h"
#include "store/log/replica.h"
#include "store/state/live_state.h"

namespace writ::store {

// Goes round the tables in id order, so that neighbours share a page. When it has been round once,
// all that was changed before it set out is in the tables, and folded_through moves there.
// Not thread-safe.
class Sweep final : public Follower {
 public:
  // After a restart: the tables hold all events up to `folded_through`, and what the others
  // changed, up to `known`, has been noted.
  void Start(const LiveState& live, oauth::Sequence folded_through, oauth::Sequence known);

  void OnTaken(const Overlay& changed, std::span<const oauth::Event> events) override;

  // Adds up to `quota` records as they are in `live`, which knows all events up to `known`, to
  // `write`. True when that completes the round: then FoldedThrough will be `Target`.
  [[nodiscard]] bool Collect(const LiveState& live, std::size_t quota, Write& write) const;
  // The write is durable: what Collect added is clean, and the next one goes on from there.
  // `live` knows all events up to `known`, which have been noted.
  void Finish(const Write& write, bool completed, const LiveState& live, oauth::Sequence known);

  // The record is gone: there is nothing left to fold.
  void Forget(oauth::GrantId id) { grants_.Unmark(oauth::Number(id)); }
  void Forget(oauth::ConsentId id) { consents_.Unmark(oauth::Number(id)); }

  [[nodiscard]] oauth::Sequence FoldedThrough() const { return folded_through_; }
  // What FoldedThrough becomes when this round is complete.
  [[nodiscard]] oauth::Sequence Target() const { return target_; }
  [[nodiscard]] std::size_t Pending() const;

 private:
  void StartRound(const LiveState& live, oauth::Sequence known);
  [[nodiscard]] bool CollectShortLived(std::size_t& quota, Write& write) const;

  DirtySet clients_;
  DirtySet subjects_;
  DirtySet consents_;
  DirtySet grants_;
  std::deque<SpentCodeRow> spent_;       // in sequence order
  std::deque<RevokedTokenRow> revoked_;  // likewise
  // The last id of each table that this round has taken.
  std::uint64_t client_ = 0;
  std::uint64_t subject_ = 0;
  std::uint64_t consent_ = 0;
  std::uint64_t grant_ = 0;
  // The last id of each table when this round set out: later ones can wait, or it would never end
  // while new records keep coming.
  std::uint64_t last_client_ = 0;
  std::uint64_t last_subject_ = 0;
  std::uint64_t last_consent_ = 0;
  std::uint64_t last_grant_ = 0;
  oauth::Sequence target_ = oauth::Sequence::kNone;
  oauth::Sequence folded_through_ = oauth::Sequence::kNone;
};

}  // namespace writ::store
