// How far the reading of a store is.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

namespace writ::store {

// How far a Load is in one kind of record. Counted by ids: those that were given and are gone count
// as read when they are passed.
struct LoadProgress {
  std::string_view what;  // "grants"
  std::uint64_t done = 0;
  std::uint64_t all = 0;
};
// Called on the thread that loads, often, and never for a small store.
using LoadObserver = std::function<void(const LoadProgress&)>;

// What is read into, as far as it is told of that.
class ProgressSink {
 public:
  ProgressSink() = default;
  ProgressSink(const ProgressSink&) = delete;
  ProgressSink& operator=(const ProgressSink&) = delete;
  virtual ~ProgressSink() = default;
  virtual void OnProgress(const LoadProgress& /*progress*/) {}
};

}  // namespace writ::store
