#include "http/date.h"

#include <algorithm>

namespace writ::http {
namespace {

constexpr std::string_view kDays = "SunMonTueWedThuFriSat";
constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";

void PutPadded(char* out, unsigned value, unsigned digits) {
  for (unsigned i = digits; i > 0; --i, value /= 10)
    out[i - 1] = static_cast<char>('0' + value % 10);
}

}  // namespace

void DateLine::Set(std::chrono::sys_seconds now) {
  const auto day = std::chrono::floor<std::chrono::days>(now);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(now - day);
  constexpr std::string_view kShape = "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n";
  static_assert(kShape.size() == std::tuple_size_v<decltype(line_)>);
  std::copy(kShape.begin(), kShape.end(), line_.begin());
  char* out = line_.data();
  // NOLINTNEXTLINE(bugprone-implicit-widening-of-multiplication-result): two digits a number
  std::copy_n(kDays.data() + std::chrono::weekday(day).c_encoding() * 3, 3, out + 6);
  PutPadded(out + 11, static_cast<unsigned>(date.day()), 2);
  // NOLINTNEXTLINE(bugprone-implicit-widening-of-multiplication-result): two digits a number
  std::copy_n(kMonths.data() + (static_cast<unsigned>(date.month()) - 1) * 3, 3, out + 14);
  PutPadded(out + 18, static_cast<unsigned>(static_cast<int>(date.year())), 4);
  PutPadded(out + 23, static_cast<unsigned>(time.hours().count()), 2);
  PutPadded(out + 26, static_cast<unsigned>(time.minutes().count()), 2);
  PutPadded(out + 29, static_cast<unsigned>(time.seconds().count()), 2);
}

}  // namespace writ::http
