// The file that names the last commit, when the machine lets go of it halfway.
#include "store/disk/watermark.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>

#include "store/bench.h"

namespace writ::store {
namespace {

// The event of the earlier mark may have left the store.
TEST(WatermarkTest, AStartThatIsCutShortLeavesTheLaterMark) {
  const TemporaryFolder folder;
  const std::string path = folder.Path() + "/mark";
  std::move(*Watermark::Start(path, {oauth::Sequence{5}, {}, 1}, true))
      ->Note({oauth::Sequence{6}, {}, 1});  // into the first slot
  // The second slot is beyond what a file may hold.
  const auto handler = signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
  rlimit small = before;
  small.rlim_cur = 4096;
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
  EXPECT_FALSE(Watermark::Start(path, {oauth::Sequence{9}, {}, 1}, true));
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &before), 0);
  signal(SIGXFSZ, handler);
  EXPECT_EQ(Watermark::Read(path)->mark->sequence, oauth::Sequence{6});
}

}  // namespace
}  // namespace writ::store
