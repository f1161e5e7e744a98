// Checkpoints beside commits: SQLite before 3.51.3 can lose a commit when a checkpoint starts while
// a writer restarts the log. The checkpointer's discipline must keep them apart.
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <thread>

#include "store/sqlite/checkpointer.h"
#include "store/sqlite/database.h"

namespace writ::store::sqlite {
namespace {

// Longer by WRIT_STRESS_SECONDS in the environment.
std::chrono::seconds Duration() {
  const char* wanted = std::getenv("WRIT_STRESS_SECONDS");
  return std::chrono::seconds(wanted == nullptr ? 3 : std::atoi(wanted));
}

class WalResetTest : public testing::Test {
 protected:
  static constexpr std::int64_t kKept = 400;  // rows in the table

  WalResetTest() {
    const std::filesystem::path memory = "/dev/shm";
    const bool fast = access(memory.c_str(), W_OK) == 0;
    std::string name =
        ((fast ? memory : std::filesystem::temp_directory_path()) / "writ-wal-XXXXXX").string();
    EXPECT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  ~WalResetTest() override { std::filesystem::remove_all(folder_); }

  [[nodiscard]] std::string Path() const { return folder_ + "/writ.db"; }

  // Small pages and no syncs, so that the log is restarted as often as can be.
  Database Open() const {
    auto opened = Database::Open(Path());
    EXPECT_TRUE(opened);
    EXPECT_EQ(opened->Execute("PRAGMA page_size=512; PRAGMA journal_mode=WAL;"
                              "PRAGMA synchronous=OFF; PRAGMA wal_autocheckpoint=0;"
                              "CREATE TABLE made(id INTEGER PRIMARY KEY, row BLOB) STRICT;"),
              SQLITE_OK);
    return std::move(*opened);
  }

  // What the files hold if everything stops now.
  void ExpectAllIsThere(std::int64_t last) const {
    const std::string copy = folder_ + "/copy.db";
    for (const auto* suffix : {"", "-wal"}) {
      std::filesystem::copy_file(Path() + suffix, copy + suffix,
                                 std::filesystem::copy_options::overwrite_existing);
    }
    {
      auto database = Database::Open(copy);
      ASSERT_TRUE(database);
      const auto first = database->Integer("SELECT min(id) FROM made");
      ASSERT_TRUE(first) << first.error().message;
      EXPECT_EQ(*database->Integer("SELECT max(id) FROM made"), last);
      EXPECT_EQ(*database->Integer("SELECT count(*) FROM made"), last - *first + 1);
      EXPECT_EQ(*database->Integer("SELECT count(*) FROM made WHERE row IS NOT "
                                   "CAST(printf('%016000d', id) AS BLOB)"),
                0);
      EXPECT_EQ(*database->Integer("SELECT count(*) FROM pragma_integrity_check "
                                   "WHERE integrity_check IS NOT 'ok'"),
                0);
    }
    for (const auto* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(copy + suffix);
  }

  void CountFrames(Database& writer) {
    sqlite3_wal_hook(
        writer.Raw(),
        [](void* out, sqlite3*, const char*, int count) {
          *static_cast<int*>(out) = count;
          return SQLITE_OK;
        },
        &frames_);
  }

  std::string folder_;
  int frames_ = 0;  // in the log after the last commit
};

TEST_F(WalResetTest, TheThreadCheckpointsByItself) {
  Database writer = Open();
  auto checkpointer = Checkpointer::Start(Path());
  ASSERT_TRUE(checkpointer);
  CountFrames(writer);
  ASSERT_EQ(writer.Execute("INSERT INTO made VALUES(1, zeroblob(2300000))"), SQLITE_OK);
  ASSERT_GE(frames_, Checkpointer::kFrames);
  ASSERT_LT(frames_, 2 * Checkpointer::kFrames);
  (*checkpointer)->OnCommit(frames_, writer);
  // Without another commit, what is in the log comes to the file.
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (std::filesystem::file_size(Path()) < 2'300'000) {
    ASSERT_LT(std::chrono::steady_clock::now(), end) << "the thread has done nothing";
    std::this_thread::yield();
  }
}

TEST_F(WalResetTest, NoCommitIsLostBetweenCheckpoints) {
  Database writer = Open();
  auto checkpointer = Checkpointer::Start(Path());
  ASSERT_TRUE(checkpointer);
  CountFrames(writer);
  Statement add =
      *writer.Prepare("INSERT INTO made VALUES(?1, CAST(printf('%016000d', ?1) AS BLOB))");
  Statement drop = *writer.Prepare("DELETE FROM made WHERE id <= ?");
  std::int64_t id = 0;
  int restarts = 0;
  const auto end = std::chrono::steady_clock::now() + Duration();
  while (std::chrono::steady_clock::now() < end) {
    const int before = frames_;
    ASSERT_EQ(writer.Execute("BEGIN IMMEDIATE"), SQLITE_OK);
    ASSERT_EQ(add.Bind(++id).Run(), SQLITE_OK);
    ASSERT_EQ(drop.Bind(id - kKept).Run(), SQLITE_OK);
    ASSERT_EQ(writer.Execute("COMMIT"), SQLITE_OK) << writer.Message();
    if (frames_ < before && ++restarts % 32 == 0) {
      ExpectAllIsThere(id);
      if (HasFailure()) break;
    }
    (*checkpointer)->OnCommit(frames_, writer);
  }
  checkpointer->reset();
  ExpectAllIsThere(id);
  EXPECT_GT(restarts, 10) << "the log was hardly ever restarted in " << id << " commits";
  RecordProperty("restarts", restarts);
  std::printf("%d restarts of the log in %lld commits\n", restarts, static_cast<long long>(id));
}

}  // namespace
}  // namespace writ::store::sqlite
