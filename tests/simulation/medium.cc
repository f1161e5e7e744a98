#include "medium.h"

namespace writ::simulation {

store::WriteResult SimulatedMedium::Apply(const store::Write& write) {
  if (weather_ == Weather::kDiesBeforeWrite) {
    weather_ = Weather::kFine;
    throw Crash{};
  }
  if (weather_ == Weather::kFull) {
    return {store::WriteFate::kRefused, "the simulated disk is full"};
  }
  store::WriteResult result = disk_.Apply(write);
  if (result.fate == store::WriteFate::kDone) Note(write);
  return result;
}

// Invariant 10: every change is an event, numbered without a gap.
void SimulatedMedium::Note(const store::Write& write) {
  for (const store::EventRow& event : write.append.events) {
    const std::uint64_t sequence = event.sequence;
    if (sequence != facts_.last_sequence + 1 && facts_.violation.empty()) {
      facts_.violation = "event " + std::to_string(sequence) + " was written after event " +
                         std::to_string(facts_.last_sequence);
    }
    facts_.last_sequence = sequence;
  }
}

}  // namespace writ::simulation
