// What the process says of itself never waits for a reader.
#include "base/diagnostics.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <string>

namespace writ::test {
namespace {

// Standard error as a pipe that is full and that nobody reads, while it lives.
class FullStandardError {
 public:
  FullStandardError() : before_(dup(STDERR_FILENO)) {
    EXPECT_EQ(pipe2(ends_.data(), O_CLOEXEC), 0);
    fcntl(ends_[1], F_SETFL, O_NONBLOCK);
    const std::string bytes(4096, '.');
    while (write(ends_[1], bytes.data(), bytes.size()) > 0) {
    }
    fcntl(ends_[1], F_SETFL, 0);
    dup2(ends_[1], STDERR_FILENO);
  }
  ~FullStandardError() {
    dup2(before_, STDERR_FILENO);
    for (const int descriptor : {before_, ends_[0], ends_[1]}) close(descriptor);
  }
  FullStandardError(const FullStandardError&) = delete;
  FullStandardError& operator=(const FullStandardError&) = delete;

 private:
  int before_;
  std::array<int, 2> ends_{};
};

TEST(Diagnostics, WaitForTheirWriter) {
  Diagnostics diagnostics;
  diagnostics.BeginWriting();
  diagnostics.Say("one");
  diagnostics.Say("two");
  EXPECT_EQ(diagnostics.Take(), "writ: one\nwrit: two\n");
  EXPECT_EQ(diagnostics.Take(), "");
  diagnostics.EndWriting();
}

TEST(Diagnostics, AreBoundedAndCounted) {
  Diagnostics diagnostics;
  diagnostics.BeginWriting();
  const std::string text(1000, 'x');
  for (int i = 0; i < 100; ++i) diagnostics.Say(text);
  const std::string taken = diagnostics.Take();
  EXPECT_LE(taken.size(), Diagnostics::kWaitingBytesMax);
  EXPECT_EQ(taken.size() / 1007 + diagnostics.Dropped(), 100U);
  diagnostics.Say("there is room again");
  EXPECT_EQ(diagnostics.Take(), "writ: there is room again\n");
  diagnostics.EndWriting();
}

TEST(Diagnostics, NeverWaitForAReader) {
  const FullStandardError full;
  Diagnostics diagnostics;
  diagnostics.BeginWriting();
  diagnostics.Say("nobody reads this");
  diagnostics.EndWriting();  // gives up after a second
  SayLast("nor this");
}

TEST(Diagnostics, AreSaidAtOnceWithoutAWriter) {
  Diagnostics diagnostics;
  testing::internal::CaptureStderr();
  diagnostics.Say("at once");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "writ: at once\n");
}

}  // namespace
}  // namespace writ::test
