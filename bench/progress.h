// How far something long is, on standard error: a bar that is redrawn for a person, a line every
// few seconds for a log. Says the percent, the rate and the time that is left.
#pragma once

#include <chrono>
#include <cstdint>

namespace writ::bench {

class Progress {
 public:
  // Of `all` `things`; `all` is not 0.
  Progress(const char* things, std::uint64_t all);
  // `done` of them are done. Cheap enough for each one; the last is always shown.
  void At(std::uint64_t done);

 private:
  using Steady = std::chrono::steady_clock;
  void Show(std::uint64_t done, Steady::time_point now);

  const char* const things_;
  const std::uint64_t all_;
  const bool person_;
  const Steady::time_point begin_ = Steady::now();
  Steady::time_point shown_ = begin_;
};

}  // namespace writ::bench
