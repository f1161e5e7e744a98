#include "progress.h"

#include <unistd.h>

#include <cstdio>

namespace writ::bench {

Progress::Progress(const char* things, std::uint64_t all)
    : things_(things), all_(all), person_(isatty(STDERR_FILENO) == 1) {}

void Progress::At(std::uint64_t done) {
  if (done < all_ && done % 256 != 0) return;
  const Steady::time_point now = Steady::now();
  const auto pause = person_ ? std::chrono::milliseconds(100) : std::chrono::milliseconds(3000);
  if (done < all_ && now - shown_ < pause) return;
  shown_ = now;
  Show(done, now);
}

void Progress::Show(std::uint64_t done, Steady::time_point now) {
  constexpr int kWide = 30;
  const double seconds = std::chrono::duration<double>(now - begin_).count();
  const double share = double(done) / double(all_);
  const double rate = seconds > 0 ? double(done) / seconds : 0;
  const int filled = static_cast<int>(share * kWide);
  if (person_) {
    std::fprintf(stderr, "\r[%.*s%.*s] ", filled, "##############################", kWide - filled,
                 "..............................");
  }
  std::fprintf(stderr, "%3.0f %% of %llu %s, %.0f/s, ", share * 100,
               static_cast<unsigned long long>(all_), things_, rate);
  if (done == all_) {
    std::fprintf(stderr, "%.1f s", seconds);
  } else {
    std::fprintf(stderr, "%.0f s left", rate > 0 ? double(all_ - done) / rate : 0);
  }
  std::fputs(person_ && done < all_ ? "\x1b[K" : person_ ? "\x1b[K\n" : "\n", stderr);
}

}  // namespace writ::bench
