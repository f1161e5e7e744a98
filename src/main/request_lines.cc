#include "main/request_lines.h"

#include <algorithm>
#include <charconv>
#include <string_view>

#include "base/check.h"
#include "main/request_ring.h"

namespace writ {

namespace {

void PutPadded(char* out, unsigned value, unsigned digits) {
  for (unsigned i = digits; i > 0; --i, value /= 10) {
    out[i - 1] = static_cast<char>('0' + value % 10);
  }
}

// Writes one line into room that is known to be enough.
class Line {
 public:
  [[nodiscard]] char* End() { return end_; }
  void EndsAt(char* end) { end_ = end; }
  [[nodiscard]] std::string_view View() const {
    return {bytes_.data(), static_cast<std::size_t>(end_ - bytes_.data())};
  }

  Line& Put(std::string_view text) {
    end_ = std::copy(text.begin(), text.end(), end_);
    return *this;
  }
  Line& PutShown(std::string_view text) {
    end_ = std::transform(text.begin(), text.end(), end_, [](char letter) {
      return letter > ' ' && letter <= '~' && letter != '"' ? letter : '?';
    });
    return *this;
  }
  template <typename Number>
  Line& PutNumber(Number number) {
    end_ = std::to_chars(end_, bytes_.data() + bytes_.size(), number).ptr;
    return *this;
  }

 private:
  std::array<char, RequestLines::kLineBytesMax> bytes_;
  char* end_ = bytes_.data();
};

// The time, every word and every number at its longest.
static_assert(24 + 8 + 7 + 7 + 9 + 6 + 7 + 20 + 4 + 20 + 6 + 4 + 1 + RequestRing::kPathBytesMax +
                  RequestRing::kPeerBytesMax + RequestRing::kIdBytesMax <
              RequestLines::kLineBytesMax);

}  // namespace

void RequestLines::Append(const http::AccessRecord& record, std::string& out) {
  CHECK(record.path.size() <= RequestRing::kPathBytesMax);
  CHECK(record.peer.size() <= RequestRing::kPeerBytesMax);
  CHECK(record.request_id.size() <= RequestRing::kIdBytesMax);
  Line line;
  line.EndsAt(PutTime(record.time, line.End()));
  line.Put(" method=").Put(NameOf(record.method)).Put(" path=\"").PutShown(record.path);
  line.Put("\" status=").PutNumber(record.status).Put(" bytes=").PutNumber(record.response_bytes);
  line.Put(" us=").PutNumber(record.duration.count()).Put(" peer=").Put(record.peer);
  line.Put(" id=").Put(record.request_id).Put("\n");
  out.append(line.View());
}

void RequestLines::AppendDropped(std::chrono::system_clock::time_point time, std::uint64_t lines,
                                 std::string& out) {
  Line line;
  line.EndsAt(PutTime(time, line.End()));
  out.append(line.Put(" dropped=").PutNumber(lines).Put("\n").View());
}

char* RequestLines::PutTime(std::chrono::system_clock::time_point time, char* out) {
  const auto second = std::chrono::floor<std::chrono::seconds>(time);
  if (second != second_) {
    second_ = second;
    const auto day = std::chrono::floor<std::chrono::days>(second);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(second - day);
    constexpr std::string_view kShape = "0000-00-00T00:00:00.";
    static_assert(kShape.size() == std::tuple_size_v<decltype(shown_second_)>);
    std::copy(kShape.begin(), kShape.end(), shown_second_.begin());
    char* const shown = shown_second_.data();
    PutPadded(shown, static_cast<unsigned>(static_cast<int>(date.year())), 4);
    PutPadded(shown + 5, static_cast<unsigned>(date.month()), 2);
    PutPadded(shown + 8, static_cast<unsigned>(date.day()), 2);
    PutPadded(shown + 11, static_cast<unsigned>(clock.hours().count()), 2);
    PutPadded(shown + 14, static_cast<unsigned>(clock.minutes().count()), 2);
    PutPadded(shown + 17, static_cast<unsigned>(clock.seconds().count()), 2);
  }
  const auto thousandths = std::chrono::floor<std::chrono::milliseconds>(time - second).count();
  out = std::copy(shown_second_.begin(), shown_second_.end(), out);
  PutPadded(out, static_cast<unsigned>(thousandths), 3);
  out[3] = 'Z';
  return out + 4;
}

}  // namespace writ
