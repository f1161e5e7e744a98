#include "main/load_report.h"

#include <algorithm>
#include <ostream>
#include <string>

namespace writ {

namespace {

constexpr std::chrono::seconds kInterval{1};

// 10,000,000
std::string Grouped(std::uint64_t number) {
  std::string text = std::to_string(number);
  for (std::size_t end = text.size(); end > 3; end -= 3) text.insert(end - 3, ",");
  return text;
}

// 12.3
std::string InSeconds(std::chrono::steady_clock::duration duration) {
  const auto tenths = std::chrono::duration_cast<std::chrono::milliseconds>(duration).count() / 100;
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

}  // namespace

LoadReport::~LoadReport() {
  if (open_line_) err_ << std::endl;
}

void LoadReport::Report(const store::LoadProgress& progress) {
  const Time now = now_();
  if (now - told_ < kInterval || progress.all == 0) return;
  told_ = now;
  said_ = true;
  const std::uint64_t done = std::min(progress.done, progress.all);
  err_ << (terminal_ ? "\r" : "") << "writ: reading the store: " << Grouped(done) << " of "
       << Grouped(progress.all) << " " << progress.what << " (" << done * 100 / progress.all
       << " %), " << InSeconds(now - begin_) << " s" << (terminal_ ? "\x1b[K" : "\n") << std::flush;
  open_line_ = terminal_;
}

void LoadReport::Finish() {
  if (!said_) return;
  err_ << (terminal_ ? "\r" : "") << "writ: read the store in " << InSeconds(now_() - begin_)
       << " s" << (terminal_ ? "\x1b[K" : "") << std::endl;
  open_line_ = false;
}

}  // namespace writ
