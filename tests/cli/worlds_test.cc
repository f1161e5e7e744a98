// More than one engine in a process: each is small while it is empty, and has no thread of its own.
#include <gtest/gtest.h>
#include <malloc.h>

#include <cstddef>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "main/engine.h"

namespace writ {
namespace {

// A line of /proc/self/status, as a number.
long Status(const std::string& name) {
  std::ifstream file("/proc/self/status");
  for (std::string line; std::getline(file, line);) {
    if (line.rfind(name + ":", 0) == 0) return std::stol(line.substr(name.size() + 1));
  }
  return -1;
}

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define WRIT_SANITIZER_ALLOCATES
#include <sanitizer/allocator_interface.h>
#endif
#endif

// The bytes that the process has allocated and not freed.
std::size_t AllocatedBytes() {
#ifdef WRIT_SANITIZER_ALLOCATES
  return __sanitizer_get_current_allocated_bytes();
#else
  const struct mallinfo2 info = mallinfo2();
  return info.uordblks + info.hblkhd;
#endif
}

std::unique_ptr<Engine> OpenWorld(std::uint8_t number) {
  EngineOptions options;
  options.sandbox = true;
  options.master_key[0] = number;
  auto engine = Engine::Open(options);
  return engine ? *std::move(engine) : nullptr;
}

TEST(Worlds, AnEmptyOneTakesNoThread) {
  const long before = Status("Threads");
  const auto world = OpenWorld(1);
  ASSERT_NE(world, nullptr);
  EXPECT_EQ(Status("Threads"), before);
}

TEST(Worlds, AnEmptyOneTakesAtMost200Kilobytes) {
  constexpr std::uint8_t kWorlds = 50;
  std::vector<std::unique_ptr<Engine>> worlds;
  worlds.push_back(OpenWorld(0));  // takes what all share
  const std::size_t before = AllocatedBytes();
  for (std::uint8_t number = 1; number <= kWorlds; ++number) worlds.push_back(OpenWorld(number));
  const std::size_t each = (AllocatedBytes() - before) / kWorlds;
  EXPECT_LE(each, 200'000) << "bytes";
  RecordProperty("bytes", static_cast<int>(each));
}

TEST(Worlds, SealsOfManyInOneThreadDoNotPushEachOtherOut) {
  std::vector<std::unique_ptr<Engine>> worlds;
  for (std::uint8_t number = 0; number < 20; ++number) worlds.push_back(OpenWorld(number));
  std::vector<const oauth::Seal*> seals;
  for (const auto& world : worlds) {
    seals.push_back(&world->GetServices().seals.ForThisThread());
  }
  for (std::size_t i = 0; i < worlds.size(); ++i) {
    EXPECT_EQ(&worlds[i]->GetServices().seals.ForThisThread(), seals[i]) << "world " << i;
  }
}

}  // namespace
}  // namespace writ
