#include "main/load_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <sstream>

namespace writ::test {
namespace {

using std::chrono::milliseconds;

// A report whose clock stands still until it is told.
struct Told {
  explicit Told(bool terminal) : report(err, terminal, [this] { return now; }) {}

  std::string After(milliseconds time, std::uint64_t done) {
    now += time;
    err.str("");
    report.Observer()({"grants", done, 10'000'000});
    return err.str();
  }
  std::string AtTheEnd(milliseconds time) {
    now += time;
    err.str("");
    report.Finish();
    return err.str();
  }

  LoadReport::Time now{};
  std::ostringstream err;
  LoadReport report;
};

TEST(LoadReport, SaysNothingOfAStoreThatIsReadInASecond) {
  Told told(false);
  EXPECT_EQ(told.After(milliseconds(0), 100), "");
  EXPECT_EQ(told.After(milliseconds(999), 9'999'999), "");
  EXPECT_EQ(told.AtTheEnd(milliseconds(1)), "");
}

TEST(LoadReport, SaysHowFarItIsEverySecondAndHowLongItTook) {
  Told told(false);
  EXPECT_EQ(told.After(milliseconds(1000), 999),
            "writ: reading the store: 999 of 10,000,000 grants (0 %), 1.0 s\n");
  EXPECT_EQ(told.After(milliseconds(999), 123'456), "");
  EXPECT_EQ(told.After(milliseconds(1), 4'299'999),
            "writ: reading the store: 4,299,999 of 10,000,000 grants (42 %), 2.0 s\n");
  EXPECT_EQ(told.After(milliseconds(1250), 10'000'000),
            "writ: reading the store: 10,000,000 of 10,000,000 grants (100 %), 3.2 s\n");
  EXPECT_EQ(told.AtTheEnd(milliseconds(12'100)), "writ: read the store in 15.3 s\n");
}

TEST(LoadReport, KeepsToOneLineOnATerminal) {
  Told told(true);
  EXPECT_EQ(told.After(milliseconds(1000), 1'000'000),
            "\rwrit: reading the store: 1,000,000 of 10,000,000 grants (10 %), 1.0 s\x1b[K");
  EXPECT_EQ(told.AtTheEnd(milliseconds(100)), "\rwrit: read the store in 1.1 s\x1b[K\n");
}

TEST(LoadReport, LeavesTheLineWhenTheStoreIsRefused) {
  std::ostringstream err;
  LoadReport::Time now{};
  {
    LoadReport report(err, true, [&now] { return now; });
    now += milliseconds(1000);
    report.Observer()({"grants", 1, 2});
    EXPECT_THAT(err.str(), testing::EndsWith("\x1b[K"));
  }
  EXPECT_THAT(err.str(), testing::EndsWith("\x1b[K\n"));
}

}  // namespace
}  // namespace writ::test
