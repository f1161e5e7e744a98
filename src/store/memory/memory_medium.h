// A medium that is gone with the process: the live state is all there is, and of the log is kept
// what a start and a purge ask for.
#pragma once

#include <deque>
#include <memory>
#include <optional>

#include "store/log/medium.h"

namespace writ::store {

// Takes no memory for what lives. Not thread-safe.
class MemoryMedium final : public Medium {
 public:
  // There is never anything to load.
  [[nodiscard]] Result<void> Load(TableSink& /*sink*/) override { return {}; }
  // What the events were is not kept.
  [[nodiscard]] Result<void> ReadAfter(oauth::Sequence /*sequence*/, EventSink& /*sink*/) override {
    return {};
  }
  [[nodiscard]] Result<std::optional<ChainHash>> FindChain(oauth::Sequence sequence) override;
  [[nodiscard]] WriteResult Apply(const Write& write) override;
  [[nodiscard]] bool Probe() override { return true; }
  [[nodiscard]] Result<void> Settle() override { return {}; }
  [[nodiscard]] std::optional<EventStamp> OldestEvent() override;
  void Close() override {}

 private:
  struct Kept {
    EventStamp stamp;
    ChainHash chain;
  };
  void Remove(const Purge& purge);

  std::deque<Kept> events_;  // the oldest first
};

}  // namespace writ::store
