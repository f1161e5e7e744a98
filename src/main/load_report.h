// What a start says while it reads a big store.
#pragma once

#include <chrono>
#include <functional>
#include <iosfwd>
#include <utility>

#include "store/log/medium.h"

namespace writ {

// Nothing in the first second; then about every second a line, or on a terminal the same line
// anew; at the end how long it took. Not thread-safe.
class LoadReport {
 public:
  using Time = std::chrono::steady_clock::time_point;

  LoadReport(std::ostream& err, bool terminal,
             std::function<Time()> now = std::chrono::steady_clock::now)
      : err_(err), terminal_(terminal), now_(std::move(now)), begin_(now_()), told_(begin_) {}
  // Must not be called after this is gone.
  [[nodiscard]] store::LoadObserver Observer() {
    return [this](const store::LoadProgress& progress) { Report(progress); };
  }
  // Once the store was read; without it, it was refused.
  void Finish();
  ~LoadReport();
  LoadReport(const LoadReport&) = delete;
  LoadReport& operator=(const LoadReport&) = delete;

 private:
  void Report(const store::LoadProgress& progress);

  std::ostream& err_;
  const bool terminal_;
  const std::function<Time()> now_;
  const Time begin_;
  Time told_;
  bool open_line_ = false;
  bool said_ = false;
};

}  // namespace writ
