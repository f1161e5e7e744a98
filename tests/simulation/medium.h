// The simulated disk: what was durable on it outlives the process, and it fails when it is told to.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "store/log/medium.h"

namespace writ::simulation {

// The process died in the middle of a write. Thrown through the ledger, which is then discarded, as
// memory is by a crash.
struct Crash {};

enum class Weather : std::uint8_t {
  kFine,
  kFull,             // every write is refused
  kDiesBeforeWrite,  // the next write never happens and the process dies
};

// What the medium saw, for the invariants that an answer cannot show.
struct MediumFacts {
  std::uint64_t last_sequence = 0;
  std::string violation;  // the first one
};

// One process's view of the disk: passes on to `disk`, which it does not own and never closes.
class SimulatedMedium final : public store::Medium {
 public:
  SimulatedMedium(store::Medium& disk, Weather& weather, MediumFacts& facts)
      : disk_(disk), weather_(weather), facts_(facts) {}

  Result<void> Load(store::TableSink& sink) override { return disk_.Load(sink); }
  Result<void> ReadAfter(oauth::Sequence sequence, store::EventSink& sink) override {
    return disk_.ReadAfter(sequence, sink);
  }
  Result<std::optional<store::ChainHash>> FindChain(oauth::Sequence sequence) override {
    return disk_.FindChain(sequence);
  }
  store::WriteResult Apply(const store::Write& write) override;
  bool Probe() override { return weather_ != Weather::kFull && disk_.Probe(); }
  Result<void> Settle() override { return disk_.Settle(); }
  std::optional<store::EventStamp> OldestEvent() override { return disk_.OldestEvent(); }
  void Close() override {}

 private:
  void Note(const store::Write& write);

  store::Medium& disk_;
  Weather& weather_;
  MediumFacts& facts_;
};

}  // namespace writ::simulation
