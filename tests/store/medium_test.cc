// What every medium does with an append that comes too late.
#include "store/log/medium.h"

#include <gtest/gtest.h>

#include "store/bench.h"
#include "store/memory/memory_medium.h"
#include "store/sqlite/sqlite_medium.h"

namespace writ::store {
namespace {

using oauth::Sequence;

oauth::Event AnEvent(std::uint64_t sequence) {
  oauth::Event event;
  event.sequence = Sequence{sequence};
  event.what = oauth::ClockAdvanced{Seconds{static_cast<std::int64_t>(sequence)}};
  return event;
}

// The event of `sequence`, appended by somebody who knows the one before.
WriteResult AppendOne(Medium& medium, std::uint64_t sequence) {
  const oauth::Event event = AnEvent(sequence);
  Write write;
  write.append = {Sequence{sequence - 1}, {RowOf(event, *catalogue::Mollie())}};
  write.append.events.front().chain.fill(static_cast<std::uint8_t>(sequence));
  return medium.Apply(write);
}

// Both know the first event, and only one of them can append the second.
void ExpectOneToBeFaster(Medium& one, Medium& other) {
  ASSERT_EQ(AppendOne(one, 1).fate, WriteFate::kDone);
  ASSERT_EQ(AppendOne(one, 2).fate, WriteFate::kDone);
  const WriteResult late = AppendOne(other, 2);
  EXPECT_EQ(late.fate, WriteFate::kBehind);
  EXPECT_NE(late.message, "");
  EXPECT_EQ(AppendOne(other, 3).fate, WriteFate::kDone) << "nothing of it is left";
  EXPECT_EQ(other.OldestEvent()->sequence, Sequence{1});
}

TEST(Medium, SqliteTellsWhoComesLate) {
  TemporaryFolder folder;
  const auto open = [&] {
    return std::move(*sqlite::SqliteMedium::OpenFile(folder.Path() + "/writ.db", TestKey()));
  };
  const auto one = open();
  const auto other = open();
  ExpectOneToBeFaster(*one, *other);
}

TEST(Medium, MemoryTellsWhoComesLate) {
  MemoryMedium medium;
  ExpectOneToBeFaster(medium, medium);
}

TEST(Medium, ReadsWhatComesAfterAnEvent) {
  TemporaryFolder folder;
  const auto medium =
      std::move(*sqlite::SqliteMedium::OpenFile(folder.Path() + "/writ.db", TestKey()));
  for (std::uint64_t sequence = 1; sequence <= 5; ++sequence) {
    ASSERT_EQ(AppendOne(*medium, sequence).fate, WriteFate::kDone);
  }
  struct Collected final : EventSink {
    Result<void> OnEvent(const EventRow& row) override {
      sequences.push_back(row.sequence);
      return {};
    }
    std::vector<std::uint64_t> sequences;
  };
  Collected all;
  ASSERT_TRUE(medium->ReadAfter(Sequence::kNone, all));
  EXPECT_EQ(all.sequences, (std::vector<std::uint64_t>{1, 2, 3, 4, 5}));
  Collected later;
  ASSERT_TRUE(medium->ReadAfter(Sequence{3}, later));
  EXPECT_EQ(later.sequences, (std::vector<std::uint64_t>{4, 5}));
}

}  // namespace
}  // namespace writ::store
